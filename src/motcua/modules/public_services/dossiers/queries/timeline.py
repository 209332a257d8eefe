"""Who holds a dossier, since when, until when, in plain words."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import rules
from ..errors import DossierNotFound
from ..models import Submission
from ..types import Channel, Happening, State, Tracking


def _received(submission: Submission, *, for_official: bool) -> list[Happening]:
    is_own = submission.channel == Channel.ONLINE and not for_official
    sent = Happening(
        title=_("You sent the dossier") if is_own else _("The dossier was handed in"),
        at=submission.submitted_at,
        by=submission.unit.name if submission.entered_by else "",
    )
    found = [sent]
    if submission.state == State.WAITING:
        found.append(
            Happening(
                title=_("Reception checks it"),
                at=submission.submitted_at,
                by=submission.unit.name,
                state="current",
                due_at=submission.answer_by,
            )
        )
    return found


def _supplements(submission: Submission, *, for_official: bool) -> list[Happening]:
    found = []
    for request in submission.supplement_requests.order_by("requested_at"):
        found.append(
            Happening(
                title=_("Supplements were asked for")
                if for_official
                else _("You were asked for supplements"),
                at=request.requested_at,
                by=submission.unit.name,
                text="; ".join(item["name"] for item in request.items),
                state="done" if request.answered_at else "current",
            )
        )
        if request.answered_at and request.answered_at != submission.ended_at:
            added = _("The applicant answered") if for_official else _("You added what was missing")
            found.append(Happening(title=added, at=request.answered_at))
    return found


def _steps(submission: Submission) -> list[Happening]:
    dossier = submission.dossier
    history = cases.history(case_id=dossier.case_id, since=dossier.accepted_at)
    posts = organisation.post_info([step.post_id for step in history if step.post_id])
    found = [
        Happening(
            title=_("The dossier was accepted"),
            at=dossier.accepted_at,
            by=submission.unit.name,
            text=_("Promised: %(promise)s")
            % {"promise": words.as_promise(dossier.due_original_at)},
        )
    ]
    if dossier.case.reappointed_at:
        found.append(
            Happening(
                title=_("The administration apologised and promised a new date"),
                at=dossier.case.reappointed_at,
                by=submission.unit.name,
                text=dossier.case.reappointed_reason,
            )
        )
    for step in history[1:]:
        if step.kind is cases.StepKind.RETURN:
            continue  # told by the ending
        post = posts.get(step.post_id) if step.post_id else None
        running = step.done_at is None
        paused = submission.state == State.SUPPLEMENT
        found.append(
            Happening(
                title=step.name,
                at=step.started_at if running else step.done_at,
                by=f"{post.title}, {post.unit_name}" if post else "",
                text=str(step.outcome.label) if step.outcome and step.outcome != "DONE" else "",
                state="current" if running and not paused else "done",
                due_at=step.due_at if running else None,
            )
        )
    return found


def _ending(submission: Submission) -> list[Happening]:
    dossier = getattr(submission, "dossier", None)
    found = []
    if dossier and dossier.finished_at:
        found.append(Happening(title=_("The result is ready"), at=dossier.finished_at))
    if dossier and dossier.returned_at:
        found.append(Happening(title=_("The result was handed over"), at=dossier.returned_at))
    if submission.ended_at:
        refused = submission.state in {State.REFUSED, State.STOPPED}
        found.append(
            Happening(
                title=str(State(submission.state).label),
                at=submission.ended_at,
                text=submission.end_reason if refused else "",
                state="bad" if refused else "done",
            )
        )
    return found


def timeline_of(*, submission: Submission, for_official: bool = False) -> tuple[Happening, ...]:
    """Return what happened and what happens now, the oldest first.

    Args:
        for_official: Speak of the applicant, not to him.
    """
    found = _received(submission, for_official=for_official)
    found += _supplements(submission, for_official=for_official)
    if hasattr(submission, "dossier"):
        found += _steps(submission)
    found += _ending(submission)
    far = datetime.max.replace(tzinfo=submission.submitted_at.tzinfo)
    return tuple(sorted(found, key=lambda each: (each.state == "current", each.at or far)))


def track(*, text: str) -> Tracking:
    """Return what anybody with the code may know: no names, no answers, no reasons.

    Raises:
        DossierNotFound: No dossier has that code.
    """
    code = rules.find_code(text)
    found = Submission.objects.filter(part_of=None)
    found = found.select_related("dossier", "dossier__case", "unit")
    submission = found.filter(code=code).first() if code else None
    if submission is None:
        raise DossierNotFound
    lines = tuple(
        Happening(title=line.title, at=line.at, by=line.by, state=line.state, due_at=line.due_at)
        for line in timeline_of(submission=submission, for_official=True)
    )
    current = next((line for line in lines if line.state == "current"), None)
    dossier = getattr(submission, "dossier", None)
    return Tracking(
        code=submission.code,
        procedure_title=submission.procedure_title,
        unit_name=submission.unit.name,
        state=State(submission.state),
        submitted_at=submission.submitted_at,
        due_at=dossier.due_at if dossier else None,
        finished_at=dossier.finished_at if dossier else None,
        holder=current.by if current else "",
        timeline=lines,
    )
