"""One dossier before an official: everything about it, and what he may do now."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.documents import api as documents
from motcua.kernel.forms import api as forms
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.checklists import api as checklists

from ... import permissions, queries, rules, use_cases
from ...errors import NoResultYet
from ...models import Result, Submission
from ...queries.facts import facts_of
from ...types import FormNumber, PaperPlan, ResultState, State
from ...use_cases.makers import maker_for
from ..checking import by_question, check_rows
from ..citizen.papers import file_rows, offers_for
from ..distance import Distances
from ..states import STATES
from .stopping import stop_acts
from .whole import around

VIEWS = permissions.ANY_VIEW


def allowed_acts(request: Request, submission: Submission) -> list[str]:
    """Return the acts that the reader may do now, the likeliest first."""
    actor, state = request.actor, State(submission.state)
    receives = permissions.RECEIVE.held_by(actor, unit_id=submission.unit_id)
    hands_out = permissions.ISSUE.held_by(actor, unit_id=submission.unit_id)
    accepted = getattr(submission, "dossier", None)
    found: list[str] = []
    if accepted is None:
        if receives and state is State.WAITING:
            found = ["accept", "ask", "refuse"]
    elif state is State.PROCESSING and accepted.case.post_id in actor.post_ids:
        found = _step_acts(cases.StepKind(accepted.case.step_kind))
        if submission.part_of_id is not None:  # its result is recorded in the panel of the parts
            found = [act for act in found if act in {"ask", "hand_over"}]
    elif state is State.SIGNING and accepted.case.post_id in actor.post_ids:
        at_issue = accepted.case.step_kind == cases.StepKind.ISSUE
        found = ["issue"] if at_issue and hands_out else []
    elif state is State.FINISHED and hands_out:
        found = ["hand_out"]
    if receives and State.WITHDRAWN in rules.MOVES[state]:
        found.append("withdraw_for")
    found += stop_acts(request, submission)
    return found


def _step_acts(kind: cases.StepKind) -> list[str]:
    return {
        cases.StepKind.HANDLE: ["submit", "draft", "ask", "hand_over"],
        cases.StepKind.REVIEW: ["agree", "send_back", "hand_over"],
        cases.StepKind.SIGN: ["sign", "send_back"],
        cases.StepKind.ISSUE: ["issue"],
    }.get(kind, [])


def labels() -> Mapping[str, str]:
    """Return what the buttons of the acts say."""
    return {
        "accept": _("Accept and print the receipt"),
        "ask": _("Ask for supplements"),
        "refuse": _("Refuse to receive"),
        "submit": _("Submit for signature"),
        "draft": _("Save the draft"),
        "hand_over": _("Hand over"),
        "agree": _("Agree and pass on"),
        "send_back": _("Send back"),
        "sign": _("Open for signature"),
        "issue": _("Number and issue"),
        "hand_out": _("Hand over the result"),
        "withdraw_for": _("Withdraw for the applicant"),
        "stop": _("Stop the dossier"),
        "propose_stop": _("Propose to stop the dossier"),
    }


def result_fields(
    submission: Submission, result: Result | None, faults: tuple[Fault, ...] = ()
) -> list[dict[str, Any]]:
    """Return what the specialist fills in for the result, with a proposal to begin with."""
    facts = facts_of(submission, submission.dossier)
    maker = maker_for(submission.procedure_code)
    typed = result.draft if result and result.draft else maker.propose(facts)
    errors = {fault.path: fault.message for fault in faults}
    return [
        {
            "type": field.kind,
            "name": field.name,
            "label": field.label,
            "hint": field.hint,
            "required": field.required,
            "options": field.options,
            "value": typed.get(field.name, ""),
            "error": errors.get(field.name, ""),
        }
        for field in maker.fields(facts)
    ]


def _held_for(
    submission: Submission, lines: Sequence[queries.PaperLine], at: datetime
) -> dict[str, dict[str, Any]]:
    """Return the papers that we hold for what is missing or was found faulty."""
    faulty = {line.need.key for line in lines if line.check and line.check.faults}
    wanted = [line for line in lines if not line.is_given or line.need.key in faulty]
    return offers_for(submission, wanted, at, anew=faulty) if wanted else {}


def _declared(form: forms.Form, submission: Submission) -> list[Any]:
    """Return the answers; a part of a joined errand has but its share of them."""
    sections = forms.summary(form, submission.data)
    if submission.part_of_id is None:
        return list(sections)
    return [each for each in sections if any(row.value for row in each.rows)]


def case_context(request: Request, submission: Submission) -> dict[str, Any]:
    """Return everything the page of a dossier shows."""
    code, accepted = submission.code, getattr(submission, "dossier", None)
    lines = queries.list_paper_lines(of=submission)
    known = checklists.reasons_by_code()
    today = local_date(request.at)
    reasons = by_question([each for each in known.values() if each.holds_on(today)])
    rows = file_rows(
        lines,
        lambda paper_id: reverse("dossiers:case_file", args=[code, paper_id]),
        removable=False,
    )
    acts = allowed_acts(request, submission)
    offers = _held_for(submission, lines, request.at) if "accept" in acts else {}
    result = queries.result_of(submission=submission)
    distances = Distances.of_units({submission.unit_id}, request.at)
    running = accepted if accepted is not None and accepted.finished_at is None else None
    form = queries.form_of(submission=submission)
    return {
        "submission": submission,
        "accepted": accepted,
        "state": dict(zip(("label", "tone", "icon"), STATES[submission.state], strict=True)),
        "STATES": STATES,
        "distance": distances.words(submission.unit_id, running.due_at) if running else "",
        "tone": distances.tone(submission.unit_id, running.due_at) if running else "",
        "papers": [
            {
                "line": line,
                "files": rows[line.need.key],
                "faults": line.check.faults if line.check else [],
                "words": [
                    known[fault].text
                    for fault in (line.check.faults if line.check else ())
                    if fault in known
                ],
                "check": check_rows(line, reasons),
                "note": line.check.note if line.check else "",
                "checked": line.check,
                **offers.get(line.need.key, {"offers": [], "ended": []}),
            }
            for line in lines
        ],
        "may_check": "accept" in acts,
        "seconds": queries.second_requests_of(submission=submission),
        "may_decide": permissions.APPROVE_REQUEST.held_by(request.actor),
        "summary": _declared(form, submission),
        "doubts": forms.warnings(form, submission.data) if submission.part_of_id is None else (),
        "timeline": distances.tell(
            submission.unit_id, queries.timeline_of(submission=submission, for_official=True)
        ),
        "forms": queries.forms_of(submission=submission),
        "asked": queries.open_supplement_request(submission=submission),
        "may_add": permissions.RECEIVE.held_by(request.actor, unit_id=submission.unit_id),
        "result": result,
        "fields": result_fields(submission, result) if "submit" in acts else [],
        "is_prepared": result is not None and result.state == ResultState.PREPARED,
        "next_act": acts[0] if acts else "",
        "acts": acts,
        "labels": labels(),
        "aside": True,
        **around(request, submission),
    }


@access.needs(*VIEWS)
def case(request: Request, code: str) -> HttpResponse:
    """Show a dossier; the look is recorded."""
    submission = use_cases.open_dossier(actor=request.actor, code=code, at=request.at)
    context = case_context(request, submission)
    context["printed"] = request.GET.get("printed", "")
    return render(request, "dossiers/workspace/case.html", context)


@access.needs(*VIEWS)
def sheet(request: Request, code: str) -> HttpResponse:
    """Show all of a dossier on sheets of A4, to be printed and laid into the folder."""
    submission = use_cases.open_dossier(actor=request.actor, code=code, at=request.at)
    context = case_context(request, submission) | {"aside": False}
    return render(request, "dossiers/workspace/sheet.html", context)


def visible(request: Request, code: str) -> Submission:
    """Return the dossier of an address; whoever may not see it finds none."""
    return queries.get_submission(actor=request.actor, code=code)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@access.needs(*VIEWS)
def file(request: Request, code: str, paper_id: UUID) -> HttpResponse:
    """Show a file of a dossier."""
    paper = visible(request, code).papers.filter(id=paper_id).exclude(file=None).first()
    if paper is None or paper.file_id is None:
        raise Http404
    response = documents.serve(paper.file_id)
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@access.needs(*VIEWS)
def form(request: Request, code: str, form: str) -> HttpResponse:
    """Give a form of a dossier as PDF."""
    submission = visible(request, code)
    if form == FormNumber.CONTROL and hasattr(submission, "dossier"):
        return _pdf(queries.control_slip(submission=submission, at=request.at), f"{code}-mau-06")
    if form not in FormNumber.values:
        raise Http404
    number = request.GET.get("number", "")
    pdf = queries.draw_form(submission=submission, form=FormNumber(form), number=number)
    return _pdf(pdf, f"{code}-mau-{form}")


def plan_of(submission: Submission, *, at: datetime) -> PaperPlan:
    """Return the result paper as it would be now.

    Raises:
        NoResultYet: There is nothing to show.
    """
    if not hasattr(submission, "dossier"):
        raise NoResultYet
    result = queries.result_of(submission=submission)
    facts = facts_of(submission, submission.dossier)
    maker = maker_for(submission.procedure_code)
    draft = result.draft if result and result.draft else maker.propose(facts)
    plan = maker.preview(facts=facts, draft=draft, at=at)
    if plan is None:
        raise NoResultYet
    return plan


@access.needs(*VIEWS)
def preview(request: Request, code: str) -> HttpResponse:
    """Show the result as it would be, as PDF."""
    submission = visible(request, code)
    plan = plan_of(submission, at=request.at)
    pdf = queries.draw_preview(submission=submission, plan=plan, at=request.at)
    return _pdf(pdf, f"{code}-xem-truoc")


@access.needs(*VIEWS)
def picture(request: Request, code: str, page: int) -> HttpResponse:
    """Show a page of the result as it would be, as a picture: phones show no PDF in a page."""
    submission = visible(request, code)
    plan = plan_of(submission, at=request.at)
    pages = queries.picture_preview(submission=submission, plan=plan, at=request.at)
    if not 1 <= page <= len(pages):
        raise Http404
    response = HttpResponse(pages[page - 1], content_type="image/png")
    response["Cache-Control"] = "private, max-age=60"
    return response


@access.needs(*VIEWS)
def result(request: Request, code: str) -> HttpResponse:
    """Give the signed result."""
    found = queries.result_of(submission=visible(request, code))
    if found is None or found.file_id is None:
        raise NoResultYet
    response = documents.serve(found.file_id)
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def colleagues(submission: Submission, request: Request) -> list[tuple[str, str]]:
    """Return the posts to which a step may be handed over: the same work, another post."""
    present = submission.dossier.case
    unit_ids = {submission.unit_id, submission.handling_unit_id}
    posts = organisation.list_posts(unit_ids, at=request.at)
    own = next((post for post in posts if post.id == present.post_id), None)
    roles = {own.role} if own else set()
    return [
        (str(post.id), f"{post.title} – {post.unit_name}")
        for post in posts
        if post.role in roles and post.id != present.post_id
    ]
