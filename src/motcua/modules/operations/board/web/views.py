"""The board: figures, and what they count."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions

PAGE = 50
MONTHS_TO_CHOOSE = 12


def _period(request: Request) -> analytics.Period:
    try:
        return analytics.parse_period(request.GET.get("period", ""), at=request.at)
    except ValueError:
        raise NotFound from None


def shown(value: Fraction | None, kind: analytics.Kind) -> str:
    """Return a figure as people read it: ``1.234``, ``99,7 %``, ``4,5``."""
    if value is None:
        return "–"
    if kind is analytics.Kind.SHARE:
        return f"{words.as_number(float(value * 100), 1)} %"
    return words.as_number(float(value), 0 if kind is analytics.Kind.COUNT else 1)


def _change(figure: analytics.Figure) -> dict[str, str] | None:
    now, before = figure.value, figure.value_before
    if now is None or before is None:
        return None
    kind, direction = figure.indicator.kind, figure.indicator.direction
    if now == before:
        return {"text": _("as before"), "direction": "flat", "tone": "neutral"}
    difference = now - before
    text = shown(abs(difference), kind)
    if kind is analytics.Kind.SHARE:
        text = _("%(number)s points") % {"number": words.as_number(float(abs(difference) * 100), 1)}
    tone = "neutral"
    if direction is not analytics.Direction.NONE:
        tone = "good" if (difference > 0) == (direction is analytics.Direction.UP) else "warn"
    return {"text": text, "direction": "up" if difference > 0 else "down", "tone": tone}


def _tile(figure: analytics.Figure, query: str) -> dict[str, Any]:
    each = figure.indicator
    target = None if each.target is None else shown(each.target, each.kind)
    return {
        "title": each.title,
        "figure": shown(figure.value, each.kind),
        "change": _change(figure),
        "target": target,
        "met": None if target is None or figure.value is None else not figure.misses_target,
        "source": each.source,
        "at": figure.measured_at,
        "href": reverse("board:tile", args=[each.code]) + query,
        "tone": "bad" if figure.misses_target else "neutral",
    }


def _choices(request: Request) -> list[tuple[str, str]]:
    today = local_date(request.at)
    months = [analytics.month(today)]
    while len(months) < MONTHS_TO_CHOOSE:
        months.append(analytics.period_before(months[-1]))
    years = [(str(year), str(year)) for year in (today.year, today.year - 1)]
    return [(f"{each.first_date:%Y-%m}", each.label) for each in months] + years


def _units(request: Request) -> list[organisation.UnitInfo]:
    allowed = permissions.VIEW_FIGURES.units(request.actor)
    on = local_date(request.at)
    kind = organisation.UnitKind.AUTHORITY
    return [unit for unit in organisation.list_units(on=on, kind=kind) if unit.id in allowed]


def _query(request: Request) -> str:
    period = request.GET.get("period", "")
    return f"?period={period}" if period else ""


@access.needs(permissions.VIEW_FIGURES)
def figures(request: Request) -> HttpResponse:
    """Show every figure of the units that the reader may see, and the units side by side."""
    period, units, query = _period(request), _units(request), _query(request)
    found = analytics.figures(unit_ids=[unit.id for unit in units], period=period, at=request.at)
    indicators = [figure.indicator for figure in found]
    measures = analytics.measure(
        indicators=indicators, unit_ids=[unit.id for unit in units], period=period
    )
    context = {
        "period": period,
        "periods": _choices(request),
        "chosen": request.GET.get("period", "") or f"{period.first_date:%Y-%m}",
        "tiles": [_tile(figure, query) for figure in found],
        "head": [_("Unit"), *({"text": each.title, "numeric": True} for each in indicators)],
        "rows": [
            [unit.short_name, *_cells(unit.id, indicators, measures, query)] for unit in units
        ],
    }
    return render(request, "board/figures.html", context)


def _cells(
    unit_id: UUID, indicators: Iterable[analytics.Indicator], measures: Any, query: str
) -> list[dict[str, Any]]:
    cells = []
    for each in indicators:
        measure = measures[each.code].get(unit_id, analytics.Measure())
        cell = {"text": shown(measure.value(each.kind), each.kind), "numeric": True}
        if measure.denominator:
            cell["href"] = reverse("board:rows", args=[each.code, unit_id]) + query
        cells.append(cell)
    return cells


@access.needs(permissions.VIEW_FIGURES)
def indicator(request: Request, code: str) -> HttpResponse:
    """Show one figure: what it means, its formula and source, and each unit's share in it."""
    each = analytics.get_indicator(code=code)
    period, units, query = _period(request), _units(request), _query(request)
    measures = analytics.measure(
        indicators=[each], unit_ids=[unit.id for unit in units], period=period
    )[code]
    rows = []
    for unit in units:
        measure = measures.get(unit.id, analytics.Measure())
        href = reverse("board:rows", args=[code, unit.id]) + query if measure.denominator else ""
        cells: list[Any] = [
            {"text": unit.name, "href": href},
            {"text": words.as_number(measure.numerator), "numeric": True},
        ]
        if each.kind is not analytics.Kind.COUNT:
            cells.append({"text": words.as_number(measure.denominator), "numeric": True})
            cells.append({"text": shown(measure.value(each.kind), each.kind), "numeric": True})
        rows.append(cells)
    counted = [_("Unit"), {"text": _("Counted"), "numeric": True}]
    if each.kind is not analytics.Kind.COUNT:
        counted += [
            {"text": _("Of all"), "numeric": True},
            {"text": _("Figure"), "numeric": True},
        ]
    context = {"indicator": each, "period": period, "head": counted, "rows": rows, "query": query}
    return render(request, "board/indicator.html", context)


@access.needs(permissions.VIEW_FIGURES)
def rows(request: Request, code: str, unit_id: UUID) -> HttpResponse:
    """List what a figure counts for one unit."""
    permissions.VIEW_FIGURES.require(request.actor, unit_id=unit_id)
    each, period = analytics.get_indicator(code=code), _period(request)
    after = request.GET.get("after", "")
    found = list(each.rows(request.actor, unit_id, period, after, PAGE + 1))
    more, found = len(found) > PAGE, found[:PAGE]
    context = {
        "indicator": each,
        "unit": organisation.get_unit(unit_id),
        "period": period,
        "query": _query(request),
        "found": found,
        "next": found[-1].code if more else "",
        "head": [_("Code"), _("Matter"), _("Day"), _("Counted"), _("Note")],
        "rows": [
            [
                {"text": row.code, "href": row.url},
                row.title,
                words.as_date(local_date(row.at)),
                _("yes") if row.counted else _("no"),
                row.note,
            ]
            for row in found
        ],
    }
    return render(request, "board/rows.html", context)
