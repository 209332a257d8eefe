"""One act on many dossiers: each in a transaction of its own, twice is once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import DomainError

from ..errors import BatchNotFound, NothingChosen
from ..events import WorkGiven
from ..models import Batch, BatchLine
from ..types import BatchAct
from .handling import give, hand_over
from .results import approve_result

MOST = 200


@transaction.atomic
def open_batch(
    *,
    actor: Actor,
    batch_id: UUID,
    act: BatchAct,
    codes: Sequence[str],
    to_post_id: UUID | None = None,
    to_account_id: UUID | None = None,
    note: str = "",
    at: datetime,
) -> None:
    """Write down what is to be done to which dossiers; a second call with the key changes nothing.

    Args:
        batch_id: The key that the page of confirmation carried.
        to_post_id: To whom the dossiers are passed on or given.
        to_account_id: Who of that post gets them; None leaves that to them.
        note: A word with it; the reason where they are given by a head.

    Raises:
        NothingChosen: No dossier is named, or nobody to pass them on to.
        BatchNotFound: The key was used by somebody else.

    Law:
        ND 118/2025
    """
    wanted = list(dict.fromkeys(codes))[:MOST]
    if not wanted or (act is not BatchAct.SIGN and to_post_id is None):
        raise NothingChosen
    batch, is_new = Batch.objects.get_or_create(
        id=batch_id,
        defaults={
            "account_id": actor.account_id,
            "act": act,
            "to_post_id": to_post_id,
            "to_account_id": to_account_id,
            "note": note,
            "asked_at": at,
        },
    )
    if batch.account_id != actor.account_id:
        raise BatchNotFound
    if is_new:
        BatchLine.objects.bulk_create(BatchLine(batch=batch, dossier_code=code) for code in wanted)


@transaction.atomic
def settle_line(*, actor: Actor, batch_id: UUID, code: str, at: datetime) -> None:
    """Do a batch's act to one of its dossiers, or write down why not; done once.

    A refusal of one dossier is an answer, not a failure: the next one goes on.

    Raises:
        BatchNotFound: There is no such line of the actor's.

    Publishes:
        WorkGiven: With the last line, where dossiers were given to somebody else.

    Law:
        ND 118/2025
    """
    lines = BatchLine.objects.select_related("batch").select_for_update(of=("self",))
    line = lines.filter(
        batch_id=batch_id, batch__account_id=actor.account_id, dossier_code=code
    ).first()
    if line is None:
        raise BatchNotFound
    if line.settled_at is not None:
        return
    try:
        with transaction.atomic():
            _do(actor, line.batch, code, at)
    except DomainError as refusal:
        line.refusal = str(refusal)
    line.settled_at = at
    line.save(update_fields=["settled_at", "refusal"])
    _tell_when_done(actor, line.batch, at)


def _tell_when_done(actor: Actor, batch: Batch, at: datetime) -> None:
    """Tell with the last line what a head gave: whoever gets twenty dossiers reads one message."""
    if batch.act != BatchAct.REASSIGN or batch.to_post_id is None:
        return
    if batch.lines.filter(settled_at=None).exists():
        return
    given = batch.lines.filter(refusal="").order_by("dossier_code")
    codes = list(given.values_list("dossier_code", flat=True))
    if codes:
        told = WorkGiven(
            gift_id=batch.id,
            dossier_code=codes[0],
            dossiers=len(codes),
            to_post_id=batch.to_post_id,
            to_account_id=batch.to_account_id,
            reason=batch.note.strip(),
        )
        house.publish(told, by=actor, at=at)


def _do(actor: Actor, batch: Batch, code: str, at: datetime) -> None:
    if batch.act == BatchAct.SIGN:
        approve_result(actor=actor, code=code, at=at)
    elif batch.act == BatchAct.REASSIGN and batch.to_post_id is not None:
        give(
            actor=actor,
            code=code,
            to_post_id=batch.to_post_id,
            to_account_id=batch.to_account_id,
            reason=batch.note,
            at=at,
        )
    elif batch.to_post_id is not None:
        hand_over(actor=actor, code=code, to_post_id=batch.to_post_id, note=batch.note, at=at)
