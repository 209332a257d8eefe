"""What an official does with a dossier: an act a page, a reason where the law wants one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.kernel.cases import api as cases
from motcua.kernel.forms import api as forms
from motcua.modules.public_services.checklists import api as checklists

from ... import permissions, queries, use_cases
from ...errors import PaperNotHeld, ReasonMissing
from ...models import Submission
from ...queries.facts import facts_of
from ...types import MissingItem, ResultWay
from ...use_cases.makers import maker_for
from ..states import way_of
from .case import case_context, colleagues, labels, result_fields

REASON_NEEDED = {"refuse", "send_back"}
LONGEST_NOTE = 500


def _back(code: str, **query: str) -> HttpResponse:
    address = reverse("dossiers:case", args=[code])
    if query:
        address += "?" + "&".join(f"{key}={value}" for key, value in query.items())
    return redirect(address)


def _visible(request: Request, code: str) -> Submission:
    return queries.get_submission(actor=request.actor, code=code)


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
        return _page(request, _visible(request, code), act)
    do()
    messages.success(request, done)
    return _back(code)


def _faults_of(request: Request, line: queries.PaperLine) -> list[str]:
    key = line.need.key
    chosen = [
        request.POST.get(f"fault.{key}.{question.value}", "") for question in checklists.Question
    ]
    typed = [*request.POST.getlist(f"faults.{key}"), *chosen]
    return list(dict.fromkeys(code for code in typed if code))


def _record(request: Request, code: str, line: queries.PaperLine) -> None:
    """Record what the officer marked of one paper; a paper that he did not touch stays open."""
    key = line.need.key
    faults = _faults_of(request, line)
    asked = {question.value for question in line.asked.questions}
    passed = [each for each in request.POST.getlist(f"pass.{key}") if each in asked]
    seen = f"seen.{key}" in request.POST or (not faults and asked == set(passed))
    note = request.POST.get(f"note.{key}", "").strip()[:LONGEST_NOTE]
    if seen or faults:
        use_cases.record_check(
            actor=request.actor,
            code=code,
            component_key=key,
            faults=[] if seen and not faults else faults,
            passed=[] if seen and not faults else passed,
            note=note,
            at=request.at,
        )


def _use_held(request: Request, code: str, key: str) -> bool:
    """Use the held paper to which the applicant agreed; tell whether one is used now."""
    offer = request.POST.get(f"known.{key}", "")
    if not offer:
        return False
    source, _bar, record = offer.partition("|")
    try:
        use_cases.use_known_paper_in_dossier(
            actor=request.actor,
            code=code,
            component_key=key,
            source=source,
            record=record,
            at=request.at,
        )
    except PaperNotHeld as refusal:
        messages.error(request, str(refusal))
        return False
    return True


@access.needs(permissions.RECEIVE)
def check(request: Request, code: str) -> HttpResponse:
    """Save the check list of the papers."""
    submission = _visible(request, code)
    if request.method == "POST":
        for line in queries.list_paper_lines(of=submission):
            if not _use_held(request, code, line.need.key):
                _record(request, code, line)
        messages.success(request, _("The check list is saved."))
        if "ask" in request.POST:
            return redirect("dossiers:ask", code=code)
    return _back(code)


@access.needs(permissions.RECEIVE)
def accept(request: Request, code: str) -> HttpResponse:
    """Accept a submission; the receipt opens for printing."""
    if request.method != "POST":
        return _page(request, _visible(request, code), "accept")
    use_cases.accept_dossier(actor=request.actor, code=code, at=request.at)
    messages.success(request, _("The dossier is accepted; the law's time has begun."))
    return _back(code, printed="01")


ANSWERS = 3  # rows for answers of the form that have to be mended


def _proposed(submission: Submission) -> list[dict[str, str]]:
    """Return what the check list found, in the words of the catalogue, as items of form 02."""
    known = checklists.reasons_by_code()
    found = []
    for line in queries.list_paper_lines(of=submission):
        codes = line.check.faults if line.check else []
        reasons = [known[code].words for code in codes if code in known]
        if line.check and line.check.note and codes:
            reasons.append(line.check.note)
        if not line.is_given and line.need.required and not reasons:
            reasons = [known["MISSING"].words]
        found.append(
            {
                "key": line.need.key,
                "name": line.need.name,
                "reason": " ".join(reasons),
                "chosen": "1" if reasons else "",
                "declared": "1" if line.need.declared else "",
            }
        )
    return found


def _questions_of(submission: Submission) -> list[str]:
    """Return the questions of the form, as the answers to be mended are named."""
    form = queries.form_of(submission=submission)
    return [
        f"{row.group} – {row.label}" if row.group else row.label
        for section in forms.summary(form, submission.data)
        for row in section.rows
    ]


def _asked(request: Request, items: list[dict[str, str]], labels: list[str]) -> list[MissingItem]:
    """Return everything that the officer chose: papers, answers of the form, anything else."""
    chosen = set(request.POST.getlist("items"))
    for item in items:
        item["chosen"] = "1" if item["key"] in chosen else ""
        item["reason"] = request.POST.get(f"reason.{item['key']}", "").strip()
    asked = [
        # The form stands for a declared paper: it is mended by words, not by a file.
        MissingItem(
            key="" if item["declared"] else item["key"], name=item["name"], reason=item["reason"]
        )
        for item in items
        if item["chosen"]
    ]
    for label, words in _typed_answers(request):
        if label in labels:
            name = _("Answer “%(question)s”") % {"question": label}
            asked.append(MissingItem(key="", name=name, reason=words))
    if other := request.POST.get("other", "").strip():
        asked.append(MissingItem(key="", name=other, reason=""))
    return asked


def _typed_answers(request: Request) -> list[tuple[str, str]]:
    labels = request.POST.getlist("answers")
    words = [each.strip() for each in request.POST.getlist("answer_reasons")]
    return [(label, word) for label, word in zip(labels, words, strict=False) if label]


def _send(request: Request, submission: Submission, asked: list[MissingItem]) -> HttpResponse:
    code, reason = submission.code, request.POST.get("reason", "").strip()
    if submission.times_asked >= settings.SUPPLEMENT_REQUESTS:
        use_cases.propose_second_request(
            actor=request.actor,
            code=code,
            items=asked,
            why=request.POST.get("why", ""),
            reason=reason,
            at=request.at,
        )
        messages.success(request, _("The head is asked; nothing is sent before he approves."))
        return _back(code)
    use_cases.request_supplement(
        actor=request.actor, code=code, items=asked, reason=reason, at=request.at
    )
    messages.success(request, _("The applicant is told everything that is missing."))
    return _back(code, printed="02")


@access.needs(permissions.RECEIVE, permissions.HANDLE)
def ask(request: Request, code: str) -> HttpResponse:
    """Ask for everything that is missing, at once; a second time only through the head."""
    submission = _visible(request, code)
    items, labels = _proposed(submission), _questions_of(submission)
    fault = path = ""
    if request.method == "POST":
        asked = _asked(request, items, labels)
        try:
            return _send(request, submission, asked)
        except Invalid as refusal:
            fault, path = str(refusal), "why" if isinstance(refusal, ReasonMissing) else "other"
    rows = [*_typed_answers(request), *[("", "")] * ANSWERS][:ANSWERS]
    context = {
        "submission": submission,
        "items": items,
        "answers": rows,
        "questions": labels,
        "reason": request.POST.get("reason", ""),
        "other": request.POST.get("other", ""),
        "why": request.POST.get("why", ""),
        "is_second": submission.times_asked >= settings.SUPPLEMENT_REQUESTS,
        "errors": {path: fault} if fault else {},
        "fault": fault,
        "faults": [Fault(path, fault)] if fault else [],
    }
    return render(request, "dossiers/workspace/ask.html", context)


@access.needs(permissions.RECEIVE)
def refuse(request: Request, code: str) -> HttpResponse:
    """Refuse to receive, with a reason and advice."""
    submission, fault = _visible(request, code), ""
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
            return _back(code, printed="03")
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
    return _back(code)


@access.needs(permissions.HANDLE)
def hand_over(request: Request, code: str) -> HttpResponse:
    """Give a step to another post."""
    submission, fault = _visible(request, code), ""
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
    submission = _visible(request, code)
    if request.method == "POST":
        typed = _typed_draft(request, submission)
        if "submit" in request.POST:
            return _submit(request, submission, typed)
        use_cases.draft_result(actor=request.actor, code=code, draft=typed, at=request.at)
        messages.success(request, _("The draft is saved."))
    return _back(code)


@access.needs(permissions.HANDLE)
def submit(request: Request, code: str) -> HttpResponse:
    """Send the saved draft up."""
    submission = _visible(request, code)
    return _submit(request, submission) if request.method == "POST" else _back(code)


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
    submission, fault = _visible(request, code), ""
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
    submission, fault = _visible(request, code), ""
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
            return _back(code)
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
            _visible(request, code),
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
    return _back(code)
