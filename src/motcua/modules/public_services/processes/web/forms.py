"""Shapes of what administrators give."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..types import Kind

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,30}")
DAYS = ["%d/%m/%Y", "%Y-%m-%d"]


class NewProcessForm(forms.Form):
    """Code, name and kind of a process that the library does not have."""

    code = forms.CharField(
        label=_("Code of the process"),
        help_text=_("Capital letters, digits and dashes, such as QTR-131."),
        error_messages={"required": _("Give the process a code, such as QTR-131.")},
    )
    title = forms.CharField(
        label=_("Name of the process"),
        max_length=200,
        error_messages={"required": _("Give the process a name.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Kind.choices,
        error_messages={"required": _("Say whether it is general or specific.")},
    )
    field = forms.CharField(label=_("Field of work"), required=False, max_length=200)
    like = forms.CharField(
        label=_("Begin with the steps of"),
        required=False,
        help_text=_("Code of a process like it; leave it empty for an empty table."),
    )

    def clean_code(self) -> str:
        """Return the code in capitals.

        Raises:
            ValidationError: It has not the shape of a code.
        """
        code = str(self.cleaned_data["code"]).strip().upper()
        if not CODE.fullmatch(code):
            raise forms.ValidationError(_("Use only capital letters, digits and dashes."))
        return code


class PublishForm(forms.Form):
    """Why a version is made and from which day it holds."""

    note = forms.CharField(
        label=_("What changes, and why"),
        widget=forms.Textarea,
        max_length=1000,
        error_messages={
            "required": _(
                "Say in a few words what changes and why; whoever compares versions reads it."
            )
        },
    )
    effective_from = forms.DateField(
        label=_("Holds from"),
        input_formats=DAYS,
        help_text=_("Dossiers sent from this day on follow the new version; others keep theirs."),
        error_messages={
            "required": _("Say from which day it holds."),
            "invalid": _("Write a day, such as 01/07/2025."),
        },
    )


class FromDayForm(forms.Form):
    """A day from which something holds, and a word about it."""

    valid_from = forms.DateField(
        label=_("From which day"),
        input_formats=DAYS,
        error_messages={
            "required": _("Say from which day it holds."),
            "invalid": _("Write a day, such as 01/07/2025."),
        },
    )
    note = forms.CharField(label=_("Reason or decision"), required=False, max_length=300)


class TrialForm(forms.Form):
    """A sample dossier."""

    procedure = forms.CharField(
        label=_("Procedure"), error_messages={"required": _("Choose a procedure.")}
    )
    unit = forms.UUIDField(
        label=_("Authority"),
        error_messages={
            "required": _("Choose an authority."),
            "invalid": _("Choose an authority."),
        },
    )
    day = forms.DateField(
        label=_("Accepted on"),
        input_formats=DAYS,
        error_messages={
            "required": _("Say on which day it is accepted."),
            "invalid": _("Write a day, such as 01/07/2025."),
        },
    )
    hour = forms.TimeField(
        label=_("At what time"),
        input_formats=["%H:%M", "%Hh%M", "%H"],
        error_messages={
            "required": _("Say at what time, such as 09:00."),
            "invalid": _("Write a time, such as 09:00."),
        },
    )

    def starts_at(self, zone: Any) -> datetime:
        """Return the instant of acceptance."""
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        return datetime.combine(_as_day(day), _as_time(hour), tzinfo=zone)


def _as_day(value: Any) -> date:
    if not isinstance(value, date):
        raise TypeError(value)
    return value


def _as_time(value: Any) -> time:
    if not isinstance(value, time):
        raise TypeError(value)
    return value
