"""A citizen's own dossiers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access, modules
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.forms import api as forms
from motcua.modules.public_services.procedures import api as procedures

from ... import queries, rules, use_cases
from ...errors import PostalIncomplete
from ...models import Submission
from ...ports import Bundled, Relations
from ...queries.papers import tracking_url
from ...types import Errand, Party, ResultWay, State
from ..distance import Distances
from ..postal import LOOK, NO_FAULTS, postal_context, typed_postal
from ..states import STATES, way_of
from .papers import file_rows, own_submission

CAN_CHOOSE_WAY = {State.WAITING, State.SUPPLEMENT, State.PROCESSING, State.SIGNING}


@access.signed_in
def sent(request: Request, code: str) -> HttpResponse:
    """Say that it arrived: the code, the way to follow it, what happens now."""
    submission = own_submission(request, code)
    context = {"submission": submission, "url": tracking_url(submission.code)}
    return render(request, "dossiers/citizen/sent.html", context)


@access.signed_in
def mine(request: Request) -> HttpResponse:
    """List one's own dossiers and drafts."""
    found = list(queries.list_mine(actor=request.actor))
    drafts = list(queries.list_drafts(actor=request.actor))
    titles = procedures.versions({draft.version_id for draft in drafts})
    for draft in drafts:
        version = titles.get(draft.version_id)
        draft.title = version.title if version else draft.procedure_code  # type: ignore[attr-defined] # for the page alone
    distances = Distances.of_units({each.unit_id for each in found}, request.at)
    for each in found:
        accepted = getattr(each, "dossier", None)
        each.distance = (  # type: ignore[attr-defined] # for the page alone
            distances.words(each.unit_id, accepted.due_at) if accepted else ""
        )
        each.is_mine = each.person_id == request.actor.person_id  # type: ignore[attr-defined] # as above
    context = {
        "found": found,
        "drafts": drafts,
        "errands": _errands(request),
        "STATES": STATES,
    }
    return render(request, "dossiers/citizen/mine.html", context)


def _errands(request: Request) -> list[Errand]:
    """Return what waits for the reader before a dossier in which he has a part is sent."""
    if request.actor.person_id is None or request.actor.is_official:
        return []
    return [
        errand
        for relation in modules.provided(Relations)
        for errand in relation.errands(person_id=request.actor.person_id)
    ]


def _parties(submission: Submission) -> list[Party]:
    """Return who stands in a dossier beside the applicant."""
    return [
        party
        for relation in modules.provided(Relations)
        for party in relation.parties(dossier=submission.ref)
    ]


def _joined(submission: Submission) -> str:
    """Return the page of all parts where the law joins the errands of several agencies."""
    joined = (
        each.href(submission.code)
        for each in modules.provided(Bundled)
        if submission.procedure_code in each.procedure_codes
    )
    return next(joined, "")


@access.signed_in
def dossier(request: Request, code: str) -> HttpResponse:
    """Show one's own dossier: where it is, who holds it, until when, what one can do."""
    submission = own_submission(request, code)
    if submission.person_id != request.actor.person_id:
        use_cases.open_dossier(actor=request.actor, code=code, at=request.at)
    accepted = getattr(submission, "dossier", None)
    distances = Distances.of_units({submission.unit_id}, request.at)
    result = queries.result_of(submission=submission)
    asked = queries.open_supplement_request(submission=submission)
    if submission.part_of is not None and asked is None:
        return redirect(_joined(submission.part_of))  # one promise, on one page
    # Whoever did not send it himself is told of the applicant, not spoken to as him.
    is_own = submission.person_id == request.actor.person_id
    told = queries.timeline_of(submission=submission, for_official=not is_own)
    lines = queries.list_paper_lines(of=submission)
    rows = file_rows(lines, lambda paper_id: f"/dossiers/{code}/files/{paper_id}/", removable=False)
    context = {
        "submission": submission,
        "accepted": accepted,
        "STATES": STATES,
        "distance": distances.words(submission.unit_id, accepted.due_at) if accepted else "",
        "timeline": distances.tell(submission.unit_id, told),
        "papers": [{"name": line.need.name, "files": rows[line.need.key]} for line in lines],
        "forms": queries.forms_of(submission=submission),
        "asked": asked,
        "result": result if result and result.file_id else None,
        "verify": documents.verify_url(result.token) if result and result.file_id else "",
        "can_withdraw": State.WITHDRAWN in rules.MOVES[State(submission.state)],
        "can_choose_way": State(submission.state) in CAN_CHOOSE_WAY,
        "next": queries.next_words(submission, respond_by=asked.respond_by if asked else None),
        "owed": queries.owed(version_id=submission.version_id),
        "parties": _parties(submission),
        "joined": _joined(submission) if accepted and is_own else "",
    }
    return render(request, "dossiers/citizen/dossier.html", context)


@access.signed_in
def answers(request: Request, code: str) -> HttpResponse:
    """Show what was declared."""
    submission = own_submission(request, code)
    form = queries.form_of(submission=submission)
    hidden: frozenset[str] = frozenset()
    for relation in modules.provided(Relations):
        if request.actor.person_id is not None and forms.parts(form):
            hidden |= relation.hidden_parts(
                dossier=submission.ref, form=form, person_id=request.actor.person_id
            )
    shown = forms.mask(form, submission.data, hidden)
    context = {
        "submission": submission,
        "summary": forms.summary(form, shown),
        "is_masked": bool(hidden),
    }
    return render(request, "dossiers/citizen/answers.html", context)


@access.signed_in
def withdraw(request: Request, code: str) -> HttpResponse:
    """Ask whether to take the dossier back, and do it."""
    submission = own_submission(request, code)
    if request.method == "POST":
        use_cases.withdraw(
            actor=request.actor, code=code, reason=request.POST.get("reason", ""), at=request.at
        )
        messages.success(request, _("Your dossier was withdrawn."))
        return redirect("dossiers:dossier", code=code)
    return render(request, "dossiers/citizen/withdraw.html", {"submission": submission})


@access.signed_in
def receive(request: Request, code: str) -> HttpResponse:
    """Ask anew how the result is wanted; possible until it lies ready."""
    submission = own_submission(request, code)
    way = way_of(request.POST.get("result_way"), submission.result_way)
    postal = typed_postal(request.POST)
    faults = NO_FAULTS
    if request.method == "POST" and LOOK not in request.POST:
        try:
            use_cases.choose_result_way(
                actor=request.actor, code=code, way=way, postal=postal, at=request.at
            )
        except PostalIncomplete as refusal:
            faults = refusal.faults
        else:
            messages.success(request, _("Noted. The result comes this way."))
            return redirect("dossiers:dossier", code=code)
    context = {
        "submission": submission,
        "ways": ResultWay.choices,
        "way": way,
        "postal": postal_context(
            postal or submission.postal,
            person_id=submission.person_id,
            faults=faults,
            on=local_date(request.at),
        ),
        "faults": faults,
    }
    return render(request, "dossiers/citizen/receive.html", context)
