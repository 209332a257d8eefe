"""Ending: with an answer, or with a note."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases
from motcua.kernel.exchange import api as exchange
from motcua.modules.office.outgoing import api as outgoing

from .. import rules
from ..errors import AnswerNotIssued
from ..events import IncomingClosed
from ..models import Document
from ..types import AT_WORK, Part, Said, State
from .common import close_support_cases, lock, report, require_reason, say, set_state


@transaction.atomic
def begin_answer(*, actor: Actor, document_id: UUID, at: datetime) -> UUID:
    """Begin the letter that answers a document; once it is issued the document is done.

    Returns:
        The id of the draft.

    Raises:
        DocumentNotFound, WrongState: It is not at work.
        NotYourStep: It lies with another post.
        NotPermitted: The actor does not draft documents.

    Publishes:
        DraftBegun

    Law:
        ND 30/2020, art. 24
    """
    document = lock(actor, document_id, *AT_WORK)
    cases.require_holder(actor=actor, post_id=document.holder_post_id)
    about = f" số {document.number_symbol}" if document.number_symbol else ""
    return outgoing.begin_draft(
        actor=actor,
        kind="CV",
        subject=f"trả lời văn bản{about} của {document.author}",
        post_id=document.holder_post_id,
        answers=document.id,
        addressees=(document.author,),
        at=at,
    )


@transaction.atomic
def finish_with_note(*, actor: Actor, document_id: UUID, note: str, at: datetime) -> None:
    """End a document that needs no answer, with a note of what was done.

    Raises:
        DocumentNotFound, WrongState: It is not at work.
        NotYourStep: It lies with another post.
        NoReasonGiven: There is no note.

    Publishes:
        IncomingClosed

    Law:
        ND 30/2020, art. 24
    """
    document = lock(actor, document_id, *AT_WORK)
    cases.require_holder(actor=actor, post_id=document.holder_post_id)
    document.end_note = require_reason(note)
    say(document, Said.HANDLER, document.end_note, actor=actor, at=at)
    _close(document, actor=actor, at=at)


@transaction.atomic
def mark_answered(*, actor: Actor, document_id: UUID, answer_id: UUID, at: datetime) -> bool:
    """End a document that a document of ours answers; a second call changes nothing.

    Returns:
        Whether it was ended now.

    Raises:
        AnswerNotIssued: The answer is not out yet.

    Publishes:
        IncomingClosed

    Law:
        ND 30/2020, art. 24
    """
    document = Document.objects.select_for_update().filter(id=document_id).first()
    if document is None or document.state not in AT_WORK:
        return False
    answer = outgoing.issued_documents([answer_id]).get(answer_id)
    if answer is None:
        raise AnswerNotIssued
    document.answer_id, document.answer_number = answer_id, answer.number_symbol
    _close(document, actor=actor, at=at)
    return True


def _close(document: Document, *, actor: Actor, at: datetime) -> None:
    document.closed_at = at
    set_state(document, State.DONE, at=at)
    document.holder_post_id = None
    document.save()
    close_support_cases(document.routings.all(), note=document.end_note, actor=actor, at=at)
    document.routings.filter(part=Part.LEAD).update(done_at=at)
    if document.case_id:
        cases.close_case(actor=actor, case_id=document.case_id, note=document.end_note, at=at)
    report(
        document,
        exchange.PacketState.COMPLETED,
        actor=actor,
        at=at,
        reason=document.answer_number or document.end_note,
    )
    closed = IncomingClosed(
        document_id=document.id,
        unit_id=document.unit_id,
        lead_unit_id=document.lead_unit_id,
        on_time=rules.is_on_time(closed_at=at, due_at=document.due_at),
        answer_id=document.answer_id,
        note=document.end_note,
    )
    house.publish(closed, by=actor, at=at, unit_id=document.unit_id)
