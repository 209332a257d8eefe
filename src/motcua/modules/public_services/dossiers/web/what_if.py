"""What if a procedure had another time limit? Before it is decided, see whom it would have met."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import TimeLimit, TimeUnit, local_date
from motcua.kernel.cases import api as cases

from .. import permissions
from ..queries.what_if import what_if as count_again

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
UNITS = [
    (TimeUnit.WORKING_DAY.value, gettext_lazy("working days")),
    (TimeUnit.WORKING_HOUR.value, gettext_lazy("working hours")),
    (TimeUnit.CALENDAR_DAY.value, gettext_lazy("days of the calendar")),
    (TimeUnit.MONTH.value, gettext_lazy("months")),
    (TimeUnit.SAME_DAY.value, gettext_lazy("within the day")),
]


class WhatIfForm(forms.Form):
    """A procedure, another limit, and since when."""

    procedure = forms.CharField(
        label=gettext_lazy("Code of the procedure"),
        help_text=gettext_lazy("It stands on the procedure's page, such as 1.001193."),
        error_messages={"required": gettext_lazy("Give the code of the procedure.")},
    )
    amount = forms.DecimalField(
        label=gettext_lazy("How much time"),
        localize=True,
        max_value=Decimal(1000),
        error_messages={
            "required": gettext_lazy("Give the number that stands on the procedure's page."),
            "invalid": gettext_lazy("Write a number, such as 5 or 0,5."),
        },
    )
    time_unit = forms.ChoiceField(label=gettext_lazy("Counted in"), choices=UNITS)
    since = forms.DateField(
        label=gettext_lazy("Dossiers accepted since"),
        input_formats=DAY_FORMATS,
        help_text=gettext_lazy("Such as 01/01/2026."),
        error_messages={
            "required": gettext_lazy("Give the day since which dossiers are looked at."),
            "invalid": gettext_lazy("Write the day like this: 12/03/2024."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Put amount and unit together into a limit."""
        given = super().clean() or {}
        unit, amount = given.get("time_unit"), given.get("amount")
        if not unit or amount is None:
            return given
        try:
            given["limit"] = TimeLimit(
                Decimal(1) if unit == TimeUnit.SAME_DAY else amount, TimeUnit(unit)
            )
        except ValueError:
            self.add_error(
                "amount", _("Give a whole number above zero; only working time has fractions.")
            )
        return given


@access.needs(*permissions.ANY_VIEW, cases.MANAGE_PROCESSES)
def what_if(request: Request) -> HttpResponse:
    """Show which dossiers would have had another date, and by how much; nothing is changed."""
    january = local_date(request.at).replace(month=1, day=1)
    asked = "procedure" in request.GET and "amount" in request.GET
    begin = {
        "procedure": request.GET.get("procedure", ""),
        "since": january,
        "amount": request.GET.get("amount", ""),
        "time_unit": request.GET.get("time_unit", TimeUnit.WORKING_DAY.value),
    }
    form = WhatIfForm(request.GET if asked else None, initial=begin)
    found = None
    if form.is_valid():
        given = form.cleaned_data
        found = count_again(
            actor=request.actor,
            procedure_code=given["procedure"].strip(),
            time_limit=given["limit"],
            from_day=given["since"],
        )
    context = {"form": form, "found": found}
    return render(request, "dossiers/what_if.html", context)
