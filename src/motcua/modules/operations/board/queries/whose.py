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
    authorities = organisation.list_units(on=on, kind=organisation.UnitKind.AUTHORITY)
    mine = [each for each in authorities if each.id in allowed]
    if not mine and allowed:
        mine = [each for each in organisation.list_units(on=on) if each.id in allowed]
    tops = _tops(mine)
    chosen = next((each for each in mine if each.id == unit_id), None)
    if chosen is None and (unit_id is not None or not tops):
        raise NotPermitted
    unit = chosen or tops[0]
    return Whose(
        unit=unit,
        tops=tuple(tops),
        below=tuple(each for each in mine if each.parent_id == unit.id and each.kind == unit.kind),
        beside=_beside(unit, authorities),
        allowed=allowed,
    )


def _tops(mine: Sequence[organisation.UnitInfo]) -> list[organisation.UnitInfo]:
    ids = {each.id for each in mine}
    return [each for each in mine if each.parent_id not in ids]


def _beside(
    unit: organisation.UnitInfo, authorities: Collection[organisation.UnitInfo]
) -> tuple[organisation.UnitInfo, ...]:
    if unit.parent_id is None:
        return ()
    return tuple(
        each
        for each in authorities
        if each.parent_id == unit.parent_id and each.level == unit.level and each.id != unit.id
    )
