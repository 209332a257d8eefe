"""Stopping a dossier: proposed by whoever works on it, decided by the head."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request

from ... import permissions, queries, rules, use_cases
from ...errors import BasisMissing
from ...models import Stop, Submission
from ...types import Settlement, State, StopGround, StopPlan


def stop_acts(request: Request, submission: Submission) -> list[str]:
    """Return what the reader may do about stopping a dossier."""
    if State.STOPPED not in rules.MOVES[State(submission.state)]:
        return []
    if permissions.APPROVE_REQUEST.held_by(request.actor, unit_id=submission.unit_id):
        return ["stop"]
    units = (submission.unit_id, submission.handling_unit_id)
    works = any(
        right.held_by(request.actor, unit_id=unit_id)
        for right in (permissions.RECEIVE, permissions.HANDLE)
        for unit_id in units
    )
    return ["propose_stop"] if works else []


def _typed(request: Request) -> StopPlan:
    ground = request.POST.get("ground", "")
    settlement = request.POST.get("settlement", "")
    return StopPlan(
        ground=StopGround(ground) if ground in StopGround.values else StopGround.LAW,
        reason=request.POST.get("reason", "").strip(),
        legal_basis=request.POST.get("legal_basis", "").strip(),
        settlement=Settlement(settlement) if settlement in Settlement.values else Settlement.NONE,
    )


def _begin(proposed: Stop | None, submission: Submission) -> StopPlan:
    if proposed is not None:
        return StopPlan(
            ground=StopGround(proposed.ground),
            reason=proposed.reason,
            legal_basis=proposed.legal_basis,
            settlement=Settlement(proposed.settlement),
        )
    waits = submission.state == State.SUPPLEMENT
    return StopPlan(ground=StopGround.NO_SUPPLEMENT if waits else StopGround.ASKED, reason="")


@access.needs(permissions.RECEIVE, permissions.HANDLE, permissions.APPROVE_REQUEST)
def stop(request: Request, code: str) -> HttpResponse:
    """Propose to stop a dossier, or decide on it."""
    submission = queries.get_submission(actor=request.actor, code=code)
    decides = permissions.APPROVE_REQUEST.held_by(request.actor, unit_id=submission.unit_id)
    proposed = queries.proposed_stop(submission=submission)
    plan = _begin(proposed, submission)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        plan = _typed(request)
        try:
            return _do(request, code, plan, decides=decides)
        except Invalid as refusal:
            if "drop" in request.POST:
                path = "answer"
            else:
                path = "legal_basis" if isinstance(refusal, BasisMissing) else "reason"
            faults = (Fault(path, str(refusal)),)
    context: dict[str, Any] = {
        "submission": submission,
        "decides": decides,
        "proposed": proposed,
        "plan": plan,
        "answer": request.POST.get("answer", ""),
        "faults": faults,
        "errors": {fault.path: fault.message for fault in faults},
        "grounds": StopGround.choices,
        "settlements": Settlement.choices,
        "asked": queries.open_supplement_request(submission=submission),
    }
    status = 422 if faults else 200
    return render(request, "dossiers/workspace/stop.html", context, status=status)


def _do(request: Request, code: str, plan: StopPlan, *, decides: bool) -> HttpResponse:
    if "drop" in request.POST:
        answer = request.POST.get("answer", "")
        use_cases.drop_stop(actor=request.actor, code=code, answer=answer, at=request.at)
        messages.success(request, _("The dossier goes on; the proposal was not followed."))
        return redirect("dossiers:case", code=code)
    if decides:
        use_cases.stop_dossier(actor=request.actor, code=code, plan=plan, at=request.at)
        messages.success(request, _("The dossier is stopped; the applicant is told why."))
        return redirect(reverse("dossiers:case", args=[code]) + "?printed=05")
    use_cases.propose_stop(actor=request.actor, code=code, plan=plan, at=request.at)
    messages.success(request, _("Your proposal waits for the head."))
    return redirect("dossiers:case", code=code)
