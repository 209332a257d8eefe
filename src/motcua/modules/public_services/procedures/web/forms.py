"""Shapes of what officials give."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 20 * 1024 * 1024


class ImportForm(forms.Form):
    """A file, the day from which it holds, and whether to write it."""

    file = forms.FileField(
        label=_("File of the catalogue"),
        help_text=_("JSON lines (.jsonl) or the workbook (.xlsx), at most 20 MB."),
        error_messages={"required": _("Choose a file.")},
    )
    effective_from = forms.DateField(
        label=_("In force from"),
        help_text=_("Changed procedures get a new version from this day."),
        error_messages={
            "required": _("Say from which day it holds."),
            "invalid": _("Write a day, such as 01/07/2025."),
        },
    )

    def clean_file(self) -> object:
        """Refuse a file that is too large to be a catalogue."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return file
