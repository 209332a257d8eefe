"""Destruction of what has run out: proposed, decided by the head, done by two people, on record."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotFound
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.numbering import api as numbering
from motcua.modules.office.incoming import api as incoming
from motcua.modules.office.outgoing import api as outgoing

from .. import permissions, queries
from ..errors import AlreadyListed, ListEmpty, MayNotBeDestroyed, SamePerson, WrongState
from ..events import (
    DestructionBegun,
    DestructionDecided,
    DestructionProposed,
    FilesDestroyed,
)
from ..models import Destruction, DestructionLine, File, Item, Record
from ..types import DestructionState, FileState, Source
from .common import lock_file, require_reason


def _lock(destruction_id: UUID, *states: DestructionState) -> Destruction:
    found = Destruction.objects.select_for_update().filter(id=destruction_id).first()
    if found is None:
        raise NotFound
    if found.state not in states:
        raise WrongState(state=DestructionState(found.state).label)
    return found


def _refuse_kept(files: Collection[File], *, at: datetime) -> None:
    """Refuse a file that the law, a loan or a hold keeps; files are locked, so it stays true."""
    lent = queries.lent_among([each.id for each in files])
    for file in files:
        why = queries.why_not_destroy(file, lent=file.id in lent, today=local_date(at))
        if why:
            raise MayNotBeDestroyed(title=file.title, reason=queries.words.KEEPS[why])


def _lock_lines(actor: Actor, destruction: Destruction) -> list[DestructionLine]:
    lines = list(destruction.lines.order_by("file_id"))
    for line in lines:
        line.file = lock_file(actor, line.file_id)
    return lines


@transaction.atomic
def propose_destruction(
    *, actor: Actor, unit_id: UUID, file_ids: Collection[UUID], reason: str, at: datetime
) -> UUID:
    """Propose to destroy files whose period has run out.

    Raises:
        NotPermitted: The actor does not keep that archive.
        ListEmpty: No file is chosen.
        NoReasonGiven: There is no reason.
        MayNotBeDestroyed: A file is younger than its period, kept for ever, lent or held.
        AlreadyListed: A file stands on another unfinished list.

    Publishes:
        DestructionProposed

    Law:
        L 33/2024
    """
    permissions.KEEP.require(actor, unit_id=unit_id)
    if not file_ids:
        raise ListEmpty
    said = require_reason(reason)
    files = [lock_file(actor, each) for each in sorted(set(file_ids))]
    if any(each.unit_id != unit_id for each in files):
        raise NotFound
    _refuse_kept(files, at=at)
    for file in files:
        if queries.open_list_of(file) is not None:
            raise AlreadyListed(title=file.title)
    destruction = Destruction.objects.create(
        unit_id=unit_id,
        year=local_date(at).year,
        state=DestructionState.PROPOSED,
        state_at=at,
        made_at=at,
        made_by_name=actor.name,
        reason=said,
    )
    files.sort(key=lambda each: (each.year, each.code))
    DestructionLine.objects.bulk_create(
        DestructionLine(destruction=destruction, file=file, position=n)
        for n, file in enumerate(files, start=1)
    )
    proposed = DestructionProposed(destruction_id=destruction.id, unit_id=unit_id, files=len(files))
    house.publish(proposed, by=actor, at=at, unit_id=unit_id)
    return destruction.id


@transaction.atomic
def decide_destruction(
    *,
    actor: Actor,
    destruction_id: UUID,
    granted: bool,
    decision: str,
    council: str = "",
    at: datetime,
) -> None:
    """Decide on a proposal, as the council that valued the files advised.

    Args:
        decision: Number and day of the decision, or why it is refused.
        council: Who sat in the council, and what it advised.

    Raises:
        NotFound, WrongState: It is no proposal.
        NotPermitted: The actor does not lead the authority.
        NoReasonGiven: The decision is not named.
        MayNotBeDestroyed: A file is kept by something meanwhile.

    Publishes:
        DestructionDecided

    Law:
        L 33/2024
    """
    found = _lock(destruction_id, DestructionState.PROPOSED)
    permissions.DECIDE.require(actor, unit_id=found.unit_id)
    found.decision, found.council = require_reason(decision), council.strip()
    if granted:
        _refuse_kept([line.file for line in _lock_lines(actor, found)], at=at)
    found.decided_at, found.decided_by_name = at, actor.name
    found.state = DestructionState.APPROVED if granted else DestructionState.REFUSED
    found.state_at = at
    found.save()
    decided = DestructionDecided(
        destruction_id=found.id, unit_id=found.unit_id, granted=granted, decision=found.decision
    )
    house.publish(decided, by=actor, at=at, unit_id=found.unit_id)


@transaction.atomic
def begin_destruction(*, actor: Actor, destruction_id: UUID, at: datetime) -> None:
    """Confirm as the first of two people that a decided list is to be destroyed.

    Raises:
        NotFound, WrongState: It is not decided.
        NotPermitted: The actor does not keep the archive.
        MayNotBeDestroyed: A file is kept by something meanwhile.

    Publishes:
        DestructionBegun
    """
    found = _lock(destruction_id, DestructionState.APPROVED)
    permissions.KEEP.require(actor, unit_id=found.unit_id)
    _refuse_kept([line.file for line in _lock_lines(actor, found)], at=at)
    found.first_at, found.first_by, found.first_by_name = at, actor.account_id, actor.name
    found.state, found.state_at = DestructionState.BEGUN, at
    found.save()
    begun = DestructionBegun(destruction_id=found.id, unit_id=found.unit_id)
    house.publish(begun, by=actor, at=at, unit_id=found.unit_id)


@transaction.atomic
def carry_out_destruction(*, actor: Actor, destruction_id: UUID, at: datetime) -> int:
    """Destroy, as the second of two people: bytes leave the disk, lines and record stay for ever.

    A document that lies in another file, too, is kept there.

    Returns:
        The number of the record.

    Raises:
        NotFound, WrongState: The first has not confirmed.
        NotPermitted: The actor does not keep the archive.
        SamePerson: The first may not be the second.
        MayNotBeDestroyed: A file is kept by something meanwhile.

    Publishes:
        FilesDestroyed

    Law:
        L 33/2024
    """
    found = _lock(destruction_id, DestructionState.BEGUN)
    permissions.KEEP.require(actor, unit_id=found.unit_id)
    if actor.account_id is None or actor.account_id == found.first_by:
        raise SamePerson(name=found.first_by_name)
    lines = _lock_lines(actor, found)
    _refuse_kept([line.file for line in lines], at=at)
    year = local_date(at).year
    found.number = numbering.take(
        book=f"archive.destruction:{found.unit_id}", period=str(year), at=at
    )
    found.year = year
    found.second_at, found.second_by, found.second_by_name = at, actor.account_id, actor.name
    found.state, found.state_at = DestructionState.DONE, at
    gone: list[UUID] = []
    for line in lines:
        gone += _destroy(line, record=str(found), actor=actor, at=at)
    content = queries.destruction_minutes(found, lines, at=at)
    name = f"bien-ban-huy-{found.number}-{year}.pdf"
    found.minutes_file_id = documents.store(content=content, filename=name, actor=actor, at=at).id
    found.save()
    destroyed = FilesDestroyed(
        destruction_id=found.id,
        unit_id=found.unit_id,
        file_ids=tuple(line.file_id for line in lines),
        document_ids=tuple(gone),
    )
    house.publish(destroyed, by=actor, at=at, unit_id=found.unit_id)
    return found.number


def _belonging(gone: list[Record], *, actor: Actor, at: datetime) -> tuple[UUID, ...]:
    """Let the words of documents go where they came from; return the files that go with them."""
    ids = {
        source: [each.document_id for each in gone if each.source == source and each.document_id]
        for source in (Source.OUTGOING, Source.INCOMING)
    }
    words = outgoing.forget_words(actor=actor, document_ids=ids[Source.OUTGOING], at=at)
    return (*words, *incoming.attached_files(ids[Source.INCOMING]))


def _destroy(line: DestructionLine, *, record: str, actor: Actor, at: datetime) -> list[UUID]:
    """Freeze what a file was, erase its bytes; return the documents that are gone."""
    file = line.file
    items = queries.items_in(file)
    line.facts = queries.frozen(file, items)
    elsewhere = set(
        Item.objects.filter(record_id__in=[each.record_id for each in items])
        .exclude(file_id=file.id)
        .exclude(file__state=FileState.DESTROYED)
        .values_list("record_id", flat=True)
    )
    gone = [each.record for each in items if each.record_id not in elsewhere]
    stored = [each.stored_file_id for each in gone if each.stored_file_id]
    stored += _belonging(gone, actor=actor, at=at)
    erased = documents.erase_files(
        actor=actor,
        file_ids=stored,
        reason=f"biên bản tiêu hủy số {record}",
        at=at,
    )
    line.erased = sum(erased.values())
    line.kept = [
        *(str(each) for each in elsewhere),
        *(str(file_id) for file_id, is_gone in erased.items() if not is_gone),
    ]
    line.save()
    Record.objects.filter(id__in=[each.id for each in gone]).update(destroyed_at=at)
    file.state, file.state_at, file.destroyed_at, file.place = FileState.DESTROYED, at, at, None
    file.save(update_fields=["state", "state_at", "destroyed_at", "place"])
    return [each.document_id or each.id for each in gone]
