"""One figure opened: what it means, how it moved, each unit's part in it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.kernel.analytics import api as analytics
from motcua.ui import words

from .. import permissions, queries
from ..types import Line, Opened
from .asked import question
from .board import frame
from .charts import bar, history_chart
from .shown import LIGHTS, tile_view

BY_DAY = "days"
_TONES = {analytics.Light.RED: "bad", analytics.Light.AMBER: "warn"}


@access.needs(permissions.VIEW_FIGURES)
def tile(request: Request, code: str) -> HttpResponse:
    """Show one figure: what it means, how it moved, and each unit's part in it."""
    asked = question(request)
    by_day = request.GET.get("line", "") == BY_DAY
    found = queries.opened(
        code=code, whose=asked.whose, asked=asked.asked, at=request.at, by_day=by_day
    )
    here = request.path + asked.query
    context = frame(asked) | {
        "found": found,
        "view": tile_view(found.tile),
        "counted": _counted(found),
        "chart": history_chart(found),
        "tabs": [
            {"title": _("By period"), "href": f"{here}#history", "current": not by_day},
            {"title": _("By day"), "href": f"{here}&line={BY_DAY}#history", "current": by_day},
        ],
        "by_day": by_day,
        "history_head": [
            _("Period"),
            {"text": _("Figure"), "numeric": True},
            {"text": _("A year before"), "numeric": True},
        ],
        "history_rows": [
            [now.label, now.text, before.text]
            for now, before in zip(found.now[::-1], found.year_before[::-1], strict=True)
        ],
        "head": _head(found.indicator),
        "rows": _rows(found, by_name=request.GET.get("sort", "") == "name"),
        "caption": by_unit(found.indicator),
        "rows_href": reverse("board:rows", args=[code]) + asked.query,
        "hands_href": found.indicator.hands and reverse("board:hands", args=[code]) + asked.query,
    }
    return render(request, "board/tile.html", context)


def _counted(found: Opened) -> list[Mapping[str, Any]]:
    """Return what a figure is, in rows of label and value."""
    each, measure = found.indicator, found.measure
    parts = []
    if measure is not None and each.kind is not analytics.Kind.COUNT:
        parts = [
            {"label": _("Numerator"), "value": as_counted(measure.numerator, each)},
            {"label": _("Denominator"), "value": as_counted(measure.denominator, each)},
        ]
    since = "" if each.since.year == 1 else words.as_date(each.since)
    version = _("version %(number)s") % {"number": each.version}
    return [
        {"label": _("Formula"), "value": each.formula},
        *parts,
        {
            "label": _("Unit of measure"),
            "value": "%" if each.kind is analytics.Kind.SHARE else each.measured_in or _("things"),
        },
        {"label": _("Target"), "value": found.tile.target or _("none is set")},
        {"label": _("Source"), "value": each.source},
        {"label": _("Who answers for it"), "value": found.tile.owner or _("nobody is named yet")},
        {
            "label": _("Formula in force"),
            "value": _("%(version)s, since %(day)s") % {"version": version, "day": since}
            if since
            else version,
        },
        {"label": _("As of"), "value": words.as_instant(found.tile.as_of)},
    ]


def by_unit(each: analytics.Indicator) -> str:
    """Return how a table of units is headed: what stands first."""
    if each.direction is analytics.Direction.NONE:
        return _("Unit by unit, the most first")
    return _("Unit by unit, the worst first")


def as_counted(amount: int, each: analytics.Indicator) -> str:
    """Return a numerator or denominator as people read it."""
    return words.as_number(amount / 10**each.scale, each.places if each.scale else 0)


def _head(each: analytics.Indicator) -> list[Any]:
    counted: list[Any] = [_("Unit"), {"text": _("Figure"), "numeric": True}, _("Compared")]
    if each.kind is not analytics.Kind.COUNT:
        counted += [
            {"text": _("Counted"), "numeric": True},
            {"text": _("Of all"), "numeric": True},
        ]
    return counted if each.target is None else [*counted, _("Against the target")]


def _rows(found: Opened, *, by_name: bool) -> list[list[Any]]:
    lines = list(found.lines)
    if by_name:
        lines.sort(key=lambda line: line.unit.name)
    most = max((float(line.value) for line in lines if line.value is not None), default=0.0)
    return [_row(line, found.indicator, most) for line in lines]


def _row(line: Line, each: analytics.Indicator, most: float) -> list[Any]:
    tone = _TONES.get(line.light, "")
    cells: list[Any] = [
        {"text": line.unit.name, "href": line.href},
        analytics.shown(line.value, each),
        {"html": bar(0.0 if line.value is None else float(line.value), most, tone=tone)},
    ]
    if each.kind is not analytics.Kind.COUNT:
        cells += [
            as_counted(line.measure.numerator, each),
            as_counted(line.measure.denominator, each),
        ]
    if each.target is not None:
        cells.append({"state": LIGHTS[line.light]} if line.light in LIGHTS else "–")
    return cells
