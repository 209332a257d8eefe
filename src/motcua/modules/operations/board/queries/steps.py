"""What to do next about the figures of a page, in words."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

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
    growing = [each for each in map(declared.__getitem__, lit) if rules.grows_by_itself(each)]
    called = [declared[code] for code, tile in lit.items() if tile.light in _CALLS]
    ahead = _ahead(at)
    counted = analytics.counted(
        [(rules.growth(each), ahead) for each in growing]
        + [(each, asked.period) for each in called if each.numerator],
        unit_ids=[each.id for each in units],
        reach=asked.reach,
    )
    measures = {**found, **counted}
    steps: dict[str, tuple[NextStep, ...]] = defaultdict(tuple)
    for each in growing:
        steps[each.code] += _growing(lit[each.code], measures[each.code, ahead], units)
    for each in called:
        steps[each.code] += _missing(each, lit[each.code], measures, units[1:], asked)
    for code, tile in lit.items():
        if tile.light is analytics.Light.GREY:
            steps[code] = (NextStep(text=_ask_the_owner(tile), href=tile.href),)
    return steps


def _ahead(at: datetime) -> analytics.Period:
    today = local_date(at)
    return analytics.between(today + timedelta(days=1), today + timedelta(days=AHEAD))


def _growing(
    tile: Tile,
    growth: Mapping[UUID, analytics.Measure],
    units: Sequence[organisation.UnitInfo],
) -> tuple[NextStep, ...]:
    more = {unit.id: growth.get(unit.id, analytics.Measure()).numerator for unit in units}
    whole, *below = units
    if more[whole.id] <= 0:
        return ()
    text = _("%(count)s more within %(days)s days unless something is done") % {
        "count": more[whole.id],
        "days": AHEAD,
    }
    worst = sorted((unit for unit in below if more[unit.id] > 0), key=lambda one: -more[one.id])
    if names := [f"{unit.short_name} ({more[unit.id]})" for unit in worst[:NAMED]]:
        text += f": {', '.join(names)}"
    return (NextStep(text=text, href=tile.href),)


def _missing(
    each: analytics.Indicator,
    tile: Tile,
    found: analytics.Measures,
    below: Sequence[organisation.UnitInfo],
    asked: Asked,
) -> tuple[NextStep, ...]:
    measured = found[each.code, asked.period]
    values = [(unit, each.value(measured[unit.id])) for unit in below if unit.id in measured]
    missing = [(unit, value) for unit, value in values if rules.misses(value, each)]
    if not missing:
        href = reverse("board:rows", args=[each.code]) + rules.as_query(asked)
        return (NextStep(text=_("Look at the rows that the figure counts"), href=href),)
    missing.sort(key=lambda one: rules.shortfall(one[1], each), reverse=True)
    names = [
        f"{unit.short_name} ({analytics.shown(value, each)})" for unit, value in missing[:NAMED]
    ]
    text = _("%(count)s of %(all)s units miss it, most of all %(names)s") % {
        "count": len(missing),
        "all": len(values),
        "names": ", ".join(names),
    }
    return (NextStep(text=text, href=f"{tile.href}#below"),)


def _ask_the_owner(tile: Tile) -> str:
    if tile.owner:
        return _("The data are older than they may be: ask %(owner)s") % {"owner": tile.owner}
    return _("The data are older than they may be: ask whoever gives them")
