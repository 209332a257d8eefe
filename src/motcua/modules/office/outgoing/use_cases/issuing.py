"""Issue: number and day at once and for ever, then signature and seal, then it is out."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation import retries
from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.documents import api as documents
from motcua.kernel.numbering import api as numbering
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries, rules
from ..errors import BackDated, ChangedMeanwhile, NoRegister, WrongState
from ..events import (
    NumberTaken,
    OutgoingIssued,
    OutgoingReplaced,
    ScanAdded,
    SigningFailed,
)
from ..models import Annex, Document, Register
from ..types import Content, Medium, State
from .common import index, lock, set_receivers, set_state
from .unsaved import forget_all_typed


def book_of(register: Register) -> str:
    """Return the name of a register's numbers among the books of the house."""
    return f"outgoing:{register.id}"


def register_for(*, unit_id: UUID, kind: str, name: str, at: datetime) -> Register:
    """Return the register that numbers a kind today; a unit without any keeps one for all."""
    on = local_date(at)
    try:
        return queries.find_register(unit_id=unit_id, kind=kind, on=on)
    except NoRegister:
        if Register.objects.filter(unit_id=unit_id, for_copies=False).exists():
            raise NoRegister(kind=name) from None
    # Two clerks at once find one row: its key follows from the unit.
    register, _new = Register.objects.get_or_create(
        id=uuid5(unit_id, "outgoing"),
        defaults={
            "unit_id": unit_id,
            "title": "Sổ đăng ký văn bản đi",
            "valid_from": on.replace(month=1, day=1),
        },
    )
    return register


@transaction.atomic
def issue_document(
    *, actor: Actor, document_id: UUID, medium: Medium = Medium.DIGITAL, at: datetime
) -> str:
    """Give an approved document the next number of its register and today's day.

    Number and document are written together, or not at all. A digital original is signed and
    sealed by a job right after; one on paper is out at once, and its scan follows.

    Returns:
        Number and symbol.

    Raises:
        DocumentNotFound, WrongState, NotYourStep: It is not with the actor to be issued.
        NotPermitted: He does not keep the registers there.
        ChangedMeanwhile: What was approved is not what stands there.
        NoRegister: No register of the unit numbers that kind.
        BackDated: The number before bears a later day.

    Publishes:
        NumberTaken, OutgoingIssued

    Law:
        ND 30/2020, art. 15-18
    """
    document = lock(actor, document_id, State.APPROVED)
    permissions.ISSUE.require(actor, unit_id=document.unit_id)
    if document.approved_version != document.version or document.case_id is None:
        raise ChangedMeanwhile(version=document.version)
    cases.complete_step(actor=actor, case_id=document.case_id, expect=cases.StepKind.ISSUE, at=at)
    document.medium = medium
    document.issuer_account_id, document.issuer_name = actor.account_id, actor.name
    document.holder_post_id = None
    content = queries.content_of(document)
    set_receivers(document, content, at=at)
    taken = _take_number(document, at=at)
    events: list[house.Event] = [taken]
    if medium == Medium.DIGITAL:
        document.token, document.retry_at = documents.reserve_token(), at
        set_state(document, State.SIGNING, at=at)
    else:
        events.append(_put_out(document, actor=actor, at=at))
        _keep_annexes(document, content, [UUID(each.file_id) for each in content.annexes])
    document.save()
    forget_all_typed(document)
    house.publish(*events, by=actor, at=at, unit_id=document.unit_id)
    _replace_earlier(document, actor=actor, at=at)
    return document.number_symbol


def _take_number(document: Document, *, at: datetime) -> NumberTaken:
    """Write number, symbol and day into the document: last, for others wait meanwhile."""
    on = local_date(at)
    kind = queries.kind_of(document.kind, on=on)
    unit = organisation.get_unit(document.unit_id)
    drafting = organisation.get_unit(document.drafting_unit_id)
    head = queries.find_letterhead(unit=unit, on=on)
    register = register_for(unit_id=unit.id, kind=kind.code, name=kind.name, at=at)
    number = numbering.take(book=book_of(register), period=str(on.year), at=at)
    before = Document.objects.filter(register=register, year=on.year, number=number - 1)
    last = before.values_list("dated", flat=True).first()
    if last is not None and last > on:
        raise BackDated(last=f"{last:%d/%m/%Y}")
    document.register, document.year, document.number = register, on.year, number
    document.dated, document.numbered_at = on, at
    document.symbol = queries.symbol_for(
        kind_abbreviation=kind.abbreviation, head=head, drafting=drafting, on=on
    )
    document.number_symbol = f"{rules.number_text(number)}/{document.symbol}"
    index(document)
    return NumberTaken(
        document_id=document.id,
        register_id=register.id,
        year=on.year,
        number=number,
        number_symbol=document.number_symbol,
        dated=on,
    )


def _put_out(document: Document, *, actor: Actor, at: datetime) -> OutgoingIssued:
    """Let a document be out; nothing is saved."""
    set_state(document, State.ISSUED, at=at)
    document.issued_at, document.retry_at, document.error = at, None, ""
    if document.case_id:
        cases.close_case(actor=actor, case_id=document.case_id, at=at)
    return OutgoingIssued(
        document_id=document.id,
        unit_id=document.unit_id,
        number_symbol=document.number_symbol,
        kind=document.kind,
        subject=document.subject,
        answers_id=document.answers_id,
        file_id=document.file_id,
        is_digital=document.medium == Medium.DIGITAL,
        sheets_saved=queries.sheets_saved(document),
    )


def _replace_earlier(document: Document, *, actor: Actor, at: datetime) -> None:
    """Let the document that a new one replaces be replaced, once the new one is out."""
    if document.replaces_id is None or document.state != State.ISSUED:
        return
    earlier = Document.objects.select_for_update().get(id=document.replaces_id)
    if earlier.state != State.ISSUED:
        return
    set_state(earlier, State.REPLACED, at=at)
    earlier.ended_at, earlier.end_reason = at, document.number_symbol
    earlier.save()
    if earlier.token and document.token:
        documents.replace_paper(
            token=earlier.token,
            by_token=document.token,
            reason=document.number_symbol,
            actor=actor,
            at=at,
        )
    replaced = OutgoingReplaced(
        document_id=earlier.id,
        unit_id=earlier.unit_id,
        number_symbol=earlier.number_symbol,
        by_id=document.id,
        by_number_symbol=document.number_symbol,
    )
    house.publish(replaced, by=actor, at=at, unit_id=earlier.unit_id)


def _keep_annexes(document: Document, content: Content, file_ids: Sequence[UUID]) -> None:
    """Write down the files that go with a document, as they go out."""
    Annex.objects.bulk_create(
        Annex(
            document=document,
            position=number,
            title=each.title,
            filename=each.filename,
            source_file_id=UUID(each.file_id),
            file_id=file_id,
        )
        for number, (each, file_id) in enumerate(zip(content.annexes, file_ids, strict=True), 1)
    )


@transaction.atomic
def record_signed(
    *,
    actor: Actor,
    document_id: UUID,
    file_id: UUID,
    pages: int,
    annexes: Sequence[UUID] = (),
    at: datetime,
) -> None:
    """Take in the signed and sealed original with the files that go with it: the document is out.

    Called by the job that had it signed; a second call changes nothing.

    Args:
        annexes: The signed file of each separate appendix, in their order.

    Raises:
        WrongState: Its number was cancelled meanwhile.

    Publishes:
        OutgoingIssued, OutgoingReplaced

    Law:
        ND 30/2020, art. 18-19
    """
    document = Document.objects.select_for_update().get(id=document_id)
    if document.state == State.ISSUED:
        return
    if document.state != State.SIGNING:
        raise WrongState(state=State(document.state).label)
    document.file_id, document.pages = file_id, pages
    issued = _put_out(document, actor=actor, at=at)
    document.save()
    content = queries.content_of(document, document.approved_version)
    _keep_annexes(document, content, annexes)
    _register_paper(document, file_id, actor=actor, at=at)
    house.publish(issued, by=actor, at=at, unit_id=document.unit_id)
    _replace_earlier(document, actor=actor, at=at)


def _register_paper(document: Document, file_id: UUID, *, actor: Actor, at: datetime) -> None:
    documents.register_paper(
        token=document.token,
        file_id=file_id,
        kind=f"OUTGOING_{document.kind}",
        number=document.number_symbol,
        title=document.subject,
        dossier_code="",
        person_id=None,
        unit_id=document.unit_id,
        actor=actor,
        at=at,
    )


@transaction.atomic
def note_signing_failure(*, actor: Actor, document_id: UUID, error: str, at: datetime) -> None:
    """Note that signature or seal did not work; it is tried again later, the number stays.

    Raises:
        WrongState: It does not wait for its signature.

    Publishes:
        SigningFailed

    Law:
        ND 30/2020, art. 18
    """
    document = Document.objects.select_for_update().get(id=document_id)
    if document.state != State.SIGNING:
        raise WrongState(state=State(document.state).label)
    document.attempts += 1
    document.error = error[:2000]
    document.retry_at = retries.next_try(document.attempts, at=at)
    document.save(update_fields=["attempts", "error", "retry_at"])
    failed = SigningFailed(document_id=document.id, error=error[:500])
    house.publish(failed, by=actor, at=at, unit_id=document.unit_id)


@transaction.atomic
def add_scan(*, actor: Actor, document_id: UUID, file_id: UUID, pages: int, at: datetime) -> None:
    """Put the scan of an original signed by hand to its line in the register.

    Raises:
        DocumentNotFound: There is none that the actor may see.
        WrongState: It is not out, is digital, or has its scan.
        NotPermitted: The actor does not keep the registers there.

    Publishes:
        ScanAdded

    Law:
        ND 30/2020, art. 16, 19
    """
    document = lock(actor, document_id, State.ISSUED)
    permissions.ISSUE.require(actor, unit_id=document.unit_id)
    if document.medium != Medium.PAPER or document.file_id is not None:
        raise WrongState(state=State(document.state).label)
    document.file_id, document.pages = file_id, pages
    document.save(update_fields=["file_id", "pages"])
    added = ScanAdded(document_id=document.id, file_id=file_id)
    house.publish(added, by=actor, at=at, unit_id=document.unit_id)
