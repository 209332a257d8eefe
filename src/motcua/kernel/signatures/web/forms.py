"""What a person gives to have a paper verified."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..types import AnchorKind

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


DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
NO_DAY = {
    "required": _("Write a day, such as 01/07/2025."),
    "invalid": _("Write a day, such as 01/07/2025."),
}


class NewRoot(forms.Form):
    """A root that is to be trusted."""

    file = forms.FileField(
        label=_("Certificate of the root"),
        help_text=_("PEM or DER, as the authority publishes it. Compare its SHA-256 with theirs."),
        error_messages={"required": _("Choose the certificate of the root.")},
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("trust", "Kind"),
        choices=[
            (each.value, each.label) for each in (AnchorKind.PUBLIC_SERVICE, AnchorKind.PUBLIC)
        ],
        error_messages={"required": _("Choose the kind.")},
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Where it was got, and by whose decision."),
        error_messages={"required": _("Write where it was got, and by whose decision.")},
    )
    valid_from = forms.DateField(label=_("Trusted from"), input_formats=DAYS, error_messages=NO_DAY)


class EndTrust(forms.Form):
    """From when a root is not trusted any more."""

    valid_to = forms.DateField(
        label=_("Not trusted any more from"), input_formats=DAYS, error_messages=NO_DAY
    )
    reason = forms.CharField(
        label=_("Why it ended"),
        max_length=300,
        error_messages={"required": _("Write why the trust ends.")},
    )


class NewPicture(forms.Form):
    """The picture of somebody's signature or of a seal."""

    holder = forms.ChoiceField(
        label=_("Whose"), error_messages={"required": _("Choose whose it is.")}
    )
    file = forms.FileField(
        label=_("Picture of the signature or the seal"),
        help_text=_(
            "PNG or JPEG of dark ink on white paper. A signature is shown in blue, a seal in red."
        ),
        error_messages={"required": _("Choose the picture.")},
    )
