"""Units beside each other."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries
from ..types import Line, Score
from . import shown
from .asked import Asked, asked, unit_url


@access.needs(permissions.VIEW)
def ranking(request: Request) -> HttpResponse:
    """Show a unit and those directly below it, the most points first."""
    question = asked(request)
    top = _top(question)
    below = [each for each in question.within.children(top.id) if each in question.units]
    before = analytics.period_before(question.period)
    found = queries.scores(
        unit_ids=[top.id, *(each.id for each in below)],
        periods=[question.period, before],
        at=request.at,
        within=question.within,
        set_code=question.of.code,
    )
    now = {each.id: found[each.id, question.period] for each in (top, *below)}
    earlier = {each.id: found[each.id, before] for each in (top, *below)}
    if question.of.max_points:
        below.sort(key=lambda each: (-now[each.id].points, each.name))
    context = {
        "question": question,
        "top": top,
        "form": question.form(),
        "tops": [(str(each.id), each.name) for each in _parents(question, top)],
        "tabs": question.tabs(reverse("scores:ranking")),
        "head": _head(question, now[top.id]),
        "rows": [
            _row(question, each, now[each.id], earlier[each.id], place)
            for place, each in enumerate([top, *below])
        ],
        "is_scored": bool(question.of.max_points),
        "score": now[top.id],
        "measurable": shown.maximum(now[top.id].measurable),
        "of_all": shown.maximum(question.of.max_points),
    }
    return render(request, "scores/ranking.html", context)


def _top(question: Asked) -> organisation.UnitInfo:
    """Return the unit that is asked for, or the highest of the reader."""
    wanted = question.request.GET.get("unit", "")
    if wanted:
        found = next((each for each in question.units if str(each.id) == wanted), None)
        if found is None:
            raise NotFound
        return found
    return max(question.units, key=lambda each: len(question.within.below[each.id]))


def _parents(question: Asked, top: organisation.UnitInfo) -> list[organisation.UnitInfo]:
    """Return the units that have others below them, and the one shown."""
    above = {each.parent_id for each in question.units}
    return [each for each in question.units if each.id in above or each.id == top.id]


def _columns(score: Score) -> Sequence[Line]:
    """Return the criteria that stand in columns where there are no points."""
    return [line for line in score.lines if not line.is_missing]


def _head(question: Asked, score: Score) -> list[Any]:
    if question.of.max_points:
        numbers = [_("Points"), _("Against the period before")]
        numbers += [
            f"{each.group.number}. {each.group.title} ({shown.maximum(each.group.max_points)})"
            for each in score.groups
        ]
        return [_("Unit"), *({"text": text, "numeric": True} for text in numbers), _("Grade")]
    columns = (f"{line.criterion.number}. {line.criterion.title}" for line in _columns(score))
    return [_("Unit"), *({"text": text, "numeric": True} for text in columns)]


def _row(
    question: Asked, unit: organisation.UnitInfo, now: Score, before: Score, place: int
) -> dict[str, Any]:
    name = unit.short_name or unit.name
    is_placed = bool(place and question.of.max_points)
    first = {
        "text": f"{place}. {name}" if is_placed else name,
        "href": unit_url(question, unit.id),
    }
    if question.of.max_points:
        numbers = [
            shown.points(now.points),
            shown.change(now, before),
            *(shown.points(each.points) for each in now.groups),
        ]
        cells = [{"text": text, "numeric": True} for text in numbers]
        return {"cells": [first, *cells, shown.grade(now)], "current": not place}
    cells = [{"text": shown.ratio(line.criterion, line), "numeric": True} for line in _columns(now)]
    return {"cells": [first, *cells], "current": not place}
