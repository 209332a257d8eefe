"""Parts of a joined errand: dossiers of another agency that came with the one form of the first."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from motcua.foundation import actors
from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.ids import uuid7
from motcua.foundation.text import fold
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation

from .. import permissions, rules
from ..errors import DossierNotFound, ReasonMissing
from ..events import DossierAccepted, DossierSubmitted, ResultApproved, ResultSigned
from ..models import Dossier, Result, Submission, SubmittedPaper
from ..types import FIRST_RESULT, PartOutcome, PartPlan, PartReceipt, ResultState, ResultWay, State
from .common import lock_dossier, lock_submission, set_state
from .endings import finish, hand_out
from .following import require_at_step, show_to_holders
from .sending import take_code

NOTICE = "Thông báo không giải quyết"


@transaction.atomic
def begin_part(*, actor: Actor, code: str, plan: PartPlan, at: datetime) -> PartReceipt:
    """Enter a part of a dossier into the register of the agency that does it; its clock starts.

    The part has a code, a unit and a clock of its own, and of the answers and papers only what
    that agency needs. A second call for the same part answers with the same receipt.

    Args:
        code: The dossier of which it is a part.

    Raises:
        DossierNotFound: There is none of that code that the actor may see.
        NoPostForStep: Nobody could do the part.

    Publishes:
        DossierSubmitted, DossierAccepted

    Law:
        ND 63/2024; ND 118/2025
    """
    whole = lock_submission(actor, code)
    key = uuid5(whole.id, plan.key)
    if standing := Submission.objects.filter(client_key=key).first():
        return _receipt(standing)
    submission = _enter(whole, plan, client_key=key, at=at)
    files = _take_over_papers(whole, submission, plan, at=at)
    case = cases.open_case(
        actor=actors.system(whole.unit.name),  # who sent it, as its history tells
        kind="dossier",
        subject_code=submission.code,
        title=plan.title,
        person_name=submission.person_name,
        unit_id=plan.unit_id,
        field=plan.field,
        process=plan.process,
        time_limit=plan.limit,
        at=at,
    )
    Dossier(
        submission=submission,
        case_id=case.id,
        unit_id=submission.unit_id,
        accepted_at=at,
        accepted_by=whole.unit.name,
        due_at=case.due_at,
        due_original_at=case.due_at,
    ).save(force_insert=True)
    show_to_holders(submission, case)
    sent = DossierSubmitted(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        procedure_code=submission.procedure_code,
        channel=submission.channel,
        files=files,
        identified=bool(whole.person.personal_number),
    )
    accepted = DossierAccepted(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        case_id=case.id,
        due_at=case.due_at,
        form_number="",  # the applicant has one receipt: that of the whole
    )
    house.publish(sent, accepted, by=actor, at=at, unit_id=submission.unit_id)
    return _receipt(submission)


def _receipt(submission: Submission) -> PartReceipt:
    dossier = submission.dossier
    return PartReceipt(code=submission.code, case_id=dossier.case_id, due_at=dossier.due_at)


def _enter(whole: Submission, plan: PartPlan, *, client_key: UUID, at: datetime) -> Submission:
    unit = organisation.get_unit(plan.unit_id)
    submission = Submission(
        id=uuid7(),
        client_key=client_key,
        code=take_code(unit.code, at),
        part_of=whole,
        person_id=whole.person_id,
        person_name=whole.person_name,
        representative_name=whole.representative_name,
        account_id=whole.account_id,
        unit_id=unit.id,
        handling_unit_id=unit.id,
        version_id=whole.version_id,
        procedure_code=plan.procedure_code,
        procedure_title=plan.title,
        field=plan.field,
        channel=whole.channel,
        result_way=ResultWay.ELECTRONIC,
        cases=whole.cases,
        form_id=whole.form_id,
        data=dict(plan.answers),
        state=State.PROCESSING,
        submitted_at=at,
        answer_by=at,
    )
    submission.save(force_insert=True)
    return submission


def _take_over_papers(
    whole: Submission, submission: Submission, plan: PartPlan, *, at: datetime
) -> int:
    """Give the part the papers that its agency needs, and the result that lies before it.

    Returns:
        How many of them are files.
    """
    wanted = [fold(words) for words in plan.papers]
    papers = [
        (paper.component_key, paper.name, paper.file_id, paper.source)
        for paper in whole.papers.order_by("added_at", "id")
        if any(words in fold(paper.name) for words in wanted) or paper.component_key in plan.papers
    ]
    result = Result.objects.filter(dossier_id=whole.id).exclude(file=None).first()
    if result is not None:
        papers.append((FIRST_RESULT, f"{result.title} – {result.number}", result.file_id, {}))
    SubmittedPaper.objects.bulk_create(
        SubmittedPaper(
            submission=submission,
            component_key=key,
            name=name,
            file_id=file_id,
            source=source,
            came_from=whole.code,
            added_at=at,
        )
        for key, name, file_id, source in papers
    )
    return sum(file_id is not None for _key, _name, file_id, _source in papers)


@transaction.atomic
def settle_part(*, actor: Actor, code: str, outcome: PartOutcome, at: datetime) -> None:
    """Record what the agency decided on its part: the result with its number, or why there is none.

    The agency draws and signs its own papers; here stands what it answered. The answer goes to
    the whole, which is handed to the applicant once.

    Raises:
        DossierNotFound: It is no part, or not the actor's to see.
        NotPermitted, NotYourStep: It is another agency's.
        WrongState: It has ended, or waits for the applicant.
        ReasonMissing: It is refused without a reason.

    Publishes:
        ResultApproved, ResultSigned, ResultIssued, ResultReturned

    Law:
        ND 63/2024; ND 61/2018, article 19
    """
    submission, dossier = lock_dossier(actor, code)
    if submission.part_of_id is None:
        raise DossierNotFound
    require_at_step(actor, submission, dossier, permissions.HANDLE)
    rules.require_state(submission.state, State.PROCESSING)
    if outcome.is_refused and not outcome.note.strip():
        raise ReasonMissing
    for kind in (cases.StepKind.HANDLE, cases.StepKind.SIGN):
        cases.complete_step(
            actor=actor, case_id=dossier.case_id, expect=kind, note=outcome.note, at=at
        )
    set_state(submission, State.SIGNING, dossier=dossier)
    result, _new = Result.objects.update_or_create(
        dossier=dossier,
        defaults={
            "state": ResultState.ON_PAPER,
            "kind": "PART_REFUSED" if outcome.is_refused else "PART",
            "title": NOTICE if outcome.is_refused else outcome.title,
            "number": outcome.number,
            "data": {"note": outcome.note},
            "drafted_by": actor.name,
            "drafted_at": at,
            "signer_id": actor.person_id,
            "signer_name": actor.name,
            "approved_at": at,
            "signed_at": at,
        },
    )
    house.publish(
        ResultApproved(
            submission_id=submission.id, dossier_code=submission.code, number=outcome.number
        ),
        ResultSigned(
            submission_id=submission.id,
            dossier_code=submission.code,
            number=outcome.number,
            token="",
        ),
        by=actor,
        at=at,
        unit_id=submission.unit_id,
    )
    finish(submission, dossier, result, actor=actor, at=at)
    hand_out(
        submission,
        dossier,
        result,
        way=ResultWay.ELECTRONIC,
        receiver=submission.person_name,
        actor=actor,
        at=at,
    )
