"""The page of a unit: all fields, and what must be acted upon."""

from datetime import datetime

from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..types import Asked, Overview, Section, Tile, Whose
from .fields import shown_fields
from .steps import next_steps
from .tiles import draw, draw_measured, draw_units, measured

_URGENT = (analytics.Light.RED, analytics.Light.GREY, analytics.Light.AMBER)


def overview(*, whose: Whose, asked: Asked, at: datetime) -> Overview:
    """Return the fields of a unit with their tiles.

    Two queries for all that is counted, and one for each other source: what a source is asked of
    the unit it is asked of the units below in the same breath.

    Whoever asks has seen to it that the reader may see the figures of the unit.
    """
    declared = {each.code: each for each in analytics.list_indicators(on=asked.period.last_date)}
    fields = shown_fields(declared)
    wanted = [(field, declared[code]) for field in fields for code in field.tiles]
    line = rules.compared(asked.period)
    below = whose.below if asked.reach is analytics.Reach.TREE else ()
    counted = [one for one in wanted if one[1].numerator]
    given = [one for one in wanted if not one[1].numerator]
    found = {
        **measured(counted, [whose.unit.id], asked=asked, line=line),
        **measured(given, [each.id for each in (whose.unit, *below)], asked=asked, line=line),
    }
    drawn = draw_measured(wanted, found, asked=asked, at=at, line=line)
    steps = next_steps(
        tiles=drawn, declared=declared, found=found, units=(whose.unit, *below), asked=asked, at=at
    )
    urgent = {each.code: each for each in drawn if each.light in _URGENT or steps.get(each.code)}
    return Overview(
        sections=tuple(
            Section(field=field, tiles=tuple(each for each in drawn if each.field == field.code))
            for field in fields
            if field.tiles
        ),
        waiting=tuple(field for field in fields if not field.tiles),
        attention=tuple(
            (each, steps.get(each.code, ())) for each in sorted(urgent.values(), key=_urgency)
        ),
    )


def _urgency(tile: Tile) -> tuple[int, float]:
    place = _URGENT.index(tile.light) if tile.light in _URGENT else len(_URGENT)
    return place, -tile.shortfall


def field_page(
    *, code: str, whose: Whose, asked: Asked, at: datetime
) -> tuple[Section, list[tuple[organisation.UnitInfo, list[Tile]]]] | None:
    """Return one field of a unit with its tiles, and those of the units below side by side."""
    declared = {each.code: each for each in analytics.list_indicators(on=asked.period.last_date)}
    field = next((each for each in shown_fields(declared) if each.code == code), None)
    if field is None:
        return None
    wanted = [(field, declared[code]) for code in field.tiles]
    section = Section(field=field, tiles=tuple(draw(wanted, asked=asked, at=at)))
    below = whose.below if asked.reach is analytics.Reach.TREE else ()
    found = draw_units(wanted, [each.id for each in below], asked=asked, at=at)
    return section, [(each, found[each.id]) for each in below]
