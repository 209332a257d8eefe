"""Series: which there are, one of them with its values, one value with its history."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.ui import words

from .. import permissions, queries, rules
from ..models import Reading
from ..queries import Described, Grid, Standing
from ..types import Every, Kind
from . import shown


@access.needs(*permissions.ANY)
def list_all(request: Request) -> HttpResponse:
    """List the series with how far their values are."""
    found = queries.standings(actor=request.actor, on=local_date(request.at))
    context = {
        "may_configure": permissions.CONFIGURE.held_by(request.actor),
        "may_enter": any(each.mine for each in found),
        "head": [
            _("Series"),
            _("Who answers for it"),
            _("Last period due"),
            {"text": _("Given"), "numeric": True},
            _("State"),
            "",
        ],
        "rows": [_row(each) for each in found],
    }
    return shown.page(request, "series_list", context, tab="series")


def _row(each: Standing) -> list[Any]:
    return [
        {
            "text": f"{each.said.title} ({each.series.measured_in})",
            "href": reverse("connectors:series", args=[each.series.code]),
        },
        each.said.keeper.short_name or each.said.keeper.name,
        shown.slot_label(each),
        f"{each.given}/{each.expected}",
        {"state": shown.standing_of(each)},
        {"text": _("Enter"), "href": reverse("connectors:enter", args=[each.series.code])}
        if each.mine
        else "",
    ]


@access.needs(*permissions.ANY)
def one(request: Request, code: str) -> HttpResponse:
    """Show a series: what it means, what is to be reached, its last values unit by unit."""
    found, on = queries.get_described(code), local_date(request.at)
    seen = {each.series.id: each for each in queries.standings(actor=request.actor, on=on)}
    if found.series.id not in seen:
        raise NotFound
    grid = queries.grid_to_look(actor=request.actor, series=found.series, on=on)
    context = {
        "series": found.series,
        "said": found.now,
        "state": shown.standing_of(seen[found.series.id]),
        "period": shown.slot_label(seen[found.series.id]),
        "facts": _facts(found),
        "may_enter": bool(seen[found.series.id].mine),
        "may_configure": permissions.CONFIGURE.held_by(request.actor),
        "head": [_("Unit"), *_periods(grid)],
        "rows": [_values(grid, nth) for nth in range(len(grid.units))],
        "versions": [_version(each) for each in found.versions],
        "version_head": [_("Version"), _("Since"), _("Meaning"), _("Source"), _("Defined by")],
    }
    return shown.page(request, "series", context, tab="series")


def _facts(found: Described) -> list[dict[str, Any]]:
    series, said = found.series, found.now
    targets = [
        _("%(year)s: %(value)s") % {"year": each.year, "value": queries.shown(each.value, series)}
        for each in found.targets
    ]
    target = _("Plan of the year") if series.kind == Kind.FLOW else _("Target")
    return [
        {"label": _("Meaning"), "value": said.meaning},
        {"label": _("Measured in"), "value": series.measured_in},
        {"label": _("What counts"), "value": Kind(series.kind).label},
        {"label": _("A value is due"), "value": Every(series.every).label},
        {"label": _("Source"), "value": said.source},
        {"label": _("Who answers for it"), "value": said.owner},
        {"label": target, "value": "; ".join(targets) or _("none is set")},
    ]


def _periods(grid: Grid) -> list[Any]:
    return [{"text": rules.label_of(slot, grid.every), "numeric": True} for slot in grid.slots]


def _values(grid: Grid, nth: int) -> list[Any]:
    unit, series = grid.units[nth], grid.series
    cells: list[Any] = [unit.short_name or unit.name]
    for slot in grid.slots:
        reading = grid.kept.get((series.id, unit.id, slot.last))
        if reading is None or reading.value is None:
            cells.append({"text": "–", "numeric": True})
            continue
        cells.append(
            {
                "text": words.as_number(reading.value / 10**series.scale, series.scale),
                "href": reverse("connectors:reading", args=[series.code, unit.code, slot.last]),
                "numeric": True,
            }
        )
    return cells


def _version(each: Any) -> list[Any]:
    return [
        str(each.number),
        words.as_date(each.since),
        each.meaning,
        each.source,
        f"{each.defined_by_name}, {words.as_date(each.defined_at)}",
    ]


@access.needs(*permissions.ANY)
def reading(request: Request, code: str, unit_code: str, day: str) -> HttpResponse:
    """Show every value that was given for a unit and a period, with whoever gave it and why."""
    found, on = queries.get_described(code), words.read_date(day)
    if on is None:
        raise NotFound
    versions = queries.versions_of(
        actor=request.actor, series_id=found.series.id, unit_code=unit_code, day=on
    )
    if not versions:
        raise NotFound
    every = Every(found.series.every)
    context = {
        "series": found.series,
        "said": found.now,
        "unit": versions[0].unit,
        "period": rules.label_of(rules.slot_of(on, every), every),
        "head": [
            _("Version"),
            {"text": _("Value given"), "numeric": True},
            _("From where, by whom, when"),
            _("Reason"),
        ],
        "rows": [_given(each) for each in versions],
    }
    return shown.page(request, "reading", context, tab="series")


def _given(each: Reading) -> list[Any]:
    return [
        _("%(number)s, in force") % {"number": each.version}
        if each.is_in_force
        else str(each.version),
        {"text": queries.shown(each.value, each.series), "numeric": True},
        queries.whence(each),
        each.batch.reason or "–",
    ]
