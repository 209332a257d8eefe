"""What a person gives to have a paper verified."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class FileOrCode(forms.Form):
    """A PDF, or the code of a paper; one of them."""

    file = forms.FileField(
        label=_("Choose the PDF"),
        required=False,
        help_text=_("The signed PDF as you received it. A photo or scan cannot be checked here."),
        error_messages={"empty": _("The file is empty. Choose the PDF again.")},
    )
    code = forms.CharField(
        label=_("Code of the paper"),
        required=False,
        max_length=40,
        help_text=_("The 20 letters and digits at the end of the address under the paper."),
    )

    def clean_file(self) -> "UploadedFile[Any] | None":
        return checked_size(self.cleaned_data["file"])

    def clean(self) -> None:
        """Ask for one of the two."""
        if self.errors or self.cleaned_data.get("file") or self.cleaned_data.get("code"):
            return
        self.add_error("file", _("Choose a PDF, or type the code of the paper."))


class Copy(forms.Form):
    """Somebody's copy of a paper, to be compared with the original."""

    file = forms.FileField(
        label=_("Your copy"),
        help_text=_("The PDF that you hold. It is compared with the original, not stored."),
        error_messages={
            "required": _("Choose the PDF that you hold."),
            "empty": _("The file is empty. Choose the PDF again."),
        },
    )

    def clean_file(self) -> "UploadedFile[Any] | None":
        return checked_size(self.cleaned_data["file"])


def checked_size(file: "UploadedFile[Any] | None") -> "UploadedFile[Any] | None":
    """Refuse a file that is larger than what can be judged in a page."""
    limit = settings.LARGEST_FILE_MB
    if file is not None and (file.size or 0) > limit * 1024 * 1024:
        raise forms.ValidationError(
            _("The file has more than %(limit)s MB; such large ones cannot be checked here."),
            params={"limit": limit},
        )
    return file
