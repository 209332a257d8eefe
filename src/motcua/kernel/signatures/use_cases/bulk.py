"""Many papers with one confirmation, and what happens when the answer comes late."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.errors import DomainError
from motcua.foundation.events import publish
from motcua.foundation.ids import uuid7

from ..errors import TooManyToSign
from ..events import SigningSuperseded
from ..models import SigningRequest
from ..queries.stamps import Look
from ..queries.trust import provider_path
from ..types import (
    RequestState,
    Role,
    SignedDocument,
    SignerRef,
    SigningOutcome,
    ToSign,
)
from .engine import FIELD, Hand, Plan, Prepared
from .signing import (
    keep,
    level_for,
    require_person_signature,
    seal_plan,
    sha256_of,
    take_hand,
    with_picture,
)

MOST = 100


def sign_many(
    *,
    papers: Sequence[ToSign],
    signer: SignerRef,
    actor: Actor,
    at: datetime,
    clock: Callable[[], datetime],
) -> tuple[SigningOutcome, ...]:
    """Sign or seal several papers with one confirmation and one session with the provider.

    Each paper has its own outcome: one that cannot be signed does not hold up the others. While the
    signer's confirmation is waited for, a paper may be changed (``supersede``) or the time may run
    out; what comes back for it then is thrown away.

    Args:
        papers: With the references by which ``supersede`` knows them.
        signer: A person signs; an organisation seals what a person has signed.
        clock: Asked again when the answer is there.

    Returns:
        One outcome for each paper, in the same order.

    Raises:
        TooManyToSign: More than one confirmation may cover.
        CertificateUnusable, ProviderNotConfigured, ProviderSilent: Nothing was signed at all.

    Publishes:
        DocumentSigned, once for each signature

    Law:
        ND 30/2020, art. 32; ND 68/2024
    """
    if len(papers) > MOST:
        raise TooManyToSign(most=MOST)
    hand = take_hand(signer)
    requests = _ask(papers, signer, actor=actor, at=at)
    prepared: dict[int, Prepared] = {}
    refused: dict[int, DomainError] = {}
    for number, paper in enumerate(papers):
        try:
            prepared[number] = _prepare(hand, paper, at=at)
        except DomainError as error:
            refused[number] = error
    try:
        together = hand.sign([*prepared.values()], purpose=_purpose(papers)) if prepared else ()
    except DomainError as error:
        refused.update(dict.fromkeys(prepared, error))
        prepared, together = {}, ()
    values = dict(zip(prepared, together, strict=True))
    return tuple(
        _refuse(request, refused[number], at=clock())
        if number in refused
        else _embed(hand, request, prepared[number], values[number], actor=actor, clock=clock)
        for number, request in enumerate(requests)
    )


@transaction.atomic
def supersede(*, reference: str, actor: Actor, at: datetime) -> int:
    """Give up the signatures that a paper waits for, because it is being changed.

    Call it in the transaction that changes the paper: what the signer confirms afterwards belongs
    to words that are no longer there, and is not put into any file.

    Returns:
        How many requests were given up.

    Publishes:
        SigningSuperseded, once for each
    """
    waiting = SigningRequest.objects.select_for_update().filter(
        reference=reference, state=RequestState.SENT
    )
    for each in waiting:
        _finish(each, RequestState.SUPERSEDED, reason="", at=at)
        publish(SigningSuperseded(request_id=each.id, reference=reference), by=actor, at=at)
    return len(waiting)


@transaction.atomic
def expire_requests(*, actor: Actor, at: datetime) -> int:  # noqa: ARG001 - every use case says who
    """Close the requests whose time to confirm has run out, also those of workers that died.

    Returns:
        How many were closed.
    """
    return SigningRequest.objects.filter(state=RequestState.SENT, expires_at__lte=at).update(
        state=RequestState.EXPIRED, finished_at=at
    )


@transaction.atomic
def _ask(
    papers: Sequence[ToSign], signer: SignerRef, *, actor: Actor, at: datetime
) -> list[SigningRequest]:
    batch = uuid7()
    return SigningRequest.objects.bulk_create(
        SigningRequest(
            batch_id=batch,
            reference=paper.reference,
            document_sha256=sha256_of(paper.pdf),
            field=FIELD[signer.role],
            role=signer.role,
            holder_id=signer.holder_id,
            signer_name=signer.name,
            provider=provider_path(signer.role),
            requested_by=actor.account_id,
            created_at=at,
            expires_at=at + timedelta(seconds=settings.SIGNING_PATIENCE),
        )
        for paper in papers
    )


def _prepare(hand: Hand, paper: ToSign, *, at: datetime) -> Prepared:
    signer, look = hand.signer, Look(picture=paper.picture)
    if signer.role is Role.ORGANISATION:
        require_person_signature(paper.pdf, at=at)
        plan = seal_plan(
            paper.pdf, signer, place=paper.place, look=look, level=None, reason=paper.reason
        )
    else:
        plan = Plan(
            field=FIELD[signer.role],
            level=level_for(signer, None),
            place=paper.place,
            look=look,
            reason=paper.reason,
        )
    return hand.prepare(paper.pdf, with_picture(plan, signer, at=at), at=at)


def _purpose(papers: Sequence[ToSign]) -> str:
    first = papers[0].reason or papers[0].reference
    return first if len(papers) == 1 else f"{first} (+{len(papers) - 1})"


def _embed(
    hand: Hand,
    request: SigningRequest,
    prepared: Prepared,
    value: bytes,
    *,
    actor: Actor,
    clock: Callable[[], datetime],
) -> SigningOutcome:
    """Put a signature in, if the paper still waits for it."""
    state = _state_now(request.id, at=clock())
    if state is not RequestState.SENT:
        return SigningOutcome(
            reference=request.reference, state=state, document=None, reason=str(state.label)
        )
    try:
        signed = hand.finish(prepared, value)
        return _take(hand, request, signed, actor=actor, at=clock())
    except DomainError as error:
        return _refuse(request, error, at=clock())


@transaction.atomic
def _take(
    hand: Hand, request: SigningRequest, signed: bytes, *, actor: Actor, at: datetime
) -> SigningOutcome:
    """Record the signature, unless the paper was changed while it was being put in."""
    locked = SigningRequest.objects.select_for_update().get(id=request.id)
    state = RequestState(locked.state)
    document: SignedDocument | None = None
    if state is RequestState.SENT:
        document = keep(signed, request.field, hand, actor=actor, at=at)
        state = RequestState.EMBEDDED
        locked.result_sha256 = document.sha256
        _finish(locked, state, reason="", at=at)
    reason = "" if document else str(state.label)
    return SigningOutcome(
        reference=request.reference, state=state, document=document, reason=reason
    )


@transaction.atomic
def _state_now(request_id: UUID, *, at: datetime) -> RequestState:
    locked = SigningRequest.objects.select_for_update().get(id=request_id)
    if locked.state == RequestState.SENT and locked.expires_at <= at:
        _finish(locked, RequestState.EXPIRED, reason="", at=at)
    return RequestState(locked.state)


@transaction.atomic
def _refuse(request: SigningRequest, error: DomainError, *, at: datetime) -> SigningOutcome:
    locked = SigningRequest.objects.select_for_update().get(id=request.id)
    if locked.state == RequestState.SENT:
        _finish(locked, RequestState.REFUSED, reason=str(error), at=at)
    return SigningOutcome(
        reference=request.reference,
        state=RequestState(locked.state),
        document=None,
        reason=str(error),
    )


def _finish(request: SigningRequest, state: RequestState, *, reason: str, at: datetime) -> None:
    request.state, request.reason, request.finished_at = state, reason, at
    request.save(update_fields=["state", "reason", "finished_at", "result_sha256"])
