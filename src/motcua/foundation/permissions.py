"""Rights: what a post may do, and in which units."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from .actors import Actor, ActorKind
from .errors import NotPermitted


class Reach(StrEnum):
    """How far a right goes from the unit of the post that holds it."""

    UNIT = "UNIT"
    AUTHORITY = "AUTHORITY"  # the unit and the departments inside it
    SUBTREE = "SUBTREE"  # and every authority below


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """A right that a module defines.

    ``roles`` are the roles of posts that hold it unless an administrator decides otherwise.
    """

    code: str
    title: Any
    roles: AbstractSet[str] = frozenset()
    reach: Reach = Reach.UNIT

    def held_by(self, actor: Actor, *, unit_id: UUID | None = None) -> bool:
        """Tell whether ``actor`` holds the right in that unit, or anywhere if none is named."""
        if actor.kind is ActorKind.SYSTEM:
            return True
        units = self.units(actor)
        return bool(units) if unit_id is None else unit_id in units

    def units(self, actor: Actor) -> frozenset[UUID]:
        """Return the units in which ``actor`` holds the right."""
        return actor.rights.get(self.code, frozenset())

    def require(self, actor: Actor, *, unit_id: UUID | None = None) -> None:
        """Refuse an actor without the right.

        Raises:
            NotPermitted: The actor does not hold the right in that unit.
        """
        if not self.held_by(actor, unit_id=unit_id):
            raise NotPermitted
