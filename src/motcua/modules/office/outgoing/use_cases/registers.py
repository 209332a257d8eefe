"""Which books a unit keeps, and what its paper says of it."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from motcua.foundation import events as house
from motcua.foundation.actors import Actor

from .. import permissions, queries
from ..errors import RegisterInvalid, RegisterOverlaps
from ..events import LetterheadChanged, RegisterChanged
from ..models import Copy, Document, Letterhead, Register


def _lock_books(unit_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"outgoing:{unit_id}"]
        )


@transaction.atomic
def open_register(
    *,
    actor: Actor,
    unit_id: UUID,
    title: str,
    kinds: Collection[str],
    valid_from: date,
    for_copies: bool = False,
    decision: str = "",
    at: datetime,
) -> UUID:
    """Open a register from a day on: for some kinds, or for all that no other one names.

    It begins with a year, or before anything of that year is numbered, so that no number comes
    twice in a year. A register that numbered the same kinds ends on that day.

    Returns:
        The id of the register.

    Raises:
        NotPermitted: The actor neither leads the unit nor keeps its registers.
        RegisterInvalid: It has no title, or begins within a year that has numbers.
        RegisterOverlaps: Another register begins later and numbers one of the kinds.

    Publishes:
        RegisterChanged

    Law:
        ND 30/2020, art. 15
    """
    permissions.ISSUE.require(actor, unit_id=unit_id)
    _lock_books(unit_id)
    if not title.strip():
        raise RegisterInvalid
    numbered = Copy if for_copies else Document
    given = numbered.objects.filter(unit_id=unit_id, dated__gte=valid_from.replace(month=1, day=1))
    begins_a_year = (valid_from.month, valid_from.day) == (1, 1)
    if given.filter(dated__gte=valid_from).exists() or (not begins_a_year and given.exists()):
        raise RegisterInvalid
    _end_overlapping(unit_id, tuple(kinds), valid_from, for_copies=for_copies)
    register = Register.objects.create(
        unit_id=unit_id,
        title=title.strip(),
        kinds=sorted(kinds),
        for_copies=for_copies,
        valid_from=valid_from,
        decision=decision.strip(),
    )
    changed = RegisterChanged(
        register_id=register.id,
        unit_id=unit_id,
        title=register.title,
        kinds=tuple(register.kinds),
        valid_from=valid_from,
    )
    house.publish(changed, by=actor, at=at, unit_id=unit_id)
    return register.id


def _end_overlapping(
    unit_id: UUID, kinds: tuple[str, ...], valid_from: date, *, for_copies: bool
) -> None:
    open_then = Q(valid_to=None) | Q(valid_to__gt=valid_from)
    books = Register.objects.filter(open_then, unit_id=unit_id, for_copies=for_copies)
    names = queries.kind_names()
    for other in books:
        shared = set(other.kinds) & set(kinds)
        if not shared and bool(other.kinds) != bool(kinds):
            continue
        if not shared and other.kinds:
            continue
        if other.valid_from >= valid_from or not set(other.kinds) <= set(kinds):
            kind = names.get(min(shared), "") if shared else other.title
            raise RegisterOverlaps(kind=kind, register=other.title)
        other.valid_to = valid_from
        other.save(update_fields=["valid_to"])


@transaction.atomic
def set_letterhead(
    *,
    actor: Actor,
    unit_id: UUID,
    symbol: str,
    place: str,
    contact: str,
    valid_from: date,
    at: datetime,
) -> None:
    """Say what a unit's paper says of it from a day on; earlier papers keep what they said.

    Raises:
        NotPermitted: The actor does not keep the registers there.
        RegisterInvalid: There is no symbol.

    Publishes:
        LetterheadChanged

    Law:
        ND 30/2020, annex I
    """
    permissions.ISSUE.require(actor, unit_id=unit_id)
    if not symbol.strip():
        raise RegisterInvalid
    Letterhead.objects.update_or_create(
        unit_id=unit_id,
        valid_from=valid_from,
        defaults={
            "symbol": symbol.strip(),
            "place": place.strip(),
            "contact": contact.strip(),
        },
    )
    changed = LetterheadChanged(unit_id=unit_id, symbol=symbol.strip(), valid_from=valid_from)
    house.publish(changed, by=actor, at=at, unit_id=unit_id)
