"""A plan as files: for the meeting, and the template to fill in."""

from uuid import UUID

from django.http import HttpResponse

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents

from .. import permissions, queries

_WIDTHS = (8, 60, 28, 14, 28, 18, 20)


@access.needs(permissions.VIEW)
def template(request: Request) -> HttpResponse:
    """Give the workbook in which targets and tasks are written down."""
    return documents.serve_drawn(
        queries.template(), documents.MediaType.XLSX, "chi-tieu-nhiem-vu.xlsx"
    )


@access.needs(permissions.VIEW)
def workbook(request: Request, plan_id: UUID) -> HttpResponse:
    """Give how a plan stands as a workbook."""
    plan = queries.get_plan(actor=request.actor, plan_id=plan_id)
    content = documents.draw_sheet(
        title=f"Tiến độ {plan.number_symbol}, đến ngày {local_date(request.at):%d/%m/%Y}",
        name="Tiến độ",
        heads=queries.heads(),
        rows=queries.meeting_lines(queries.list_items(plan), at=request.at),
        widths=_WIDTHS,
    )
    return documents.serve_drawn(content, documents.MediaType.XLSX, "tien-do-ke-hoach.xlsx")


@access.needs(permissions.VIEW)
def paper(request: Request, plan_id: UUID) -> HttpResponse:
    """Give how a plan stands as a paper."""
    plan = queries.get_plan(actor=request.actor, plan_id=plan_id)
    drawn = queries.draw_meeting_paper(plan, list(queries.list_items(plan)), at=request.at)
    return documents.serve_drawn(drawn, documents.MediaType.PDF, "tien-do-ke-hoach.pdf")
