"""Whose figures somebody may see: his authority, the units below it and those beside it."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotPermitted
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..types import Whose


def whose(*, actor: Actor, on: date, unit_id: UUID | None = None) -> Whose:
    """Return the unit that is asked for, or the actor's own authority, with its neighbours.

    One query. Where no authority is his to see, the unit is his own department.

    Raises:
        NotPermitted: The figures of that unit are not his to see.
    """
    allowed = permissions.VIEW_FIGURES.units(actor)
    found = organisation.family(on=on, among=allowed, unit_id=unit_id)
    if found is None or not found.tops:
        found = _department(allowed, on=on, unit_id=unit_id)
    if found is None or found.unit.id not in allowed:
        raise NotPermitted
    return Whose(
        unit=found.unit,
        tops=found.tops,
        below=tuple(each for each in found.below if each.id in allowed),
        beside=found.beside,
        allowed=allowed,
    )


def _department(
    allowed: Collection[UUID], *, on: date, unit_id: UUID | None
) -> organisation.Family | None:
    """Return his own department, unless there is an authority whose figures are his to see."""
    mine = [each for each in organisation.list_units(on=on) if each.id in allowed]
    if any(each.kind is organisation.UnitKind.AUTHORITY for each in mine):
        return None
    tops = _tops(mine)
    unit = next((each for each in (mine if unit_id else tops) if unit_id in {None, each.id}), None)
    if unit is None:
        return None
    below = (each for each in mine if each.parent_id == unit.id and each.kind == unit.kind)
    return organisation.Family(unit=unit, tops=tuple(tops), below=tuple(below), beside=())


def _tops(mine: Sequence[organisation.UnitInfo]) -> list[organisation.UnitInfo]:
    ids = {each.id for each in mine}
    return [each for each in mine if each.parent_id not in ids]
