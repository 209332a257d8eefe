"""What is missing: asked for once, all at once; answered; the clock stands in between."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, NotPermitted
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.checklists import api as checklists

from .. import permissions, rules
from ..errors import AskedOnceAlready, NothingAsked, NothingToAskFor, SupplementIncomplete
from ..events import SupplementAnswered, SupplementRequested
from ..models import Check, Dossier, Submission, SubmittedPaper, SupplementRequest
from ..types import Channel, FormNumber, MissingItem, Stage, State
from .common import (
    applicant_lines,
    issue_form,
    lock_submission,
    reception_answers_by,
    require_any,
    set_state,
)
from .known_papers import take_known_paper
from .standing import require_standing


@transaction.atomic
def request_supplement(
    *, actor: Actor, code: str, items: Sequence[MissingItem], reason: str = "", at: datetime
) -> str:
    """Tell the applicant everything that is missing, at once, and wait for it.

    Before acceptance the clock has not begun; afterwards it stands until the answer comes.

    Returns:
        The number of form 02.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: He neither receives nor handles dossiers there.
        NothingToAskFor: Neither an item nor a reason is given.
        AskedOnceAlready: The law lets the administration ask once; propose a second request.
        WrongState: The dossier is approved or has ended.
        NotYourStep: The step is held by another post.

    Publishes:
        SupplementRequested

    Law:
        ND 61/2018, article 17; ND 118/2025; TT 03/2025, form 02
    """
    submission = lock_submission(actor, code)
    dossier = Dossier.objects.select_for_update().filter(submission=submission).first()
    if dossier is None:
        permissions.RECEIVE.require(actor, unit_id=submission.unit_id)
    else:
        require_any(actor, submission, permissions.HANDLE)
    if not items:
        raise NothingToAskFor
    rules.move(submission.state, State.SUPPLEMENT)
    if submission.times_asked >= settings.SUPPLEMENT_REQUESTS:
        raise AskedOnceAlready
    if dossier is not None:
        cases.pause_case(actor=actor, case_id=dossier.case_id, reason=reason, at=at)
    request, form_number = send_request(
        submission, dossier, items=items, reason=reason, contact=actor.name, actor=actor, at=at
    )
    requested = SupplementRequested(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        request_id=request.id,
        stage=request.stage,
        items=len(items),
    )
    house.publish(requested, by=actor, at=at, unit_id=submission.unit_id)
    return form_number


def send_request(
    submission: Submission,
    dossier: Dossier | None,
    *,
    items: Sequence[MissingItem],
    reason: str,
    contact: str,
    actor: Actor,
    at: datetime,
) -> tuple[SupplementRequest, str]:
    """Write the request and form 02, and let the dossier wait for the applicant.

    Called inside the transaction of the request, or of its approval by the head.
    """
    respond_by = local_date(at) + timedelta(days=settings.SUPPLEMENT_REPLY_DAYS)
    request = SupplementRequest.objects.create(
        submission=submission,
        stage=Stage.AT_RECEPTION if dossier is None else Stage.IN_PROCESSING,
        items=[{"key": item.key, "name": item.name, "reason": item.reason} for item in items],
        reason=reason,
        requested_at=at,
        requested_by=contact,
        respond_by=respond_by,
    )
    submission.times_asked += 1
    submission.save(update_fields=["times_asked"])
    set_state(submission, State.SUPPLEMENT, dossier=dossier)
    form = issue_form(
        submission,
        FormNumber.SUPPLEMENT,
        unit=submission.unit,
        actor=actor,
        values={
            "applicant": applicant_lines(submission.person),
            "items": [{"what": item.name, "reason": item.reason or None} for item in items],
            "reason": reason or None,
            "respond_by": respond_by,
            "contact": {"name": contact, "phone": ""},
        },
        at=at,
    )
    return request, form.number


@transaction.atomic
def answer_supplement(
    *,
    actor: Actor,
    code: str,
    papers: Sequence[tuple[str, str, UUID | None]],
    known: Sequence[tuple[str, str, str]] = (),
    reply: str = "",
    channel: Channel = Channel.ONLINE,
    at: datetime,
) -> datetime | None:
    """Add what was asked for; the dossier goes on where it stood.

    Args:
        papers: Component key, name and stored file of each paper; no file means that the original
            was brought to the counter (officials only).
        known: Component key, source and record of each paper that the administration holds and
            that the applicant agrees to be used.
        reply: What the applicant says to it.
        channel: How the answer came in, whatever way the dossier came.

    Returns:
        The new promise, or None if the dossier is not accepted yet.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: An official who does not receive dossiers there; a citizen who claims an
            original on the counter.
        NothingAsked: No request is open.
        SupplementIncomplete: Something asked for is still missing; all of it is named.
        PaperNotHeld: A held paper does not fit, or is revoked, replaced or too old.

    Publishes:
        SupplementAnswered
        KnownPaperUsed: For each paper of our own records.

    Law:
        ND 61/2018, article 17; ND 118/2025
    """
    for _key, _name, file_id in papers:
        if file_id is not None:
            checklists.inspect_file(actor=actor, file_id=file_id, at=at)
    submission = lock_submission(actor, code)
    if actor.is_official:
        permissions.RECEIVE.require(actor, unit_id=submission.unit_id)
    elif any(file_id is None for _key, _name, file_id in papers):
        raise NotPermitted
    require_standing(actor, submission, at)
    request = submission.supplement_requests.filter(answered_at=None).first()
    if request is None:
        raise NothingAsked
    given = {key for key, _name, _file in papers} | {key for key, _source, _record in known}
    open_items = [item for item in request.items if item["key"] and item["key"] not in given]
    if open_items:
        raise SupplementIncomplete(
            faults=tuple(Fault(f"papers.{item['key']}", item["name"]) for item in open_items)
        )
    nth = submission.supplement_requests.count()
    SubmittedPaper.objects.bulk_create(
        SubmittedPaper(
            submission=submission,
            component_key=key,
            name=name,
            file_id=file_id,
            round=nth,
            added_at=at,
        )
        for key, name, file_id in papers
    )
    files = sum(file_id is not None for _key, _name, file_id in papers)
    files += _take_known(submission, known, nth, actor=actor, at=at)
    Check.objects.filter(submission=submission, component_key__in=given).delete()
    request.answered_at, request.reply = at, reply.strip()
    request.save(update_fields=["answered_at", "reply"])
    dossier = Dossier.objects.select_for_update().filter(submission=submission).first()
    due_at = None
    if dossier is None:
        submission.answer_by = reception_answers_by(submission.unit_id, at)
        submission.state = rules.move(submission.state, State.WAITING)
        submission.save(update_fields=["state", "answer_by"])
    else:
        case = cases.resume_case(actor=actor, case_id=dossier.case_id, at=at)
        due_at = dossier.due_at = case.due_at
        dossier.save(update_fields=["due_at"])
        set_state(submission, State.PROCESSING, dossier=dossier)
    answered = SupplementAnswered(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        request_id=request.id,
        due_at=due_at,
        channel=channel.value,
        files=files,
    )
    house.publish(answered, by=actor, at=at, unit_id=submission.unit_id)
    return due_at


def _take_known(
    submission: Submission,
    known: Sequence[tuple[str, str, str]],
    nth: int,
    *,
    actor: Actor,
    at: datetime,
) -> int:
    """Take papers that the administration holds; return how many of them are files."""
    taken = [
        take_known_paper(
            submission,
            actor=actor,
            component_key=key,
            source=source,
            record=record,
            nth=nth,
            at=at,
        )
        for key, source, record in known
    ]
    return sum(paper.file_id is not None for paper in taken)
