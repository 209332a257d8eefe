"""Results: approved and numbered, drawn and signed, registered so that anybody can verify them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation import retries
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.errors import Fault
from motcua.kernel.cases import api as cases
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from .. import permissions, rules
from ..errors import DraftResultInvalid, WrongState
from ..events import ResultApproved, ResultSigned, SigningFailed
from ..models import Dossier, Result, Submission
from ..queries.facts import facts_of
from ..queries.signers import signer_lines
from ..types import Approval, PaperPlan, ResultState, State
from .common import lock_dossier, set_state, unit_head
from .endings import finish
from .following import require_at_step, show_to_holders
from .makers import maker_for
from .processes import is_held_back


def common_values(
    plan: PaperPlan, unit: organisation.UnitInfo, *, code: str, token: str, url: str, at: datetime
) -> Mapping[str, Any]:
    """Return the values of a result paper, those that every paper has included."""
    verify = {"token": token, "url": url} if token else None
    return {
        "title": plan.title,
        "author": unit.name,
        "at": rules.to_paper(at),
        "unit": unit_head(unit),
        "number": plan.number,
        "verify": verify,
        "dossier_code": code,
        **rules.to_paper(plan.data),
    }


@transaction.atomic
def approve_result(*, actor: Actor, code: str, at: datetime) -> str:
    """Decide: number the result and let it be signed in the leader's name.

    What the procedure's register has to hold is written in this transaction. The paper is drawn
    and signed by a job right after commit; until that has worked the state does not advance.

    Returns:
        The number of the result.

    Raises:
        DossierNotFound, NotYourStep, WrongStep: It is not with the actor for signature.
        NotPermitted: He may not sign there.
        DraftResultInvalid: The draft is incomplete.
        WrongState: It is approved already, or has ended.

    Publishes:
        ResultApproved

    Law:
        ND 61/2018, article 19; ND 30/2020
    """
    submission, dossier = lock_dossier(actor, code)
    require_at_step(actor, submission, dossier, permissions.SIGN)
    rules.require_state(submission.state, State.PROCESSING)
    case = cases.get_case(case_id=dossier.case_id)
    if case.step_kind is not cases.StepKind.SIGN:
        raise cases.WrongStep(step=case.step_name)
    cases.require_holder(actor=actor, post_id=case.post_id)
    result = Result.objects.select_for_update().filter(dossier=dossier).first()
    maker = maker_for(submission.procedure_code)
    facts = facts_of(submission, dossier, handled_by=result.drafted_by if result else "")
    draft = result.draft if result else {}
    if result is None or (faults := maker.check(facts, draft)):
        raise DraftResultInvalid(faults=faults if result else ())
    unit = _author(submission, case)
    approval = signer_lines(actor, post_id=case.post_id, at=at)
    plan = maker.approve(actor=actor, facts=facts, draft=draft, approval=approval)
    _prepare(result, submission, plan, unit=unit, actor=actor, approval=approval)
    set_state(submission, State.SIGNING, dossier=dossier)
    approved = ResultApproved(
        submission_id=submission.id, dossier_code=submission.code, number=plan.number
    )
    house.publish(approved, by=actor, at=at, unit_id=submission.unit_id)
    return plan.number


def _prepare(
    result: Result,
    submission: Submission,
    plan: PaperPlan,
    *,
    unit: organisation.UnitInfo,
    actor: Actor,
    approval: Approval,
) -> None:
    token = documents.reserve_token()
    url = documents.verify_url(
        token, dossier_code=submission.code, procedure_code=submission.procedure_code
    )
    result.state, result.kind, result.title = ResultState.PREPARED, plan.kind, plan.title
    result.number, result.template, result.token = plan.number, plan.template, token
    result.data = common_values(
        plan, unit, code=submission.code, token=token, url=url, at=approval.at
    )
    result.signer_id, result.signer_account_id = actor.person_id, actor.account_id
    result.signer_name, result.signer_title = approval.signer_name, approval.signer_title
    result.approved_at = result.retry_at = approval.at
    result.attempts, result.error = 0, ""
    result.save()


def _leader(result: Result) -> Actor:
    """Return the actor under whose name the job finishes what the leader decided."""
    return Actor(
        kind=ActorKind.SYSTEM, name=result.signer_name, account_id=result.signer_account_id
    )


def _author(submission: Submission, case: cases.CaseInfo) -> organisation.UnitInfo:
    """Return whose paper the result is: the authority's, or the partner's whose step it is."""
    if case.post_unit_id is not None and case.post_unit_id in submission.asked_units:
        holder = organisation.get_unit(case.post_unit_id)
        if holder.kind is organisation.UnitKind.PARTNER:
            return holder
    return organisation.get_unit(submission.unit_id)


@transaction.atomic
def record_signed_result(*, actor: Actor, submission_id: UUID, file_id: UUID, at: datetime) -> None:
    """Take in the signed paper: the signature step is done and the paper can be verified.

    Called by the job that had it signed; a second call changes nothing.

    Raises:
        WrongState: The dossier does not wait for a signature.

    Publishes:
        ResultSigned

    Law:
        ND 61/2018; ND 45/2020
    """
    submission = Submission.objects.select_for_update().get(id=submission_id)
    dossier = Dossier.objects.select_for_update().get(submission=submission)
    result = Result.objects.select_for_update().get(dossier=dossier)
    if result.state == ResultState.SIGNED:
        return
    rules.require_state(submission.state, State.SIGNING)
    result.state, result.file_id, result.signed_at = ResultState.SIGNED, file_id, at
    result.retry_at, result.error = None, ""
    result.save()
    documents.register_paper(
        token=result.token,
        file_id=file_id,
        kind=result.kind,
        number=result.number,
        title=result.title,
        dossier_code=submission.code,
        procedure_code=submission.procedure_code,
        person_id=submission.person_id,
        holder_name=submission.person_name,
        unit_id=submission.unit_id,
        actor=actor,
        at=at,
    )
    signed = ResultSigned(
        submission_id=submission.id,
        dossier_code=submission.code,
        token=result.token,
        number=result.number,
    )
    house.publish(signed, by=actor, at=at, unit_id=submission.unit_id)
    _after_signature(submission, dossier, result, at=at)


def _after_signature(
    submission: Submission, dossier: Dossier, result: Result, *, at: datetime
) -> None:
    case = cases.complete_step(
        actor=_leader(result), case_id=dossier.case_id, expect=cases.StepKind.SIGN, at=at
    )
    show_to_holders(submission, case)
    if case.step_kind is not cases.StepKind.ISSUE and not is_held_back(submission):
        finish(submission, dossier, result, actor=_leader(result), at=at)


@transaction.atomic
def finish_held_result(*, actor: Actor, code: str, at: datetime) -> None:
    """Let a signed result lie ready that waited for the parts of other agencies.

    Whoever keeps the parts calls it when the last one has ended; a second call changes nothing.

    Raises:
        DossierNotFound: There is none of that code that the actor may see.

    Law:
        ND 63/2024; ND 61/2018, article 20
    """
    submission, dossier = lock_dossier(actor, code)
    result = Result.objects.select_for_update().filter(dossier=dossier).first()
    is_signed = result is not None and result.state in {ResultState.SIGNED, ResultState.ON_PAPER}
    if submission.state != State.SIGNING or result is None or not is_signed:
        return
    if dossier.case.step_kind != cases.StepKind.ISSUE:
        finish(submission, dossier, result, actor=actor, at=at)


@transaction.atomic
def note_signing_failure(
    *, actor: Actor, submission_id: UUID, error: str, at: datetime
) -> datetime:
    """Note that signing did not work; it is tried again later, and the state stays.

    Returns:
        When it is tried again.

    Raises:
        WrongState: The dossier does not wait for a signature.

    Publishes:
        SigningFailed

    Law:
        ND 61/2018
    """
    submission = Submission.objects.select_for_update().get(id=submission_id)
    result = Result.objects.select_for_update().filter(dossier_id=submission_id).first()
    if result is None or result.state not in {ResultState.PREPARED, ResultState.SIGNED}:
        raise WrongState(state=State(submission.state).label)
    if result.state == ResultState.SIGNED:
        return at  # another worker was faster
    result.attempts += 1
    result.error = error[:2000]
    result.retry_at = retries.next_try(result.attempts, at=at)
    result.save(update_fields=["attempts", "error", "retry_at"])
    failed = SigningFailed(
        submission_id=submission.id, dossier_code=submission.code, error=error[:500]
    )
    house.publish(failed, by=actor, at=at, unit_id=submission.unit_id)
    return result.retry_at


@transaction.atomic
def record_paper_result(*, actor: Actor, code: str, number: str, title: str, at: datetime) -> None:
    """Record a result that the leader signed by hand on paper.

    Raises:
        DossierNotFound, NotYourStep, WrongStep: It is not with the actor for signature.
        NotPermitted: He may not sign there.
        WrongState: It is approved already, or has ended.
        DraftResultInvalid: It has no number or no title.

    Publishes:
        ResultApproved, ResultSigned

    Law:
        ND 61/2018, article 19
    """
    submission, dossier = lock_dossier(actor, code)
    require_at_step(actor, submission, dossier, permissions.SIGN)
    set_state(submission, State.SIGNING, dossier=dossier)
    if faults := tuple(
        Fault(name, _("Fill this in."))
        for name, value in {"number": number, "title": title}.items()
        if not value.strip()
    ):
        raise DraftResultInvalid(faults=faults)
    case = cases.complete_step(
        actor=actor, case_id=dossier.case_id, expect=cases.StepKind.SIGN, at=at
    )
    result, _new = Result.objects.update_or_create(
        dossier=dossier,
        defaults={
            "state": ResultState.ON_PAPER,
            "kind": "PAPER",
            "title": title,
            "number": number,
            "signer_id": actor.person_id,
            "signer_name": actor.name,
            "approved_at": at,
            "signed_at": at,
        },
    )
    house.publish(
        ResultApproved(submission_id=submission.id, dossier_code=submission.code, number=number),
        ResultSigned(
            submission_id=submission.id, dossier_code=submission.code, token="", number=number
        ),
        by=actor,
        at=at,
        unit_id=submission.unit_id,
    )
    if case.step_kind is not cases.StepKind.ISSUE and not is_held_back(submission):
        finish(submission, dossier, result, actor=actor, at=at)
