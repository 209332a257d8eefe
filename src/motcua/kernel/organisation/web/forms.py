"""Shapes of what people type about days and limits; the law is checked elsewhere."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from motcua.foundation.time import LOCAL_ZONE, TimeLimit, TimeUnit
from motcua.ui import words

from ..types import DayKind, UnitInfo

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
TIME_FORMATS = ["%H:%M", "%Hh%M", "%Hh", "%H"]
EVERYBODY = "all"
_HOURS = re.compile(r"^\s*(\d{1,2})[:h](\d{2})\s*[-–]\s*(\d{1,2})[:h](\d{2})\s*$")

Hours = list[list[str]]


def read_hours(text: str) -> Hours:
    """Read ``8:00-12:00, 13:00-17:00``.

    Raises:
        ValueError: A part is not two times with a dash between them.
    """
    stretches = []
    for part in text.split(","):
        found = _HOURS.match(part)
        if found is None:
            raise ValueError(part.strip())
        first, first_minute, last, last_minute = found.groups()
        stretches.append([f"{int(first):02}:{first_minute}", f"{int(last):02}:{last_minute}"])
    return stretches


class DayForm(forms.Form):
    """What a day is from now on."""

    scope = forms.ChoiceField(label=_("For whom"))
    kind = forms.ChoiceField(
        label=_("What this day is"),
        choices=[each for each in DayKind.choices if each[0] != DayKind.WEEKEND],
    )
    name = forms.CharField(
        label=_("Name of the day"),
        required=False,
        help_text=_("Such as: festival of the district. It is shown in every count."),
    )
    hours = forms.CharField(
        label=_("Hours of work, if not the ordinary ones"),
        required=False,
        help_text=_("Such as: 8:00-12:00, 13:00-17:00. Leave it empty on a day off."),
    )
    legal_basis = forms.CharField(
        label=_("Document"),
        help_text=_("Number, day and issuer of the notice or decision that this follows from."),
        error_messages={"required": _("Name the document that this follows from.")},
    )

    def __init__(
        self, *args: Any, units: Iterable[tuple[UUID, str]], everybody: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [(str(unit_id), name) for unit_id, name in units]
        if everybody:
            choices.insert(0, (EVERYBODY, _("The whole country")))
        scope = self.fields["scope"]
        scope.choices = choices  # type: ignore[attr-defined] # a choice field has them

    def clean_hours(self) -> Hours | None:
        text = self.cleaned_data["hours"]
        if not text:
            return None
        try:
            return read_hours(text)
        except ValueError as error:
            raise ValidationError(
                _("Write the hours like this: 8:00-12:00, 13:00-17:00.")
            ) from error

    @property
    def unit_id(self) -> UUID | None:
        """The unit chosen; None for everybody."""
        scope = self.cleaned_data["scope"]
        return None if scope == EVERYBODY else UUID(scope)


DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class HoursForm(forms.Form):
    """The working week from a day on."""

    scope = forms.ChoiceField(label=_("For whom"))
    valid_from = forms.DateField(
        label=_("From this day on"),
        input_formats=DAY_FORMATS,
        help_text=_("The first day with these hours, such as 16/04/2025."),
        error_messages={
            "required": _("Give the first day with these hours."),
            "invalid": _("Write the day like this: 12/03/2024."),
        },
    )
    cut_off = forms.TimeField(
        label=_("Same-day procedures: the last moment for a result on the same day"),
        input_formats=TIME_FORMATS,
        help_text=_("Such as 15:00. What is accepted later is due on the next working day."),
        error_messages={
            "required": _("Give the time, such as 15:00."),
            "invalid": _("Write the time like this: 9:30."),
        },
    )
    legal_basis = forms.CharField(
        label=_("Document"),
        help_text=_("Number, day and issuer of the notice or decision that this follows from."),
        error_messages={"required": _("Name the document that this follows from.")},
    )

    def __init__(
        self, *args: Any, units: Iterable[tuple[UUID, str]], everybody: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [(str(unit_id), name) for unit_id, name in units]
        if everybody:
            choices.insert(0, (EVERYBODY, _("The whole country")))
        self.fields["scope"].choices = choices  # type: ignore[attr-defined] # a choice field has them
        monday = date(2024, 1, 1)
        for n, name in enumerate(DAY_NAMES):
            label = capfirst(words.weekday(monday + timedelta(days=n)))
            self.fields[name] = forms.CharField(label=label, required=False)

    def clean(self) -> dict[str, Any]:
        """Read the hours of each day."""
        given = super().clean() or {}
        for name in DAY_NAMES:
            try:
                given[name] = read_hours(given[name]) if given.get(name) else []
            except ValueError:
                self.add_error(name, _("Write the hours like this: 8:00-12:00, 13:00-17:00."))
        return given

    @property
    def unit_id(self) -> UUID | None:
        """The unit chosen; None for everybody."""
        scope = self.cleaned_data["scope"]
        return None if scope == EVERYBODY else UUID(scope)


UNITS = [
    (TimeUnit.WORKING_DAY.value, _("working days")),
    (TimeUnit.WORKING_HOUR.value, _("working hours")),
    (TimeUnit.CALENDAR_DAY.value, _("days of the calendar")),
    (TimeUnit.MONTH.value, _("months")),
    (TimeUnit.SAME_DAY.value, _("within the day")),
]


class DueForm(forms.Form):
    """Acceptance and time limit."""

    day = forms.DateField(
        label=_("Day of acceptance"),
        input_formats=DAY_FORMATS,
        help_text=_("The day on the receipt, such as 12/03/2024."),
        error_messages={
            "required": _("Give the day on which the dossier was accepted."),
            "invalid": _("Write the day like this: 12/03/2024."),
        },
    )
    clock = forms.TimeField(
        label=_("Time of acceptance"),
        input_formats=TIME_FORMATS,
        help_text=_("Such as 9:30."),
        error_messages={
            "required": _("Give the time at which the dossier was accepted."),
            "invalid": _("Write the time like this: 9:30."),
        },
    )
    amount = forms.DecimalField(
        label=_("How much time"),
        localize=True,
        max_value=Decimal(1000),
        required=False,
        error_messages={
            "invalid": _("Write a number, such as 5 or 0,5."),
            "max_value": _("No law gives that much time. Write a smaller number."),
        },
    )
    time_unit = forms.ChoiceField(label=_("Counted in"), choices=UNITS)
    unit = forms.ChoiceField(label=_("Who handles it"), required=False)

    def __init__(self, *args: Any, units: Iterable[UnitInfo], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.code, each.name) for each in units]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined] # a choice field has them

    def clean(self) -> dict[str, Any]:
        """Put amount and unit together into a limit."""
        given = super().clean() or {}
        unit = given.get("time_unit")
        if not unit or "amount" not in given:
            return given
        amount = Decimal(1) if unit == TimeUnit.SAME_DAY else given["amount"]
        if amount is None:
            self.add_error("amount", _("Give the number that stands on the procedure's page."))
            return given
        try:
            given["limit"] = TimeLimit(amount=amount, unit=TimeUnit(unit))
        except ValueError:
            self.add_error(
                "amount", _("Give a whole number above zero; only working time has fractions.")
            )
        return given

    @property
    def start(self) -> datetime:
        day: date = self.cleaned_data["day"]
        return datetime.combine(day, self.cleaned_data["clock"], LOCAL_ZONE)
