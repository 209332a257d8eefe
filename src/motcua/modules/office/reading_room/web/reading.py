"""A reader reads: one page at a time, drawn with his name over it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.kernel.documents import api as documents
from motcua.ui.asked import asked_page

from .. import queries, use_cases


@access.signed_in
def read(request: Request, document_id: UUID) -> HttpResponse:
    """Show the frame in which a page is read; the page itself is drawn beside it."""
    found = queries.readable(actor=request.actor, document_id=document_id, at=request.at)
    number = min(asked_page(request), found.pages)
    context = {
        "document": found.document,
        "pages": found.pages,
        "number": number,
        "previous": f"?page={number - 1}" if number > 1 else "",
        "next": f"?page={number + 1}" if number < found.pages else "",
    }
    return render(request, "reading_room/read.html", context)


@access.signed_in
def page(request: Request, document_id: UUID, page: int) -> HttpResponse:
    """Draw a page as a picture with the reader's name over it; that is recorded first."""
    shown = use_cases.show_page(
        actor=request.actor, document_id=document_id, page=page, at=request.at
    )
    drawn = documents.draw_marked_page(
        shown.file_id, page=shown.page, mark=shown.mark, foot=shown.foot
    )
    return documents.serve_drawn(drawn, documents.MediaType.PNG, f"trang-{page}.png")


@access.signed_in
def copy(request: Request, document_id: UUID) -> HttpResponse:
    """Give a marked copy to keep, where it was allowed."""
    shown = use_cases.save_copy(actor=request.actor, document_id=document_id, at=request.at)
    drawn = documents.draw_marked_copy(
        shown.file_id, pages=shown.pages, mark=shown.mark, foot=shown.foot
    )
    return documents.serve_drawn(drawn, documents.MediaType.PDF, "ban-doc.pdf")
