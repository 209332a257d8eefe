"""Files: the paper of a document, its pages as pictures, the register on paper and in Excel."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.ui.asked import asked_year

from .. import permissions, queries
from ..models import Copy
from .lists import filtered

_PRINTED = 5000


@access.needs(*permissions.ANY_VIEW, permissions.DRAFT)
def paper(request: Request, document_id: UUID) -> HttpResponse:
    """Give the signed original, or the paper as it stands now."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    if found.file_id is not None:
        response = documents.serve(found.file_id, download="download" in request.GET)
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response
    drawn = queries.draw(found, queries.content_of(found), at=request.at)
    return documents.serve_drawn(drawn, documents.MediaType.PDF, "du-thao.pdf")


@access.needs(*permissions.ANY_VIEW, permissions.DRAFT)
def annex(request: Request, document_id: UUID, position: int) -> HttpResponse:
    """Give a file that goes with a document: as it was signed, or as the drafter gave it."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    if sent := found.annexes.filter(position=position).first():
        return documents.serve(sent.file_id)
    given = queries.content_of(found).annexes
    if not 1 <= position <= len(given):
        raise NotFound
    return documents.serve(UUID(given[position - 1].file_id))


@access.needs(*permissions.ANY_VIEW, permissions.DRAFT)
def picture(request: Request, document_id: UUID, page: int) -> HttpResponse:
    """Give a page as a picture, for screens that show no PDF within a page."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    pages = queries.pictures(found)
    if not 1 <= page <= len(pages):
        raise NotFound
    return documents.serve_drawn(pages[page - 1], documents.MediaType.PNG, f"trang-{page}.png")


@access.needs(*permissions.ANY_VIEW)
def copy(request: Request, copy_id: UUID) -> HttpResponse:
    """Give a certified copy of a document that the reader may see."""
    found = Copy.objects.filter(id=copy_id).exclude(file_id=None).first()
    if found is None or found.document_id is None or found.file_id is None:
        raise NotFound
    queries.get_document(actor=request.actor, document_id=found.document_id)
    return documents.serve(found.file_id)


@access.needs(*permissions.ANY_VIEW)
def register_excel(request: Request) -> HttpResponse:
    """Give the lines that the filters keep as an Excel workbook, first number first."""
    year = asked_year(request)
    rows = list(filtered(request, year).order_by("dated", "numbered_at", "id")[:_PRINTED])
    title = _("Register of outgoing documents, %(year)s") % {"year": year}
    content = queries.register_workbook(rows, title=title)
    return documents.serve_drawn(content, documents.MediaType.XLSX, f"so-van-ban-di-{year}.xlsx")


@access.needs(*permissions.ANY_VIEW)
def register_pdf(request: Request) -> HttpResponse:
    """Give the lines that the filters keep to be printed and bound, first number first."""
    year = asked_year(request)
    rows = list(filtered(request, year).order_by("dated", "numbered_at", "id")[:_PRINTED])
    units = organisation.unit_names({each.unit_id for each in rows})
    books = {each.register.title for each in rows if each.register}
    values = {
        "title": f"Sổ đăng ký văn bản đi năm {year}",
        "author": "; ".join(sorted(units.values())) or "Một Cửa",
        "at": request.at,
        "unit_name": "; ".join(sorted(units.values())),
        "register": "; ".join(sorted(books)),
        "year": str(year),
        "heads": queries.register_heads(),
        "rows": queries.register_lines(rows),
        "verify": None,
    }
    drawn = documents.render_paper(queries.REGISTER, values)
    return documents.serve_drawn(drawn, documents.MediaType.PDF, f"so-van-ban-di-{year}.pdf")
