"""What a criterion counts."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.ui import words

from .. import permissions, queries
from ..types import OfCatalogue, Row
from . import shown
from .asked import Asked, asked

PAGE = 50


@access.needs(permissions.VIEW)
def rows(request: Request, unit_id: UUID, number: str) -> HttpResponse:
    """List what a criterion divides by, and what of it is counted."""
    question = asked(request)
    one = question.unit(unit_id)
    criterion = queries.get_criterion(question.of, number)
    found = queries.list_rows(
        actor=request.actor,
        criterion=criterion,
        unit_id=unit_id,
        period=question.period,
        at=request.at,
        within=question.within,
        after=request.GET.get("after", ""),
        limit=PAGE + 1,
    )
    of_catalogue = isinstance(queries.RATIOS[criterion.ratio], OfCatalogue)
    is_cut = len(found) > PAGE and not of_catalogue
    listed = found[:PAGE] if is_cut else found
    context = {
        "question": question,
        "unit": one,
        "criterion": criterion,
        "maximum": shown.maximum(criterion.max_points) if criterion.max_points else "",
        "full_at": shown.maximum(criterion.full_at * 100),
        "back_url": reverse("scores:unit", args=[unit_id]) + question.query,
        "head": _head(of_catalogue=of_catalogue),
        "rows": [_cells(question, each, of_catalogue=of_catalogue) for each in listed],
        "of_catalogue": of_catalogue,
        "next_url": _next_url(request, listed) if is_cut else "",
    }
    return render(request, "scores/rows.html", context)


def _next_url(request: Request, listed: list[Row]) -> str:
    kept = request.GET.copy()
    kept["after"] = listed[-1].code
    return f"?{urlencode(kept)}"


def _head(*, of_catalogue: bool) -> list[str]:
    if of_catalogue:
        return [_("Code"), _("Procedure"), _("Field"), _("Counted")]
    return [_("Code"), _("Matter"), _("Unit"), _("Day"), _("State"), _("Counted")]


def _cells(question: Asked, row: Row, *, of_catalogue: bool) -> list[Any]:
    counted = (
        {"state": {"label": _("counted"), "tone": "good", "icon": "check"}}
        if row.counted
        else {"state": {"label": _("not counted"), "tone": "neutral", "icon": "minus"}}
    )
    code = {"text": row.code, "href": row.url}
    if of_catalogue:
        return [code, row.title, row.note, counted]
    unit = question.within.by_id.get(row.unit_id) if row.unit_id else None
    name = (unit.short_name or unit.name) if unit else ""
    day = words.as_date(row.at) if row.at else ""
    return [code, row.title, name, day, row.note, counted]
