"""Shapes of what officials give."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 20 * 1024 * 1024
_A_DAY = _("Write a day, such as 01/07/2025.")


def _day(label: Any, missing: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, error_messages={"required": missing, "invalid": _A_DAY}
    )


class ImportForm(forms.Form):
    """A file, the day from which it holds, and whether to write it."""

    file = forms.FileField(
        label=_("File of the catalogue"),
        help_text=_("JSON lines (.jsonl) or the workbook (.xlsx), at most 20 MB."),
        error_messages={"required": _("Choose a file.")},
    )
    effective_from = _day(
        _("In force from"),
        _("Say from which day it holds."),
        _("Changed procedures get a new version from this day."),
    )

    def clean_file(self) -> object:
        """Refuse a file that is too large to be a catalogue."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file


class DecisionForm(forms.Form):
    """By which decision something is published, and from which day."""

    decision_no = forms.CharField(
        label=_("Number of the decision"),
        help_text=_("For example 1234/QĐ-UBND."),
        max_length=100,
        error_messages={"required": _("Write the number of the decision.")},
    )
    decision_date = _day(_("Day of the decision"), _("Say on which day it was signed."))
    effective_from = _day(_("In force from"), _("Say from which day it holds."))

    def said(self) -> dict[str, Any]:
        """Return the arguments of a use case."""
        names = ("decision_no", "decision_date", "effective_from")
        return {name: self.cleaned_data[name] for name in names}


class WithdrawForm(DecisionForm):
    """The decision that withdraws a procedure."""

    replaced_by = forms.RegexField(
        r"^[0-9L]\.[0-9]{6}$",
        label=_("Code of the procedure that takes its place"),
        required=False,
        error_messages={
            "invalid": _("A code looks like 1.001193: one digit, a point, six digits.")
        },
    )


class ApprovalForm(DecisionForm):
    """The decision that approves a proposal."""

    note = forms.CharField(label=_("Remark"), required=False, max_length=1000)


class RejectionForm(forms.Form):
    """Why a proposal is rejected."""

    note = forms.CharField(
        label=_("Why it is rejected"),
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": _("Write why. The unit that proposed it reads this.")},
    )


def day_of(text: str) -> date | None:
    """Return the day that an address or a field names."""
    try:
        found = forms.DateField(required=False).clean(text)
    except forms.ValidationError:
        return None
    return found if isinstance(found, date) else None
