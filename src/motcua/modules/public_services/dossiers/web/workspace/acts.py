"""What an official does with a dossier: an act a page, a reason where the law wants one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Invalid
from motcua.foundation.http import Request
from motcua.kernel.cases import api as cases

from ... import permissions, use_cases
from ...models import Submission
from ...queries.facts import facts_of
from ...types import ResultWay
from ...use_cases.makers import maker_for
from ..states import way_of
from .case import case_context, colleagues, labels, result_fields, visible


def back(code: str, **query: str) -> HttpResponse:
    """Go back to the dossier; a query says what opens for printing."""
    address = reverse("dossiers:case", args=[code])
    if query:
        address += "?" + "&".join(f"{key}={value}" for key, value in query.items())
    return redirect(address)


def _page(request: Request, submission: Submission, act: str, **context: Any) -> HttpResponse:
    return render(
        request,
        "dossiers/workspace/act.html",
        {"submission": submission, "act": act, "title": labels()[act], **context},
    )


def _simple(
    request: Request, code: str, act: str, do: Callable[[], object], done: str
) -> HttpResponse:
    """Confirm an act that needs nothing more, do it, and come back to the dossier."""
    if request.method != "POST":
        return _page(request, visible(request, code), act)
    do()
    messages.success(request, done)
    return back(code)


@access.needs(permissions.RECEIVE)
def accept(request: Request, code: str) -> HttpResponse:
    """Accept a submission; the receipt opens for printing."""
    if request.method != "POST":
        return _page(request, visible(request, code), "accept")
    use_cases.accept_dossier(actor=request.actor, code=code, at=request.at)
    messages.success(request, _("The dossier is accepted; the law's time has begun."))
    return back(code, printed="01")


@access.needs(permissions.RECEIVE)
def refuse(request: Request, code: str) -> HttpResponse:
    """Refuse to receive, with a reason and advice."""
    submission, fault = visible(request, code), ""
    if request.method == "POST":
        try:
            use_cases.refuse_submission(
                actor=request.actor,
                code=code,
                reason=request.POST.get("reason", ""),
                advice=request.POST.get("advice", "").strip(),
                at=request.at,
            )
        except Invalid as refusal:
            fault = str(refusal)
        else:
            messages.success(request, _("The refusal and its reason were sent to the applicant."))
            return back(code, printed="03")
    return _page(
        request,
        submission,
        "refuse",
        fault=fault,
        ask_reason=True,
        ask_advice=True,
        typed=request.POST,
        kind="warning",
    )


@access.needs(*permissions.ANY_VIEW)
def take(request: Request, code: str) -> HttpResponse:
    """Take a dossier upon oneself."""
    if request.method == "POST":
        use_cases.take_dossier(actor=request.actor, code=code, at=request.at)
        messages.success(request, _("It is yours now."))
    return back(code)


@access.needs(permissions.HANDLE)
def hand_over(request: Request, code: str) -> HttpResponse:
    """Give a step to another post."""
    submission, fault = visible(request, code), ""
    posts = colleagues(submission, request) if hasattr(submission, "dossier") else []
    if request.method == "POST":
        chosen = request.POST.get("post", "")
        if chosen in dict(posts):
            use_cases.hand_over(
                actor=request.actor,
                code=code,
                to_post_id=UUID(chosen),
                note=request.POST.get("reason", "").strip(),
                at=request.at,
            )
            messages.success(request, _("The dossier is handed over."))
            return redirect("dossiers:inbox")
        fault = _("Choose to whom it goes.")
    return _page(
        request,
        submission,
        "hand_over",
        posts=posts,
        fault=fault,
        ask_post=True,
        ask_reason=True,
        typed=request.POST,
    )


def _typed_draft(request: Request, submission: Submission) -> dict[str, str]:
    maker = maker_for(submission.procedure_code)
    fields = maker.fields(facts_of(submission, submission.dossier))
    return {field.name: request.POST.get(field.name, "").strip() for field in fields}


@access.needs(permissions.HANDLE)
def draft(request: Request, code: str) -> HttpResponse:
    """Save the draft of the result."""
    submission = visible(request, code)
    if request.method == "POST":
        typed = _typed_draft(request, submission)
        if "submit" in request.POST:
            return _submit(request, submission, typed)
        use_cases.draft_result(actor=request.actor, code=code, draft=typed, at=request.at)
        messages.success(request, _("The draft is saved."))
    return back(code)


@access.needs(permissions.HANDLE)
def submit(request: Request, code: str) -> HttpResponse:
    """Send the saved draft up."""
    submission = visible(request, code)
    return _submit(request, submission) if request.method == "POST" else back(code)


def _submit(
    request: Request, submission: Submission, typed: dict[str, str] | None = None
) -> HttpResponse:
    actor, code, at = request.actor, submission.code, request.at
    try:
        use_cases.submit_result(actor=actor, code=code, draft=typed, at=at)
    except (Invalid, cases.StepBlocked) as refusal:
        if typed is not None:  # it does not go up, but nothing that was typed is lost
            use_cases.draft_result(actor=actor, code=code, draft=typed, at=at)
        if not isinstance(refusal, Invalid):
            raise
        context = case_context(request, submission)
        context["fields"] = result_fields(submission, context["result"], refusal.faults)
        context["faults"] = refusal.faults
        return render(request, "dossiers/workspace/case.html", context, status=422)
    messages.success(request, _("The result was submitted."))
    return redirect("dossiers:inbox")


@access.needs(permissions.HANDLE, permissions.SIGN)
def agree(request: Request, code: str) -> HttpResponse:
    """Agree with the draft and pass it on."""
    return _simple(
        request,
        code,
        "agree",
        lambda: use_cases.complete_review(actor=request.actor, code=code, at=request.at),
        _("It went on to the next step."),
    )


@access.needs(permissions.HANDLE, permissions.SIGN)
def send_back(request: Request, code: str) -> HttpResponse:
    """Send the draft back with what has to be mended."""
    submission, fault = visible(request, code), ""
    if request.method == "POST":
        try:
            use_cases.send_back(
                actor=request.actor,
                code=code,
                reason=request.POST.get("reason", ""),
                at=request.at,
            )
        except Invalid as refusal:
            fault = str(refusal)
        else:
            messages.success(request, _("It went back with your reason."))
            return redirect("dossiers:inbox")
    return _page(request, submission, "send_back", fault=fault, ask_reason=True, typed=request.POST)


@access.needs(permissions.ISSUE)
def issue(request: Request, code: str) -> HttpResponse:
    """Enter the signed result into the books and let it out."""
    return _simple(
        request,
        code,
        "issue",
        lambda: use_cases.issue_result(actor=request.actor, code=code, at=request.at),
        _("The result is issued; the applicant is told."),
    )


def _receiver_of(submission: Submission) -> str:
    """Return who will probably receive the result."""
    postal = submission.postal_address
    return postal.recipient if postal else submission.person_name


@access.needs(permissions.ISSUE)
def hand_out(request: Request, code: str) -> HttpResponse:
    """Hand the result over and write down who received it."""
    submission, fault = visible(request, code), ""
    if request.method == "POST":
        try:
            use_cases.return_result(
                actor=request.actor,
                code=code,
                receiver=request.POST.get("receiver", ""),
                way=way_of(request.POST.get("way"), ResultWay.DESK),
                at=request.at,
            )
        except Invalid as refusal:
            fault = str(refusal)
        else:
            messages.success(request, _("The result is handed over."))
            return back(code)
    return _page(
        request,
        submission,
        "hand_out",
        fault=fault,
        ask_receiver=True,
        receiver=request.POST.get("receiver", _receiver_of(submission)),
        ways=[choice for choice in ResultWay.choices if choice[0] != ResultWay.ELECTRONIC],
        way=submission.result_way if submission.result_way != ResultWay.ELECTRONIC else "DESK",
    )


@access.needs(permissions.RECEIVE)
def withdraw(request: Request, code: str) -> HttpResponse:
    """Withdraw for an applicant who stands at the counter."""
    if request.method != "POST":
        return _page(
            request,
            visible(request, code),
            "withdraw_for",
            ask_reason=True,
            typed=request.POST,
            kind="warning",
        )
    use_cases.withdraw(
        actor=request.actor,
        code=code,
        reason=request.POST.get("reason", "").strip(),
        at=request.at,
    )
    messages.success(request, _("The dossier is withdrawn."))
    return back(code)
