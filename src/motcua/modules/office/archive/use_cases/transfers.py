"""Hand-overs: a list made by the giver, signed, checked and signed by the receiver."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotFound, NotPermitted
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries, rules
from ..errors import AlreadyListed, ListEmpty, NotDue, SamePerson, WrongState
from ..events import FilesOffered, FilesReceived, FilesReturned
from ..models import File, Transfer, TransferLine
from ..types import FileState, Target, TransferState
from .common import lock_file, require_reason


def _lock(transfer_id: UUID, *states: TransferState) -> Transfer:
    transfer = Transfer.objects.select_for_update().filter(id=transfer_id).first()
    if transfer is None:
        raise NotFound
    if transfer.state not in states:
        raise WrongState(state=TransferState(transfer.state).label)
    return transfer


def _require_giver(actor: Actor, transfer: Transfer) -> None:
    """Refuse whoever does not give: the unit, or the archive that gives further on."""
    if transfer.target == Target.HISTORICAL:
        permissions.KEEP.require(actor, unit_id=transfer.unit_id)
    elif not (
        permissions.FILE.held_by(actor, unit_id=transfer.from_unit_id)
        or permissions.PLAN.held_by(actor, unit_id=transfer.unit_id)
    ):
        raise NotPermitted


def _refuse_undue(file: File, transfer: Transfer) -> None:
    reason = ""
    if file.unit_id != transfer.unit_id or (
        transfer.target == Target.CURRENT and file.keeper_unit_id != transfer.from_unit_id
    ):
        reason = "OTHER_UNIT"
    elif transfer.target == Target.CURRENT:
        if file.state != FileState.CLOSED:
            reason = "STATE"
        elif file.current_due_on is None:
            reason = "SHORT"
    elif file.state != FileState.CURRENT:
        reason = "STATE"
    elif file.historical_due_on is None:
        reason = "NOT_FOR_EVER"
    if reason:
        raise NotDue(title=file.title, reason=queries.words.NOT_DUE[reason])


@transaction.atomic
def list_for_archive(
    *,
    actor: Actor,
    from_unit_id: UUID,
    target: Target,
    file_ids: Collection[UUID],
    title: str = "",
    at: datetime,
) -> UUID:
    """Make the list of files that a unit hands over to the archive, or the archive further on.

    Raises:
        NotPermitted: The actor does not give for that unit.
        ListEmpty: No file is chosen.
        FileNotFound: One of the files is not the actor's to see.
        NotDue: One of the files does not go there, with the reason.
        AlreadyListed: One stands on another unfinished list.

    Law:
        ND 30/2020, art. 30, art. 31; L 33/2024
    """
    if not file_ids:
        raise ListEmpty
    unit = organisation.authority_of(from_unit_id)
    transfer = Transfer(
        unit_id=unit.id,
        from_unit_id=from_unit_id,
        target=target,
        title=title.strip() or queries.title_of_transfer(from_unit_id, target, local_date(at).year),
        state_at=at,
        made_at=at,
        made_by_name=actor.name,
    )
    _require_giver(actor, transfer)
    files = [lock_file(actor, each) for each in sorted(set(file_ids))]
    for file in files:
        _refuse_undue(file, transfer)
        if queries.open_list_of(file) is not None:
            raise AlreadyListed(title=file.title)
    transfer.save(force_insert=True)
    files.sort(key=lambda each: (each.year, each.code))
    TransferLine.objects.bulk_create(
        TransferLine(transfer=transfer, file=file, position=n)
        for n, file in enumerate(files, start=1)
    )
    return transfer.id


@transaction.atomic
def drop_line(
    *,
    actor: Actor,
    transfer_id: UUID,
    line_id: UUID,
    at: datetime,  # noqa: ARG001 - as every use case
) -> None:
    """Take a file off a list that is not signed yet.

    Raises:
        NotFound, WrongState, NotPermitted: It is no such list of the actor.
    """
    transfer = _lock(transfer_id, TransferState.DRAFT)
    _require_giver(actor, transfer)
    transfer.lines.filter(id=line_id).delete()


@transaction.atomic
def offer_files(*, actor: Actor, transfer_id: UUID, at: datetime) -> None:
    """Sign a list as the giver.

    Raises:
        NotFound, WrongState, NotPermitted: It is no such list of the actor.
        ListEmpty: No file is left on it.

    Publishes:
        FilesOffered

    Law:
        ND 30/2020, art. 30
    """
    transfer = _lock(transfer_id, TransferState.DRAFT)
    _require_giver(actor, transfer)
    files = transfer.lines.count()
    if not files:
        raise ListEmpty
    transfer.given_at, transfer.given_by = at, actor.account_id
    transfer.given_by_name, transfer.reason = actor.name, ""
    transfer.state, transfer.state_at = TransferState.OFFERED, at
    transfer.save()
    offered = FilesOffered(
        transfer_id=transfer.id, unit_id=transfer.unit_id, target=transfer.target, files=files
    )
    house.publish(offered, by=actor, at=at, unit_id=transfer.unit_id)


@transaction.atomic
def return_files(*, actor: Actor, transfer_id: UUID, reason: str, at: datetime) -> None:
    """Give a list back to be mended; the giver's signature falls.

    Raises:
        NotFound, WrongState: It is no list that is to be checked.
        NotPermitted: The actor does not keep the archive.
        NoReasonGiven: There is no reason.

    Publishes:
        FilesReturned
    """
    transfer = _lock(transfer_id, TransferState.OFFERED)
    permissions.KEEP.require(actor, unit_id=transfer.unit_id)
    transfer.reason = require_reason(reason)
    transfer.given_at, transfer.given_by, transfer.given_by_name = None, None, ""
    transfer.state, transfer.state_at = TransferState.DRAFT, at
    transfer.save()
    returned = FilesReturned(
        transfer_id=transfer.id, unit_id=transfer.unit_id, reason=transfer.reason
    )
    house.publish(returned, by=actor, at=at, unit_id=transfer.unit_id)


@transaction.atomic
def withdraw_files(*, actor: Actor, transfer_id: UUID, at: datetime) -> None:
    """Give a list up that the receiver has not signed; its files are free again.

    Raises:
        NotFound, WrongState, NotPermitted: It is no such list of the actor.
    """
    transfer = _lock(transfer_id, TransferState.DRAFT, TransferState.OFFERED)
    _require_giver(actor, transfer)
    transfer.state, transfer.state_at = TransferState.WITHDRAWN, at
    transfer.save(update_fields=["state", "state_at"])


@transaction.atomic
def receive_files(
    *, actor: Actor, transfer_id: UUID, condition: str, receiver: str = "", at: datetime
) -> None:
    """Sign a list as the receiver: the files move to the archive, two papers are kept of it.

    The historical archive is another authority: the archivist writes who received there.

    Args:
        condition: In which condition the files were.
        receiver: Who received at the historical archive.

    Raises:
        NotFound, WrongState: It is no list that is to be checked.
        NotPermitted: The actor does not keep the archive.
        SamePerson: The giver may not sign for the receiver.
        NoReasonGiven: Nothing is said about the condition, or who received.
        NotDue: A file has moved meanwhile.

    Publishes:
        FilesReceived

    Law:
        ND 30/2020, art. 30, annex V; L 33/2024
    """
    transfer = _lock(transfer_id, TransferState.OFFERED)
    permissions.KEEP.require(actor, unit_id=transfer.unit_id)
    outside = transfer.target == Target.HISTORICAL
    if not outside and actor.account_id is not None and actor.account_id == transfer.given_by:
        raise SamePerson(name=actor.name)
    transfer.condition = require_reason(condition)
    transfer.receiver = require_reason(receiver) if outside else ""
    transfer.received_at = at
    transfer.received_by = None if outside else actor.account_id
    transfer.received_by_name = transfer.receiver or actor.name
    transfer.state, transfer.state_at = TransferState.RECEIVED, at
    files = [lock_file(actor, line.file_id) for line in transfer.lines.order_by("file_id")]
    for file in files:
        _refuse_undue(file, transfer)
        _move(file, Target(transfer.target), at=at)
    transfer.save()
    _keep_papers(transfer, actor=actor, at=at)
    received = FilesReceived(
        transfer_id=transfer.id,
        unit_id=transfer.unit_id,
        target=transfer.target,
        file_ids=tuple(each.id for each in files),
    )
    house.publish(received, by=actor, at=at, unit_id=transfer.unit_id)


def _move(file: File, target: Target, *, at: datetime) -> None:
    file.state_at = at
    if target is Target.HISTORICAL:
        file.state, file.place = FileState.HISTORICAL, None
    else:
        file.state, file.received_on = FileState.CURRENT, local_date(at)
        permanent_only = queries.term("historical", "permanent_only")
        if rules.is_for_historical(years=file.years, permanent_only=permanent_only):
            file.historical_due_on = rules.historical_due_on(
                received_on=file.received_on, wait_years=queries.term("historical", "years")
            )
    file.save(update_fields=["state", "state_at", "received_on", "historical_due_on", "place"])


def _keep_papers(transfer: Transfer, *, actor: Actor, at: datetime) -> None:
    drawn = queries.transfer_papers(transfer, at=at)
    for field, (name, content) in drawn.items():
        stored = documents.store(content=content, filename=name, actor=actor, at=at)
        setattr(transfer, field, stored.id)
    transfer.save(update_fields=list(drawn))
