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


class TextState(TextChoices):
    """How far the reading of a file's text is."""

    WAITING = "WAITING", pgettext_lazy("text of a file", "not read yet")
    READ = "READ", pgettext_lazy("text of a file", "read")
    UNREADABLE = "UNREADABLE", pgettext_lazy("text of a file", "cannot be read")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What stands on a page.

    Attributes:
        text: In the order in which people read.
        layout: The same with its columns side by side, two blanks or more between them.
        confidence: How sure the recogniser is, of 100; None where a text layer says it.
    """

    text: str
    layout: str
    confidence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileText:
    """The text of a file, as far as it is read.

    Attributes:
        text: All pages in the order in which people read; empty until the state is READ.
        head: The first page with its columns side by side, two blanks or more between them.
        pages: How many pages were read.
        recognised: How many of them are pictures whose letters were recognised.
        confidence: How sure the recogniser is of those, of 100; None where nothing was recognised.
    """

    file_id: UUID
    state: TextState
    text: str = ""
    head: str = ""
    pages: int = 0
    recognised: int = 0
    confidence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInfo:
    """A stored file as other modules see it.

    Attributes:
        is_erased: The archive destroyed its content; only the line is kept.
    """

    id: UUID
    sha256: str
    size: int
    media_type: str
    filename: str
    created_at: datetime
    is_erased: bool = False


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
