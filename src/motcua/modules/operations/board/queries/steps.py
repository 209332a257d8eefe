"""What to do next about the figures of a page, in words."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..types import Asked, NextStep, Tile

AHEAD = 3  # days
NAMED = 3  # units
_CALLS = {analytics.Light.RED, analytics.Light.AMBER}


def next_steps(
    *,
    tiles: Collection[Tile],
    declared: Mapping[str, analytics.Indicator],
    found: analytics.Measures,
    units: Sequence[organisation.UnitInfo],
    asked: Asked,
    at: datetime,
) -> Mapping[str, tuple[NextStep, ...]]:
    """Return, by indicator, what to do next: one query for all that is counted.

    Args:
        found: What other sources have measured of the units already.
        units: The unit, then those below it.
    """
    lit = {each.code: each for each in tiles}
    called = {code for code, tile in lit.items() if tile.light in _CALLS}
    worth = [each for each in map(declared.__getitem__, lit) if rules.grows_by_itself(each)]
    worth += [declared[code] for code in called if declared[code] not in worth]
    now, then = _ahead(at)
    counted = analytics.history(
        indicators=[each for each in worth if each.numerator],
        unit_ids=[each.id for each in units],
        periods=list(dict.fromkeys([asked.period, now, then])),
        reach=asked.reach,
    )
    measures = {**found, **counted}
    steps: dict[str, tuple[NextStep, ...]] = {}
    for each in worth:
        tile, told = lit[each.code], []
        if rules.grows_by_itself(each):
            told += _growing(each, tile, measures, units, (now, then))
        if each.code in called:
            told += _missing(each, tile, measures, units[1:], asked)
        steps[each.code] = tuple(told)
    for code, tile in lit.items():
        if tile.light is analytics.Light.GREY:
            steps[code] = (NextStep(text=_ask_the_owner(tile), href=tile.href),)
    return steps


def _ahead(at: datetime) -> tuple[analytics.Period, analytics.Period]:
    today = local_date(at)
    then = today + timedelta(days=AHEAD)
    return analytics.between(today, today), analytics.between(then, then)


def _growing(
    each: analytics.Indicator,
    tile: Tile,
    found: analytics.Measures,
    units: Sequence[organisation.UnitInfo],
    days: tuple[analytics.Period, analytics.Period],
) -> list[NextStep]:
    now, then = (found[each.code, day] for day in days)
    nothing = analytics.Measure()
    more = {
        unit.id: then.get(unit.id, nothing).numerator - now.get(unit.id, nothing).numerator
        for unit in units
    }
    whole, *below = units
    if more[whole.id] <= 0:
        return []
    text = _("%(count)s more within %(days)s days unless something is done") % {
        "count": more[whole.id],
        "days": AHEAD,
    }
    worst = sorted((unit for unit in below if more[unit.id] > 0), key=lambda one: -more[one.id])
    if names := [f"{unit.short_name} ({more[unit.id]})" for unit in worst[:NAMED]]:
        text += f": {', '.join(names)}"
    return [NextStep(text=text, href=tile.href)]


def _missing(
    each: analytics.Indicator,
    tile: Tile,
    found: analytics.Measures,
    below: Sequence[organisation.UnitInfo],
    asked: Asked,
) -> list[NextStep]:
    measured = found[each.code, asked.period]
    values = [(unit, each.value(measured[unit.id])) for unit in below if unit.id in measured]
    missing = [(unit, value) for unit, value in values if rules.misses(value, each)]
    if not missing:
        href = reverse("board:rows", args=[each.code]) + rules.as_query(asked)
        return [NextStep(text=_("Look at the rows that the figure counts"), href=href)]
    missing.sort(key=lambda one: rules.shortfall(one[1], each), reverse=True)
    names = [
        f"{unit.short_name} ({analytics.shown(value, each)})" for unit, value in missing[:NAMED]
    ]
    text = _("%(count)s of %(all)s units miss it, most of all %(names)s") % {
        "count": len(missing),
        "all": len(values),
        "names": ", ".join(names),
    }
    return [NextStep(text=text, href=f"{tile.href}#below")]


def _ask_the_owner(tile: Tile) -> str:
    if tile.owner:
        return _("The data are older than they may be: ask %(owner)s") % {"owner": tile.owner}
    return _("The data are older than they may be: ask whoever gives them")
