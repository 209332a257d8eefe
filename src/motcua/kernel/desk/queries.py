"""What lies on a desk: each source is asked once for its count and once for its rows."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from motcua.foundation import modules
from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotFound
from motcua.foundation.ids import read_uuid

from .errors import NotOnTheDesk
from .models import CalendarLink
from .ports import Deadlines, Source
from .types import Act, Lane, Reading, Row

MOST = 50  # rows of a source whose things wait for the actor's own hand
FEW = 8  # rows of one whose things others have in hand
COUNTED = 100  # so far a count goes; beyond it is "99+"
HANDS = (Lane.SIGN, Lane.DECIDE, Lane.READ)
_LANES = list(Lane)


@dataclass(frozen=True, slots=True)
class Item:
    """A row with the source that knows what may be done with it."""

    source: Source
    row: Row

    @property
    def name(self) -> str:
        """By which a page names it: the code of its source, and its key."""
        return f"{self.source.code}/{self.row.key}"

    @property
    def many(self) -> Act | None:
        """What may be done to it among many."""
        return next((act for act in self.source.acts if act.many), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one source has on a desk.

    Attributes:
        above: How much of it is left out because it stands in a lane above.
    """

    source: Source
    count: int
    items: Sequence[Item]
    above: int = 0


def sources() -> list[Source]:
    """Return all sources, in the order of their lanes."""
    found = modules.provided(Source)
    return sorted(found, key=lambda each: (_LANES.index(each.lane), each.order))


def find_source(code: str) -> Source:
    """Return a source by its code.

    Raises:
        NotOnTheDesk: There is none.
    """
    for each in sources():
        if each.code == code:
            return each
    raise NotOnTheDesk


def open_desk(*, actor: Actor, at: datetime) -> list[Part]:
    """Return what lies on a desk, by source; what stands in a lane above is not repeated."""
    parts, seen = [], set()
    for source in sources():
        count = source.count(actor=actor, at=at, limit=COUNTED)
        limit = MOST if source.lane in HANDS else FEW
        rows = source.rows(actor=actor, at=at, limit=limit) if count else ()
        fresh = [Item(source, row) for row in rows if row.url not in seen]
        seen |= {row.url for row in rows}
        if count:
            above = len(rows) - len(fresh)
            parts.append(Part(source=source, count=count, items=fresh, above=above))
    return parts


def read_key(key: str) -> UUID:
    """Return the id that a key is, for sources whose keys are ids.

    Raises:
        NotOnTheDesk: It is none.
    """
    found = read_uuid(key)
    if found is None:
        raise NotOnTheDesk
    return found


def _of_lane(lane: Lane, *, actor: Actor, at: datetime) -> list[Item]:
    return [
        Item(source, row)
        for source in sources()
        if source.lane is lane
        for row in source.rows(actor=actor, at=at, limit=MOST)
    ]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is in the flow: how much of the lane is left with this, and what comes next."""

    left: int
    following: Item | None


def place_of(source: Source, key: str, *, actor: Actor, at: datetime) -> Place:
    """Return what comes after a thing: in its lane, then what waits in the others, from the top.

    Only what is read in place comes by itself.
    """
    lane = _of_lane(source.lane, actor=actor, at=at)
    here = next(
        (n for n, each in enumerate(lane) if each.source is source and each.row.key == key), -1
    )
    others = [each for each in lane[here + 1 :] + lane[: max(here, 0)] if each.source.reads]
    left = len(lane)
    if others:
        return Place(left, others[0])
    for other in HANDS:
        found = _of_lane(other, actor=actor, at=at) if other is not source.lane else []
        if fitting := [each for each in found if each.source.reads]:
            return Place(left, fitting[0])
    return Place(left, None)


def read(source: Source, key: str, *, actor: Actor, at: datetime) -> Reading:
    """Return what one reads of a thing.

    Raises:
        NotOnTheDesk: It is not there any more, or not to be read in place.
    """
    try:
        found = source.read(actor=actor, key=key, at=at)
    except (NotFound, ObjectDoesNotExist) as error:
        raise NotOnTheDesk from error
    if found is None:
        raise NotOnTheDesk
    return found


def chosen(names: Sequence[str], *, actor: Actor, at: datetime) -> list[Item]:
    """Return those of the named things that still wait and may be done with many."""
    wanted = set(names)
    codes = {name.partition("/")[0] for name in wanted}
    return [
        item
        for source in sources()
        if source.code in codes
        for item in (Item(source, row) for row in source.rows(actor=actor, at=at, limit=MOST))
        if item.name in wanted and item.many is not None
    ]


@dataclass(frozen=True, slots=True)
class Due:
    """Something that falls due, and what kind of thing it is."""

    kind: Deadlines
    row: Row


def falling(*, actor: Actor, since: datetime, until: datetime, limit: int) -> list[Due]:
    """Return what falls due in a span of time, the earliest first; one query for each kind."""
    found = [
        Due(kind, row)
        for kind in modules.provided(Deadlines)
        for row in kind.falling(actor=actor, since=since, until=until, limit=limit)
        if row.due_at is not None
    ]
    return sorted(found, key=lambda each: (each.row.due_at, each.row.key))[:limit]


def find_link(account_id: UUID | None) -> CalendarLink | None:
    """Return the link that reads an official's calendar now."""
    if account_id is None:
        return None
    return CalendarLink.objects.filter(account_id=account_id, revoked_at=None).first()


def account_of(token: str) -> UUID:
    """Return whose calendar a token opens.

    Raises:
        NotOnTheDesk: Nobody's any more.
    """
    digest = hashlib.sha256(token.encode()).hexdigest()
    row = CalendarLink.objects.filter(token_sha256=digest, revoked_at=None).first()
    if row is None:
        raise NotOnTheDesk
    return row.account_id
