"""The papers of a dossier: each is checked; what is missing is asked for, all at once."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.kernel.forms import api as forms
from motcua.modules.public_services.checklists import api as checklists

from ... import permissions, queries, use_cases
from ...errors import PaperNotHeld, ReasonMissing
from ...models import Submission
from ...types import MissingItem
from .acts import back
from .case import visible

LONGEST_NOTE = 500
ANSWERS = 3  # rows for answers of the form that have to be mended


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
    submission = visible(request, code)
    if request.method == "POST":
        for line in queries.list_paper_lines(of=submission):
            if not _use_held(request, code, line.need.key):
                _record(request, code, line)
        messages.success(request, _("The check list is saved."))
        if "ask" in request.POST:
            return redirect("dossiers:ask", code=code)
    return back(code)


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
        return back(code)
    use_cases.request_supplement(
        actor=request.actor, code=code, items=asked, reason=reason, at=request.at
    )
    messages.success(request, _("The applicant is told everything that is missing."))
    return back(code, printed="02")


@access.needs(permissions.RECEIVE, permissions.HANDLE)
def ask(request: Request, code: str) -> HttpResponse:
    """Ask for everything that is missing, at once; a second time only through the head."""
    submission = visible(request, code)
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
