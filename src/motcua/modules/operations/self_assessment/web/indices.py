"""The index of an authority: out as a workbook, in as the next version."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.kernel.documents import api as documents

from .. import permissions, queries, use_cases
from ..models import Index

_LARGEST = 5_000_000
_WIDTHS = (34, 26, 8, 50, 10, 12, 24, 18)


def _latest(request: Request) -> Index | None:
    units = queries.managing_units(request.actor, at=request.at)
    found = [queries.latest_index(each) for each in units]
    return next((each for each in found if each is not None), None)


@access.needs(permissions.MANAGE)
def workbook(request: Request) -> HttpResponse:
    """Give the index in force as a workbook; before there is one, the example of the house."""
    index = _latest(request)
    rows = queries.rows_of_index(queries.domains_of(index)) if index else queries.example()
    content = documents.draw_sheet(
        title=index.title if index else "Bộ chỉ số ví dụ: trọng số chỉ để tham khảo",
        name="Bộ chỉ số",
        heads=queries.HEADS,
        rows=rows,
        widths=_WIDTHS,
    )
    return documents.serve_drawn(content, documents.MediaType.XLSX, "bo-chi-so.xlsx")


@access.needs(permissions.MANAGE)
def publish(request: Request) -> HttpResponse:
    """Ask for the workbook of an index, name each faulty cell, publish it as a version."""
    units = queries.managing_units(request.actor, at=request.at)
    index = _latest(request)
    context: dict[str, Any] = {
        "index": index,
        "units": [(str(key), name) for key, name in units.items()],
        "title": request.POST.get("title", index.title if index else ""),
        "head": [_("Cell"), _("What to mend")],
    }
    if request.method == "POST" and _publish(request, next(iter(units), None), context):
        messages.success(
            request, _("Published as the next version. Years opened from now on use it.")
        )
        return redirect("self_assessment:rounds")
    return render(request, "self_assessment/publish.html", context)


def _publish(request: Request, first: Any, context: dict[str, Any]) -> bool:
    file = request.FILES.get("workbook")
    chosen = read_uuid(request.POST.get("unit", "")) or first
    if file is None or (file.size or 0) > _LARGEST or chosen is None:
        context["error"] = _("Choose the filled workbook, at most 5 MB.")
        return False
    try:
        kept, faults = use_cases.publish_index(
            actor=request.actor,
            unit_id=chosen,
            title=request.POST.get("title", ""),
            content=file.read(),
            at=request.at,
        )
    except Invalid as refusal:
        context["title_error"] = refusal.faults[0].message
        return False
    if kept is None:
        context["error"] = _(
            "Nothing was taken in. Mend these cells and upload the workbook again."
        )
        context["faults"] = [[each.cell, each.message] for each in faults]
    return kept is not None
