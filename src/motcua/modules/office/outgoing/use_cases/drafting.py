"""Drafting: begin, save versions, give it up."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.errors import NotPermitted
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries
from ..errors import ChangedMeanwhile, TooManyAnnexes
from ..events import ApprovalLost, DraftBegun, DraftDiscarded, VersionSaved
from ..models import Document, Typed
from ..types import MOST_ANNEXES, Content, State, Urgency
from .common import (
    EDITABLE,
    ROUTER,
    follow,
    head_post,
    lock,
    refuse_secrets,
    require_holder,
    require_reason,
    set_state,
    without_end,
    write_version,
)
from .unsaved import forget_all_typed


@transaction.atomic
def begin_draft(
    *,
    actor: Actor,
    kind: str,
    subject: str = "",
    post_id: UUID | None = None,
    answers: UUID | None = None,
    addressees: tuple[str, ...] = (),
    urgency: Urgency = Urgency.NORMAL,
    corrects: UUID | None = None,
    replaces: UUID | None = None,
    at: datetime,
) -> UUID:
    """Begin a document of a kind with the words that such documents have.

    Args:
        post_id: The post in which it is drafted; None takes the actor's first that may.
        answers: The incoming document that it answers.
        corrects: The issued document whose form or procedure it corrects.
        replaces: The issued document in whose place it stands once it is issued.

    Returns:
        The id of the document.

    Raises:
        NotPermitted: The actor does not draft there.
        KindUnknown: No such kind is in force.
        DocumentNotFound, WrongState: What it corrects or replaces is not issued.
        SecretRefused: The subject bears a mark of secrecy.

    Publishes:
        DraftBegun, VersionSaved

    Law:
        ND 30/2020, art. 7-11, 18
    """
    post = _drafting_post(actor, post_id)
    for other in filter(None, (corrects, replaces)):
        lock(actor, other, State.ISSUED)
    kind_known = queries.kind_of(kind, on=local_date(at))
    words = queries.skeleton(kind_known.code)
    content = Content(
        kind=kind_known.code,
        subject=subject.strip(),
        addressees=addressees,
        bases=words.bases,
        body=words.body,
        recipients=("Như trên",) if words.addressed else (),
        urgency=urgency,
    )
    refuse_secrets(content)
    document = Document(
        unit_id=organisation.authority_of(post.unit_id).id,
        drafting_unit_id=post.unit_id,
        drafter_post_id=post.id,
        drafter_account_id=actor.account_id,
        drafter_name=actor.name,
        holder_post_id=post.id,
        answers_id=answers,
        corrects_id=corrects,
        replaces_id=replaces,
        state_at=at,
        created_at=at,
    )
    case = _open_case(actor, document, content, at=at)
    document.case_id = case.id
    document.version = 1
    document.kind, document.subject, document.urgency = kind, content.subject, urgency
    document.save(force_insert=True)
    document.version = 0
    write_version(document, content, actor=actor, at=at)
    document.save()
    house.publish(
        DraftBegun(
            document_id=document.id,
            unit_id=document.unit_id,
            drafting_unit_id=document.drafting_unit_id,
            kind=kind,
            answers_id=answers,
        ),
        VersionSaved(document_id=document.id, version=1),
        by=actor,
        at=at,
        unit_id=document.unit_id,
    )
    return document.id


def _drafting_post(actor: Actor, post_id: UUID | None) -> organisation.PostInfo:
    posts = organisation.post_info([post_id] if post_id else actor.post_ids)
    own = [
        post
        for post in posts.values()
        if post.id in actor.post_ids or actor.kind is ActorKind.SYSTEM
    ]
    may = permissions.DRAFT.held_by
    found = next((post for post in own if may(actor, unit_id=post.unit_id)), None)
    if found is None:
        raise NotPermitted
    return found


def _open_case(
    actor: Actor, document: Document, content: Content, *, at: datetime
) -> cases.CaseInfo:
    unit = organisation.get_unit(document.unit_id)
    head = head_post(document.drafting_unit_id, at=at)
    case = cases.open_case(
        actor=actor,
        kind="OUTGOING",
        subject_code=str(document.id),
        title=content.subject,
        person_name=document.drafter_name,
        unit_id=document.unit_id,
        field="",
        process=_process(unit.code, at=at),
        time_limit=queries.time_limit(content.urgency),
        facts={"kiem_tra_noi_dung": head is not None and head != document.drafter_post_id},
        at=at,
    )
    if case.post_id != document.drafter_post_id:
        case = cases.hand_over(
            actor=ROUTER, case_id=case.id, to_post_id=document.drafter_post_id, note="", at=at
        )
    return case


def _process(unit_code: str, *, at: datetime) -> cases.ProcessInfo:
    """Return the way of documents in a unit: its own table if it published one, or the common."""
    code, title, steps = queries.process_table()
    own = cases.find_process(code=f"{code}:{unit_code}")
    common = own or cases.find_process(code=code, steps=steps)
    return common or cases.publish_process(actor=ROUTER, code=code, title=title, steps=steps, at=at)


@transaction.atomic
def save_version(
    *,
    actor: Actor,
    document_id: UUID,
    content: Content,
    based_on: int,
    note: str = "",
    source_file_id: UUID | None = None,
    findings: list[dict[str, Any]] | None = None,
    page: str = "",
    at: datetime,
) -> int:
    """Save what a document shall say; every save that changes something is a version.

    After approval the change goes back to the approver.

    Args:
        based_on: The version that the actor changed.
        page: The open page whose unsaved text this is; that text is settled then.

    Returns:
        The number of the present version.

    Raises:
        DocumentNotFound: There is none that the actor may see.
        WrongState: It is numbered already, or has ended.
        NotYourStep: It lies with another post.
        ChangedMeanwhile: Somebody saved another version since.
        SecretRefused: The text bears a mark of secrecy.
        KindUnknown: No such kind is in force.
        TooManyAnnexes: More files go with it than may.

    Publishes:
        VersionSaved, ApprovalLost

    Law:
        ND 30/2020, art. 10-11
    """
    document = lock(actor, document_id, *EDITABLE)
    require_holder(actor, document)
    queries.kind_of(content.kind, on=local_date(at))
    content = without_end(replace(content, subject=content.subject.strip()))
    refuse_secrets(content)
    if len(content.annexes) > MOST_ANNEXES:
        raise TooManyAnnexes(most=MOST_ANNEXES)
    if based_on != document.version:
        raise ChangedMeanwhile(version=document.version)
    Typed.objects.of(actor, document).filter(page=page).delete()
    if source_file_id is None and queries.content_of(document) == content:
        return document.version
    write_version(
        document,
        content,
        actor=actor,
        at=at,
        note=note,
        source_file_id=source_file_id,
        findings=findings,
    )
    saved = VersionSaved(document_id=document.id, version=document.version)
    house.publish(saved, by=actor, at=at, unit_id=document.unit_id)
    if document.state == State.APPROVED:
        _back_to_approver(document, actor=actor, at=at)
    document.save()
    return document.version


def _back_to_approver(document: Document, *, actor: Actor, at: datetime) -> None:
    if document.case_id is None:
        raise RuntimeError("a document in work has its case")
    case = cases.send_back(
        actor=actor,
        case_id=document.case_id,
        reason="",
        to_kind=cases.StepKind.SIGN,
        at=at,
    )
    document.approved_version, document.approved_at = None, None
    document.signer_lines, document.signer_name = {}, ""
    follow(document, case, at=at)
    lost = ApprovalLost(document_id=document.id, version=document.version)
    house.publish(lost, by=actor, at=at, unit_id=document.unit_id)


@transaction.atomic
def discard_draft(*, actor: Actor, document_id: UUID, reason: str, at: datetime) -> None:
    """Give a draft up that has no number yet; its versions are kept.

    Raises:
        DocumentNotFound: There is none that the actor may see.
        WrongState: It has a number already, or has ended.
        NotYourStep: It lies with another post.
        NoReasonGiven: No reason is given.

    Publishes:
        DraftDiscarded

    Law:
        ND 30/2020, art. 10
    """
    document = lock(actor, document_id, *EDITABLE)
    require_holder(actor, document)
    document.end_reason, document.ended_at = require_reason(reason), at
    document.holder_post_id = None
    set_state(document, State.DISCARDED, at=at)
    document.save()
    forget_all_typed(document)
    if document.case_id:
        cases.close_case(actor=actor, case_id=document.case_id, note=document.end_reason, at=at)
    discarded = DraftDiscarded(document_id=document.id, reason=document.end_reason)
    house.publish(discarded, by=actor, at=at, unit_id=document.unit_id)
