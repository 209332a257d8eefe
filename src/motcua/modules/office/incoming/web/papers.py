"""Files: the original, its copy with the stamp, the slip, the books on paper and in Excel."""

from uuid import UUID

from django.http import HttpResponse

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.ui.asked import asked_year

from .. import permissions, queries
from .lists import book, filtered, is_follow_up

_ANY = (*permissions.ANY_VIEW, permissions.HANDLE)
_PRINTED = 5000


@access.needs(*_ANY)
def paper(request: Request, document_id: UUID) -> HttpResponse:
    """Give the original, byte for byte as it came."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    if found.file_id is None:
        raise NotFound
    response = documents.serve(found.file_id, download="download" in request.GET)
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@access.needs(*_ANY)
def stamped(request: Request, document_id: UUID) -> HttpResponse:
    """Give a copy of the original with the stamp of arrival."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    if found.file_id is None or found.arrival_number is None:
        raise NotFound
    name = f"den-{found.year}-{found.arrival_number}.pdf"
    return documents.serve_drawn(queries.stamped(found), documents.MediaType.PDF, name)


@access.needs(*_ANY)
def slip(request: Request, document_id: UUID) -> HttpResponse:
    """Give the slip of a document as its form, to be printed."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    if found.arrival_number is None:
        raise NotFound
    drawn = documents.render_paper(queries.SLIP, queries.slip_values(found))
    return documents.serve_drawn(
        drawn, documents.MediaType.PDF, f"phieu-{found.year}-{found.arrival_number}.pdf"
    )


@access.needs(*_ANY)
def attachment(request: Request, document_id: UUID, number: int) -> HttpResponse:
    """Give a file that came with a document."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    if not 1 <= number <= len(found.attachments):
        raise NotFound
    file_id = read_uuid(found.attachments[number - 1]["file_id"])
    if file_id is None:
        raise NotFound
    return documents.serve(file_id)


def _title(request: Request) -> str:
    if is_follow_up(request):
        return "Sổ theo dõi giải quyết văn bản đến"
    return "Sổ đăng ký văn bản đến"


@access.needs(*permissions.ANY_VIEW)
def register_excel(request: Request) -> HttpResponse:
    """Give the lines that the filters keep as an Excel workbook, first number first."""
    year = asked_year(request)
    rows = list(filtered(request, year).order_by("arrival_number", "id")[:_PRINTED])
    heads, lines = book(request, rows)
    widths = queries.FOLLOW_WIDTHS if is_follow_up(request) else queries.REGISTER_WIDTHS
    content = documents.draw_sheet(
        title=f"{_title(request)} năm {year}",
        name="Sổ văn bản đến",
        heads=heads,
        rows=lines,
        widths=[width * 0.6 if width else 60 for width in widths],
    )
    return documents.serve_drawn(content, documents.MediaType.XLSX, f"so-van-ban-den-{year}.xlsx")


@access.needs(*permissions.ANY_VIEW)
def register_pdf(request: Request) -> HttpResponse:
    """Give the lines that the filters keep to be printed and bound, first number first."""
    year = asked_year(request)
    rows = list(filtered(request, year).order_by("arrival_number", "id")[:_PRINTED])
    heads, lines = book(request, rows)
    units = organisation.unit_names({each.unit_id for each in rows})
    widths = queries.FOLLOW_WIDTHS if is_follow_up(request) else queries.REGISTER_WIDTHS
    values = {
        "title": f"{_title(request)} năm {year}",
        "author": "; ".join(sorted(units.values())) or "Một Cửa",
        "at": request.at,
        "unit_name": "; ".join(sorted(units.values())),
        "heading": _title(request),
        "year": str(year),
        "heads": heads,
        "widths": [str(each) if each else "" for each in widths],
        "rows": lines,
        "verify": None,
    }
    drawn = documents.render_paper(queries.REGISTER, values)
    return documents.serve_drawn(drawn, documents.MediaType.PDF, f"so-van-ban-den-{year}.pdf")
