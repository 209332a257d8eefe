"""What a criterion counts."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.ui import words

from .. import permissions, queries
from ..types import OfCatalogue, Row
from . import shown
from .asked import Asked, asked

MISSED = "missed"


@access.needs(permissions.VIEW)
def rows(request: Request, unit_id: UUID, number: str) -> HttpResponse:
    """List what a criterion divides by, and what of it is counted."""
    question = asked(request)
    one = question.unit(unit_id)
    criterion = queries.get_criterion(question.of, number)
    only_missed = request.GET.get("only") == MISSED
    found = queries.list_rows(
        actor=request.actor,
        criterion=criterion,
        unit_id=unit_id,
        period=question.period,
        at=request.at,
        within=question.within,
        after=request.GET.get("after", ""),
        only_missed=only_missed,
    )
    of_catalogue = isinstance(queries.RATIOS[criterion.ratio], OfCatalogue)
    context = {
        "question": question,
        "unit": one,
        "criterion": criterion,
        "maximum": shown.maximum(criterion.max_points) if criterion.max_points else "",
        "full_at": shown.maximum(criterion.full_at * 100),
        "back_url": reverse("scores:unit", args=[unit_id]) + question.query,
        "head": _head(of_catalogue=of_catalogue),
        "rows": [_cells(question, each, of_catalogue=of_catalogue) for each in found.rows],
        "of_catalogue": of_catalogue,
        "only_missed": only_missed,
        "tabs": _tabs(request, only_missed=only_missed),
        "next_url": f"?{_with(request, after=found.after)}" if found.after else "",
    }
    return render(request, "scores/rows.html", context)


def _with(request: Request, **changes: str) -> str:
    kept = request.GET.copy()
    for name, value in changes.items():
        kept[name] = value
    return kept.urlencode()


def _tabs(request: Request, *, only_missed: bool) -> list[dict[str, Any]]:
    everything, missed = _with(request, only="", after=""), _with(request, only=MISSED, after="")
    return [
        {"title": _("All of them"), "href": f"?{everything}", "current": not only_missed},
        {"title": _("Only those not counted"), "href": f"?{missed}", "current": only_missed},
    ]


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
