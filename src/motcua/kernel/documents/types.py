"""States and values of stored files and issued papers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MediaType(TextChoices):
    """The kinds of file that the house keeps, told by their content."""

    PDF = "application/pdf", _("PDF")
    JPEG = "image/jpeg", _("JPEG picture")
    PNG = "image/png", _("PNG picture")
    WEBP = "image/webp", _("WebP picture")
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _("Word document"),
    )
    XLSX = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _("Excel workbook"),
    )


PICTURES = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.WEBP})
SHOWN_IN_PAGE = PICTURES | {MediaType.PDF}


class PaperState(TextChoices):
    """What an issued paper is worth today."""

    VALID = "VALID", pgettext_lazy("paper", "in force")
    REVOKED = "REVOKED", pgettext_lazy("paper", "revoked")
    REPLACED = "REPLACED", pgettext_lazy("paper", "replaced by another paper")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInfo:
    """A stored file as other modules see it."""

    id: UUID
    sha256: str
    size: int
    media_type: str
    filename: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperInfo:
    """An issued paper as other modules see it."""

    id: UUID
    token: str
    verify_url: str
    file_id: UUID
    sha256: str
    kind: str
    number: str
    title: str
    dossier_code: str
    procedure_code: str
    unit_id: UUID
    unit_name: str
    holder_initials: str
    issued_at: datetime
    state: PaperState
    state_at: datetime
    state_reason: str
    replaced_by_token: str | None
