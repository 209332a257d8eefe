"""Who acts: a citizen, an official in his posts, or the system itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    """How an actor came in."""

    ANONYMOUS = "ANONYMOUS"
    PERSON = "PERSON"
    OFFICIAL = "OFFICIAL"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever acts, human or job, with the rights held at this moment.

    ``rights`` maps the code of a permission to the units in which it is held;
    ``post_ids`` are the posts held or lent by delegation. A system actor holds every right.
    """

    kind: ActorKind
    name: str = ""
    account_id: UUID | None = None
    person_id: UUID | None = None
    post_ids: frozenset[UUID] = frozenset()
    unit_ids: frozenset[UUID] = frozenset()
    roles: frozenset[str] = frozenset()
    rights: Mapping[str, frozenset[UUID]] = field(default_factory=dict)

    @property
    def is_signed_in(self) -> bool:
        return self.kind in {ActorKind.PERSON, ActorKind.OFFICIAL}

    @property
    def is_official(self) -> bool:
        return self.kind is ActorKind.OFFICIAL


ANONYMOUS = Actor(kind=ActorKind.ANONYMOUS)


def system(name: str) -> Actor:
    """Return the actor of a job or a command; ``name`` says which."""
    return Actor(kind=ActorKind.SYSTEM, name=name)
