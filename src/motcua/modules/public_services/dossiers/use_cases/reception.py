"""Reception: check, accept, refuse."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.prepared import Prepared, insert
from motcua.foundation.time import TimeLimit, TimeUnit, local_date
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.checklists import api as checklists
from motcua.modules.public_services.procedures import api as procedures
from motcua.modules.public_services.processes import api as processes

from .. import permissions, rules
from ..errors import AlreadyAccepted, NoProcess, ReasonMissing
from ..events import DossierAccepted, SubmissionRefused
from ..models import Check, Dossier, Submission, SubmittedPaper
from ..queries.one import One
from ..types import Acceptance, FormNumber, ResultWay, State
from .common import applicant_lines, issue_form, lock_submission
from .following import condition_facts, show_to_holders
from .processes import process_for

_UNITS = {
    TimeUnit.WORKING_HOUR: "giờ làm việc",
    TimeUnit.WORKING_DAY: "ngày làm việc",
    TimeUnit.CALENDAR_DAY: "ngày",
    TimeUnit.MONTH: "tháng",
}


def duration_words(limit: TimeLimit) -> str:
    """Return a time limit as the forms print it, such as ``05 ngày làm việc``."""
    if limit.unit is TimeUnit.SAME_DAY:
        return "Trong ngày; nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo"
    amount = f"{limit.amount.normalize():f}".replace(".", ",")
    return f"{amount.zfill(2)} {_UNITS[limit.unit]}"


@transaction.atomic
def record_check(
    *,
    actor: Actor,
    code: str,
    component_key: str,
    faults: Sequence[str],
    passed: Sequence[str] = (),
    note: str = "",
    at: datetime,
) -> None:
    """Record what reception found about a paper; no fault means that it is in order.

    Args:
        faults: Codes of the catalogue of reasons.
        passed: The questions that were answered well, where not all were looked at yet.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: He does not receive dossiers at that unit.
        WrongState: Reception is over.
        UnknownReason: A fault is not in the catalogue on that day.

    Law:
        ND 61/2018, article 17; ND 118/2025
    """
    submission = lock_submission(actor, code)
    permissions.RECEIVE.require(actor, unit_id=submission.unit_id)
    rules.require_state(submission.state, State.WAITING, State.SUPPLEMENT)
    if faults:
        known = {each.code for each in checklists.list_reasons(on=local_date(at))}
        for fault in faults:
            if str(fault) not in known:
                raise checklists.UnknownReason(reason=fault)
    Check.objects.update_or_create(
        submission=submission,
        component_key=component_key,
        defaults={
            "faults": [str(fault) for fault in faults],
            "passed": [str(question) for question in passed],
            "note": note,
            "checked_by": actor.name,
            "checked_at": at,
        },
    )


_WITH_PROCESS = One(
    "person",
    "unit",
    lock=True,
    assigned=processes.steps_version_of(procedure_code="procedure_code", sent_at="submitted_at"),
)
_STATE = "update dossiers_submission set state = %s where id = %s"
_GIVEN = Prepared(
    lambda **key: SubmittedPaper.objects.filter(**key).values_list("component_key"),
    submission_id=UUID,
)


@transaction.atomic
def accept_dossier(*, actor: Actor, code: str, at: datetime) -> Acceptance:
    """Accept a complete submission and start its legal clock.

    The dossier keeps for life the version of the procedure and of the process in force when it
    was sent; a later decree never moves its due instant.

    Returns:
        Form 01: the code and the instant promised to the applicant.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: He does not receive dossiers at that unit.
        AlreadyAccepted: The submission has a dossier already.
        WrongState: It was refused or withdrawn, or waits for supplements.
        NoProcess: The procedure has no published process.
        NoPostForStep: Nobody could do the next step.

    Publishes:
        DossierAccepted

    Law:
        ND 61/2018, article 17; ND 118/2025; TT 03/2025, form 01
    """
    submission = lock_submission(actor, code, asking=_WITH_PROCESS)
    permissions.RECEIVE.require(actor, unit_id=submission.unit_id)
    if submission.state == State.PROCESSING:
        raise AlreadyAccepted
    moved = rules.move(submission.state, State.PROCESSING)  # not what was withdrawn meanwhile
    version = procedures.get_version_by_id(submission.version_id)
    process = process_for(version, assigned=getattr(submission, "assigned", None))
    if process is None:
        raise NoProcess
    case = cases.open_case(
        actor=actor,
        kind="dossier",
        subject_code=submission.code,
        title=submission.procedure_title,
        person_name=submission.person_name,
        unit_id=submission.unit_id,
        field=submission.field,
        process=process,
        time_limit=procedures.limit_at(version, submission.unit_id),
        facts=condition_facts(submission, version, process),
        at=at,
    )
    due_at = case.due_at
    dossier = Dossier(
        submission=submission,
        case_id=case.id,
        unit_id=submission.unit_id,
        accepted_at=at,
        accepted_by=actor.name,
        due_at=due_at,
        due_original_at=due_at,
    )
    submission.state = moved
    insert(dossier, also=(_STATE, (submission.state, submission.id)))
    show_to_holders(submission, case)
    form = issue_form(
        submission,
        FormNumber.RECEIPT,
        unit=submission.unit,
        actor=actor,
        values=_receipt_values(submission, version, due_at=due_at, at=at),
        at=at,
    )
    accepted = DossierAccepted(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        case_id=case.id,
        due_at=due_at,
        form_number=form.number,
    )
    house.publish(accepted, by=actor, at=at, unit_id=submission.unit_id)
    return Acceptance(
        submission_id=submission.id, code=submission.code, due_at=due_at, form_number=form.number
    )


def _receipt_values(
    submission: Submission, version: procedures.VersionInfo, *, due_at: datetime, at: datetime
) -> Mapping[str, Any]:
    given = {key for (key,) in _GIVEN.all(submission_id=submission.id)}
    needs = rules.paper_needs(version.components, cases=submission.cases, has_form=True)
    counts = {each.key: (each.originals, each.copies) for each in version.components}
    papers = [
        {"name": need.name, "originals": counts[need.key][0], "copies": counts[need.key][1]}
        for need in needs
        if need.declared or need.key in given
    ]
    return {
        "applicant": applicant_lines(submission.person),
        "papers": papers,
        "sets": 1,
        "duration": duration_words(procedures.limit_at(version, submission.unit_id)),
        "received_at": at,
        "due_at": due_at,
        "result_way": str(ResultWay(submission.result_way).label),
        "fee": None,
        "book": str(local_date(at).year),
        "serial": submission.code.rsplit("-", maxsplit=1)[-1],
        "submitter": submission.person_name,
        "phone": None,
    }


@transaction.atomic
def refuse_submission(
    *, actor: Actor, code: str, reason: str, advice: str = "", at: datetime
) -> str:
    """Refuse to receive a submission, with a reason that the applicant understands.

    Args:
        advice: What the applicant can do now.

    Returns:
        The number of form 03.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: He does not receive dossiers at that unit.
        WrongState: It is accepted already, or has ended.
        ReasonMissing: No reason is given.

    Publishes:
        SubmissionRefused

    Law:
        ND 61/2018, article 17; ND 118/2025; TT 03/2025, form 03
    """
    submission = lock_submission(actor, code)
    permissions.RECEIVE.require(actor, unit_id=submission.unit_id)
    if not reason.strip():
        raise ReasonMissing
    rules.move(submission.state, State.REFUSED)
    submission.state, submission.ended_at, submission.end_reason = State.REFUSED, at, reason
    submission.save(update_fields=["state", "ended_at", "end_reason"])
    form = issue_form(
        submission,
        FormNumber.REFUSAL,
        unit=submission.unit,
        actor=actor,
        values={
            "applicant": applicant_lines(submission.person),
            "reasons": [reason],
            "legal_basis": None,
            "advice": advice or None,
            "submitter": submission.person_name,
        },
        at=at,
    )
    refused = SubmissionRefused(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        reason=reason,
    )
    house.publish(refused, by=actor, at=at, unit_id=submission.unit_id)
    return form.number
