"""Why this date? A promise day by day: what was counted, what not, and by which document."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from ..errors import DossierNotFound
from ..models import Submission
from ..types import Happening

_NEEDED = ("unit", "dossier", "dossier__case")


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A promise explained; it names nobody but, to officials, who moved it.

    Attributes:
        due_original_at: What was promised at acceptance.
        due_at: What is promised now.
        opening: From when, and how much.
        rows: Each day on the way.
        happenings: What happened to the promise since: waiting, a new date, a changed calendar.
        paused_since: Since when the clock stands.
        as_known: The calendar was changed since; the count is by the one of that time.
        is_exact: Whether the count arrives at the promise.
        warning: What may still change the count.
    """

    code: str
    procedure_title: str
    unit_name: str
    accepted_at: datetime
    due_original_at: datetime
    due_at: datetime
    finished_at: datetime | None
    opening: str
    closing: str
    rows: tuple[organisation.ExplainedDay, ...]
    happenings: tuple[Happening, ...]
    paused_since: datetime | None
    as_known: bool
    is_exact: bool
    warning: str

    @property
    def has_moved(self) -> bool:
        return self.due_at != self.due_original_at


def submission_to_explain(*, actor: Actor | None, code: str) -> Submission:
    """Return a dossier with what explains its date: one query.

    Args:
        actor: Who asks; None: anybody who has the code.

    Raises:
        DossierNotFound: There is none of that code, or he may not see it.
    """
    found = Submission.objects.select_related(*_NEEDED)
    if actor is not None:
        found = found.visible_to(actor)
    submission = found.filter(code=code).first()
    if submission is None:
        raise DossierNotFound
    return submission


def why_of(*, submission: Submission, for_official: bool = False) -> Why | None:
    """Explain the promise of a dossier; None before it is accepted. Two queries, rarely more.

    Args:
        for_official: Also say who moved the promise and what the applicant was asked for.
    """
    dossier = getattr(submission, "dossier", None)
    if dossier is None:
        return None
    case = dossier.case.to_info()
    history = cases.promise_history(case_id=case.id)
    found, as_known = _explain(case, history)
    return Why(
        code=submission.code,
        procedure_title=submission.procedure_title,
        unit_name=submission.unit.name,
        accepted_at=case.opened_at,
        due_original_at=case.due_original_at,
        due_at=case.due_at,
        finished_at=dossier.finished_at,
        opening=found.opening,
        closing=_("Promised: %(promise)s") % {"promise": words.as_promise(case.due_at)},
        rows=found.rows,
        happenings=tuple(_happening(each, for_official=for_official) for each in history.events),
        paused_since=history.paused_since if case.settled_at is None else None,
        as_known=as_known,
        is_exact=found.due_at == case.due_at,
        warning=found.warning if case.settled_at is None else "",
    )


def _explain(
    case: cases.CaseInfo, history: cases.PromiseHistory
) -> tuple[organisation.Explanation, bool]:
    """Return the count by the calendar of today, or by that of the day of acceptance."""

    def by(clock: organisation.Clock) -> organisation.Explanation:
        return organisation.explain_due(
            unit_id=case.unit_id,
            start=case.opened_at,
            limit=case.time_limit,
            pauses=history.pauses,
            reappointed=history.reappointed,
            of_unit=clock,
        )

    found = by(organisation.clock(case.unit_id))
    if found.due_at == case.due_at:
        return found, False
    known = organisation.clocks_known([case.unit_id], case.opened_at)[case.unit_id]
    as_it_was = by(known)
    return (as_it_was, True) if as_it_was.due_at == case.due_at else (found, False)


def _happening(event: cases.PromiseEvent, *, for_official: bool) -> Happening:
    titles = {
        "paused": _("The clock stopped: the applicant is waited for"),
        "resumed": _("The applicant answered; the clock goes on"),
        "reappointed": _("The result was promised anew, with an apology"),
        "recounted": _("The calendar changed, and the promise was counted again"),
        "closed": _("The dossier ended"),
    }
    told = [] if event.due_before is None else [_moved(event)]
    if event.reason and (for_official or event.kind == "recounted"):
        told.append(event.reason)
    return Happening(
        title=titles[event.kind],
        at=event.at,
        by=event.by if for_official else "",
        text="\n".join(told),
    )


def _moved(event: cases.PromiseEvent) -> str:
    if event.due_at is None or event.due_at == event.due_before:
        return _("The promise stays as it was.")
    before = words.as_instant(event.due_before) if event.due_before else ""
    return _("From %(before)s to %(after)s") % {
        "before": before,
        "after": words.as_instant(event.due_at),
    }
