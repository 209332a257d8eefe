"""Reading stored files."""

import hashlib
from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from ..errors import FileErased, FileMissing, FileUnknown
from ..models import StoredFile
from ..types import SHOWN_IN_PAGE, FileInfo, MediaType

# A stored file is never the site's own page: no script, no form, no frame, no look at cookies.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"


def path_of(sha256: str) -> Path:
    """Return where the content with this hash lies, whether it is there or not."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256[2:4] / sha256


def to_info(row: StoredFile) -> FileInfo:
    """Return the frozen value of a row."""
    return FileInfo(
        id=row.id,
        sha256=row.sha256,
        size=row.size,
        media_type=row.media_type,
        filename=row.filename,
        created_at=row.created_at,
        is_erased=row.erased_at is not None,
    )


def get_file(file_id: UUID) -> StoredFile:
    """Return the row of a file.

    Raises:
        FileUnknown: There is none.
    """
    row = StoredFile.objects.filter(id=file_id).first()
    if row is None:
        raise FileUnknown
    return row


def _readable(file_id: UUID) -> StoredFile:
    row = get_file(file_id)
    if row.erased_at is not None:
        raise FileErased(reason=row.erased_reason)
    return row


def file_info(file_ids: Collection[UUID]) -> dict[UUID, FileInfo]:
    """Return what is known of several files at once; unknown ids are left out."""
    return {row.id: to_info(row) for row in StoredFile.objects.filter(id__in=list(file_ids))}


def find_files_by_content(content: bytes) -> tuple[FileInfo, ...]:
    """Return the stored files that are byte for byte ``content``, oldest first."""
    sha256 = hashlib.sha256(content).hexdigest()
    rows = StoredFile.objects.filter(sha256=sha256, erased_at=None).order_by("created_at", "id")
    return tuple(to_info(row) for row in rows)


def read(file_id: UUID) -> bytes:
    """Return the content of a file, after making sure that it is what was stored.

    Raises:
        FileUnknown: There is none.
        FileErased: The archive destroyed it.
        FileMissing: The disk does not have it, or has something else.
    """
    return read_content(_readable(file_id).sha256)


def read_content(sha256: str) -> bytes:
    """Return the content with this hash.

    Raises:
        FileMissing: The disk does not have it, or has something else.
    """
    try:
        content = path_of(sha256).read_bytes()
    except OSError as error:
        raise FileMissing from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileMissing
    return content


def serve(file_id: UUID, *, download: bool = False) -> HttpResponse:
    """Answer with a file, so that it cannot act as a page of the site.

    The calling view has checked the right to read. Only pictures and PDF are shown in the
    browser; everything else is saved, whatever ``download`` says.

    Raises:
        FileUnknown: There is none.
        FileErased: The archive destroyed it.
        FileMissing: The disk does not have it, or has something else.
    """
    row = _readable(file_id)
    inline = row.media_type in SHOWN_IN_PAGE and not download
    response = HttpResponse(read_content(row.sha256), content_type=row.media_type)
    disposition = content_disposition_header(as_attachment=not inline, filename=row.filename)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def serve_drawn(content: bytes, media_type: MediaType, filename: str) -> HttpResponse:
    """Answer with what was drawn just now; our own pages may show it in a frame.

    The calling view has checked the right to read. A workbook is saved, the rest shown.
    """
    response = HttpResponse(content, content_type=media_type.value)
    inline = "inline" if media_type in SHOWN_IN_PAGE else "attachment"
    response["Content-Disposition"] = f'{inline}; filename="{filename}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "private, no-store"
    return response
