"""Files: documents of a file as they are, lists on paper and in Excel, covers, packages."""

from uuid import UUID

from django.http import HttpResponse

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.kernel.documents import api as documents

from .. import permissions, queries


def _pdf(content: bytes, name: str) -> HttpResponse:
    return documents.serve_drawn(content, documents.MediaType.PDF, f"{name}.pdf")


@access.needs(*permissions.ANY)
def original(request: Request, file_id: UUID, item_id: UUID) -> HttpResponse:
    """Give a document of a file, byte for byte, to whoever may read the file now."""
    found = queries.get_lent_file(actor=request.actor, file_id=file_id, at=request.at)
    item = queries.item_of(found, item_id)
    if item.record.stored_file_id is None:
        raise NotFound
    response = documents.serve(item.record.stored_file_id, download="download" in request.GET)
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@access.needs(*permissions.ANY)
def contents(request: Request, file_id: UUID) -> HttpResponse:
    """Give the list of documents in a file, to be printed and laid into it."""
    found = queries.get_lent_file(actor=request.actor, file_id=file_id, at=request.at)
    return _pdf(queries.contents_paper(found, at=request.at), f"muc-luc-{queries.zip_name(found)}")


@access.needs(*permissions.ANY)
def contents_excel(request: Request, file_id: UUID) -> HttpResponse:
    """Give the list of documents in a file as an Excel workbook."""
    found = queries.get_lent_file(actor=request.actor, file_id=file_id, at=request.at)
    name = f"muc-luc-{queries.zip_name(found)}.xlsx"
    return documents.serve_drawn(queries.contents_sheet(found), documents.MediaType.XLSX, name)


@access.needs(*permissions.ANY)
def cover(request: Request, file_id: UUID) -> HttpResponse:
    """Give the label of a file's cover."""
    found = queries.get_file(actor=request.actor, file_id=file_id)
    return _pdf(queries.file_cover(found, at=request.at), f"bia-{queries.zip_name(found)}")


@access.needs(permissions.KEEP)
def package(request: Request, file_id: UUID) -> HttpResponse:
    """Give the package of a file as one ZIP, for the historical archive."""
    found = queries.get_file(actor=request.actor, file_id=file_id)
    permissions.KEEP.require(request.actor, unit_id=found.unit_id)
    packed = getattr(found, "package", None)
    if packed is None or packed.removed_at is not None:
        raise NotFound
    response = HttpResponse(queries.zipped(packed), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{queries.zip_name(found)}.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
