"""Values in a grid: units downwards, periods across."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.foundation.actors import Actor
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..models import Reading, Series
from ..types import Every, Slot
from .readings import Place, values_in_force, visible_readings
from .rights import may_enter
from .series import units_of

SLOTS = {Every.DAY: 7, Every.MONTH: 6, Every.QUARTER: 4, Every.YEAR: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The last periods of a series, the units whose values are meant, and what is in force.

    Attributes:
        kept: Values by place, as they stand in their boxes.
    """

    series: Series
    slots: Sequence[Slot]
    units: Sequence[organisation.UnitInfo]
    kept: Mapping[Place, Reading]

    @property
    def every(self) -> Every:
        return Every(self.series.every)

    def text(self, unit: organisation.UnitInfo, slot: Slot) -> str:
        """Return the value of a unit and a period as it stands in its box."""
        reading = self.kept.get((self.series.id, unit.id, slot.last))
        return rules.as_typed(reading.value, self.series.scale) if reading else ""


def grid_to_fill(*, actor: Actor, series: Series, on: date) -> Grid:
    """Return the places of a series that the actor may fill, with what is in force."""
    units = units_of([series.id], on=on).get(series.id, [])
    allowed = may_enter(actor, [(series.id, each.id) for each in units])
    mine = [each for each in units if (series.id, each.id) in allowed]
    return _grid(series, mine, on)


def grid_to_look(*, actor: Actor, series: Series, on: date) -> Grid:
    """Return the values of a series as far as the actor may see them."""
    seen = set(
        visible_readings(actor)
        .filter(series=series)
        .order_by("unit_id")
        .values_list("unit_id", flat=True)
        .distinct()
    )
    units = units_of([series.id], on=on).get(series.id, [])
    return _grid(series, [each for each in units if each.id in seen], on)


def _grid(series: Series, units: Sequence[organisation.UnitInfo], on: date) -> Grid:
    every = Every(series.every)
    slots = rules.last_slots(on, every, SLOTS[every])
    places = [(series.id, unit.id, slot.last) for unit in units for slot in slots]
    return Grid(series=series, slots=slots, units=units, kept=values_in_force(places))
