"""Together with others: ask, answer, go on without an answer, take back, give to somebody else."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Conflict, Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api as cases

from ... import permissions, use_cases
from ...queries.asking import posts_for, read_receiver, whom_to_ask
from .case import visible

DAYS = ("1", "2", "3", "5", "7", "10")


def _faults(**found: str) -> list[Fault]:
    return [Fault(name, message) for name, message in found.items() if message]


@access.needs(permissions.HANDLE, permissions.SIGN)
def consult(request: Request, code: str) -> HttpResponse:
    """Ask another post or agency; the dossier goes on meanwhile."""
    submission = visible(request, code)
    whom = whom_to_ask(unit_id=submission.unit_id, at=request.at)
    to, days = request.POST.get("to", ""), request.POST.get("days", "2")
    whom_fault = fault = ""
    if request.method == "POST":
        if to not in dict(whom) or days not in DAYS:
            whom_fault = _("Choose whom to ask.")
        else:
            try:
                _ask(request, code, to=to, days=days)
            except Invalid as refusal:
                fault = str(refusal)
            else:
                messages.success(request, _("The question is asked. The answer comes here."))
                return redirect("dossiers:case", code=code)
    context = {
        "submission": submission,
        "whom": whom,
        "days": [(day, _("%(days)s working days") % {"days": day}) for day in DAYS],
        "chosen": {"to": to, "days": days, "mandatory": "mandatory" in request.POST},
        "question": request.POST.get("question", ""),
        "whom_fault": whom_fault,
        "question_fault": fault,
        "faults": _faults(to=whom_fault, question=fault),
    }
    status = 422 if context["faults"] else 200
    return render(request, "dossiers/workspace/consult.html", context, status=status)


def _ask(request: Request, code: str, *, to: str, days: str) -> None:
    kind, _colon, key = to.partition(":")
    target: dict[str, Any] = {f"to_{kind}_id": UUID(key)}
    use_cases.ask_about(
        actor=request.actor,
        code=code,
        question=request.POST.get("question", ""),
        limit=TimeLimit.parse(f"{days} working_day"),
        mandatory="mandatory" in request.POST,
        at=request.at,
        **target,
    )


@access.needs(*permissions.ANY_VIEW)
def questions(request: Request) -> HttpResponse:
    """List what one is asked, and what one has asked that is still open."""
    context = {
        "waiting": cases.opinions_waiting(request.actor),
        "asked": cases.opinions_asked_by(request.actor),
    }
    return render(request, "dossiers/workspace/questions.html", context)


def _opinion(request: Request, opinion_id: UUID) -> cases.OpinionInfo:
    """Return a question about a dossier that the reader may see; the look is recorded.

    Raises:
        OpinionNotFound, DossierNotFound: There is none.
    """
    found = cases.get_opinion(opinion_id)
    use_cases.open_dossier(actor=request.actor, code=found.subject_code, at=request.at)
    return found


@access.needs(*permissions.ANY_VIEW)
def question(request: Request, opinion_id: UUID) -> HttpResponse:
    """Show a question with every version of its answer; answer it, or go on without."""
    found, fault = _opinion(request, opinion_id), ""
    waives = "waive" in request.POST
    if request.method == "POST":
        try:
            _answer(request, opinion_id, waives=waives)
        except Invalid as refusal:
            fault = str(refusal)
        else:
            return redirect("dossiers:case", code=found.subject_code)
    asks = found.asked_by_account == request.actor.account_id and not found.mandatory
    context = {
        "opinion": found,
        "may_answer": found.waived_at is None and found.post_id in request.actor.post_ids,
        "may_waive": found.is_open and (asks or cases.REASSIGN.held_by(request.actor)),
        "answer": request.POST.get("answer", found.answer),
        "reason": request.POST.get("reason", ""),
        "answer_fault": "" if waives else fault,
        "reason_fault": fault if waives else "",
        "faults": _faults(**{"reason" if waives else "answer": fault}),
        "timing": found.timing(request.at).label,
    }
    return render(
        request, "dossiers/workspace/question.html", context, status=422 if fault else 200
    )


def _answer(request: Request, opinion_id: UUID, *, waives: bool) -> None:
    if waives:
        cases.waive_opinion(
            actor=request.actor,
            opinion_id=opinion_id,
            reason=request.POST.get("reason", ""),
            at=request.at,
        )
        messages.success(request, _("The dossier goes on without this answer."))
        return
    cases.answer_opinion(
        actor=request.actor,
        opinion_id=opinion_id,
        answer=request.POST.get("answer", ""),
        at=request.at,
    )
    messages.success(request, _("Your answer is given."))


@access.needs(permissions.HANDLE, permissions.SIGN)
def take_back(request: Request, code: str) -> HttpResponse:
    """Take back a dossier that one sent on, while nobody has touched it."""
    submission, fault = visible(request, code), ""
    if request.method == "POST":
        try:
            use_cases.take_back(
                actor=request.actor,
                code=code,
                note=request.POST.get("reason", "").strip(),
                at=request.at,
            )
        except Conflict as refusal:
            fault = str(refusal)
        else:
            messages.success(request, _("The dossier is with you again."))
            return redirect("dossiers:case", code=code)
    context = {
        "submission": submission,
        "title": _("Take back"),
        "optional": True,
        "reason": request.POST.get("reason", ""),
        "faults": _faults(reason=fault),
        "fault": fault,
    }
    status = 409 if fault else 200
    return render(request, "dossiers/workspace/pass_on.html", context, status=status)


@access.needs(permissions.HANDLE, permissions.SIGN)
def reassign(request: Request, code: str) -> HttpResponse:
    """Give a step that others hold to another post of the same work, as their head."""
    submission = visible(request, code)
    posts = (
        posts_for(submission=submission, at=request.at) if hasattr(submission, "dossier") else []
    )
    post, post_fault, fault = request.POST.get("post", ""), "", ""
    if request.method == "POST":
        if post not in dict(posts):
            post_fault = _("Choose to whom it goes.")
        else:
            try:
                use_cases.reassign_dossier(
                    actor=request.actor,
                    code=code,
                    reason=request.POST.get("reason", ""),
                    at=request.at,
                    **read_receiver(post),
                )
            except Invalid as refusal:
                fault = str(refusal)
            else:
                messages.success(request, _("The dossier is handed over."))
                return redirect("dossiers:case", code=code)
    context = {
        "submission": submission,
        "title": _("Give to somebody else"),
        "posts": posts,
        "post": post,
        "reason": request.POST.get("reason", ""),
        "post_fault": post_fault,
        "fault": fault,
        "faults": _faults(post=post_fault, reason=fault),
    }
    status = 422 if context["faults"] else 200
    return render(request, "dossiers/workspace/pass_on.html", context, status=status)
