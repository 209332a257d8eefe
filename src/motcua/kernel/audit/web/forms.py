"""What of the history is wanted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..queries import list_codes


class AskHistory(forms.Form):
    """The filter of the history."""

    stream = forms.CharField(
        label=_("Whose history"),
        help_text=_("A kind and a key, such as dossier:0190…"),
        required=False,
        max_length=200,
    )
    code = forms.ChoiceField(label=_("What happened"), required=False)
    day = forms.DateField(label=_("Day"), required=False)
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)
    until = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", _("Everything")), *((c, c) for c in list_codes())]  # type: ignore[attr-defined] # it is the ChoiceField above
