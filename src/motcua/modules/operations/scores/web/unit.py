"""The score of a unit."""

from fractions import Fraction
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.kernel.analytics import api as analytics

from .. import permissions, queries
from ..types import Criterion, GroupScore, Line, Score
from . import shown
from .asked import Asked, asked

NONE = Fraction(0)


@access.needs(permissions.VIEW)
def unit(request: Request, unit_id: UUID) -> HttpResponse:
    """Show total, grade, groups and criteria, each with what it divides."""
    question = asked(request)
    one = question.unit(unit_id)
    before = analytics.period_before(question.period)
    found = queries.scores(
        unit_ids=[unit_id],
        periods=[question.period, before],
        at=request.at,
        within=question.within,
        set_code=question.of.code,
    )
    now, earlier = found[unit_id, question.period], found[unit_id, before]
    address = reverse("scores:unit", args=[unit_id])
    context = {
        "question": question,
        "unit": one,
        "is_scored": bool(question.of.max_points),
        "form": question.form(),
        "tabs": question.tabs(address),
        "total": _total(now, earlier),
        "groups": [
            _group(question, unit_id, each, then)
            for each, then in zip(now.groups, earlier.groups, strict=True)
        ],
        "lost": shown.points(now.of.max_points - now.measurable),
        "todo_url": reverse("scores:todo", args=[unit_id]) + question.query,
        "ranking_url": reverse("scores:ranking") + question.query,
    }
    return render(request, "scores/unit.html", context)


def _total(now: Score, before: Score) -> dict[str, Any]:
    return {
        "points": shown.points(now.points),
        "measurable": shown.maximum(now.measurable),
        "possible": shown.points(now.possible),
        "of": shown.maximum(now.of.max_points),
        "change": _change(now, before),
        "grade": shown.grade(now),
        "gap": shown.points(now.measurable - now.points),
    }


def _change(now: Score, before: Score) -> dict[str, str]:
    text = _("%(change)s against the period before") % {"change": shown.change(now, before)}
    if now.points == before.points:
        return {"text": _("as in the period before"), "direction": "flat", "tone": "neutral"}
    is_better = now.points > before.points
    tone = "good" if is_better else "warn"
    return {"text": text, "direction": "up" if is_better else "down", "tone": tone}


def _group(question: Asked, unit_id: UUID, now: GroupScore, before: GroupScore) -> dict[str, Any]:
    is_scored = bool(question.of.max_points)
    head = [_("Criterion"), {"text": _("Ratio"), "numeric": True}]
    head += [{"text": _("Counted/of all"), "numeric": True}]
    head += [{"text": _("Period before"), "numeric": True}]
    if is_scored:
        head += [
            {"text": _("Points"), "numeric": True},
            {"text": _("Still to win"), "numeric": True},
        ]
    return {
        "formulas": [
            {
                "label": f"{each.number}. {each.title}",
                "value": f"{each.numerator} ÷ {each.denominator}",
            }
            for each in now.group.criteria
        ],
        "title": f"{now.group.number}. {now.group.title}",
        "points": shown.points(now.points),
        "max": shown.maximum(now.group.max_points),
        "measurable": shown.maximum(now.measurable),
        "is_whole": now.measurable == now.group.max_points,
        "head": head,
        "rows": [
            _line(question, unit_id, line, then, is_scored=is_scored)
            for line, then in zip(now.lines, before.lines, strict=True)
            if not line.is_missing
        ],
        "missing": [_missing(line.criterion) for line in now.lines if line.is_missing],
    }


def _line(
    question: Asked, unit_id: UUID, line: Line, before: Line, *, is_scored: bool
) -> list[dict[str, Any]]:
    criterion = line.criterion
    name: dict[str, Any] = {
        "text": f"{criterion.number}. {criterion.title}",
        "note": criterion.note,
    }
    href = reverse("scores:rows", args=[unit_id, criterion.number]) + question.query
    cells: list[dict[str, Any]] = [
        name,
        {"text": shown.ratio(criterion, line), "numeric": True},
        {"text": shown.fraction(line), "numeric": True, "href": href},
        {"text": shown.ratio(criterion, before), "numeric": True},
    ]
    if is_scored:
        cells += [{"text": _of_max(line), "numeric": True}, {"text": _gap(line), "numeric": True}]
    return cells


def _missing(criterion: Criterion) -> dict[str, str]:
    points = shown.maximum(criterion.max_points)
    return {
        "title": f"{criterion.number}. {criterion.title}",
        "points": _("%(points)s points") % {"points": points} if criterion.max_points else "",
        "lacks": criterion.lacks or _("No module measures this yet."),
    }


def _of_max(line: Line) -> str:
    if not line.criterion.max_points:
        return _("no points")
    return f"{shown.points(line.points or NONE)}/{shown.maximum(line.criterion.max_points)}"


def _gap(line: Line) -> str:
    return shown.points(line.gap) if line.gap else "–"
