"""What the figures count, row by row."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, Q, Subquery, Value, When
from django.urls import reverse

from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases

from ..models import Submission, SubmissionQuerySet
from ..types import Among, Channel, CountedDossier, HandledDossier, State

ON_TIME = Q(dossier__finished_at__lte=F("dossier__due_at"), times_asked__lte=1)
ASKED = Q(times_asked__gte=1)
ASKED_AGAIN = Q(times_asked__gte=2)
ONLINE = Q(channel=Channel.ONLINE)


def _in_period(
    rows: SubmissionQuerySet, unit_id: UUID, by: str, start: datetime, end: datetime
) -> SubmissionQuerySet:
    within = {f"dossier__{by}_at__gte": start, f"dossier__{by}_at__lt": end}
    return rows.filter(**within, dossier__unit_id=unit_id)  # these two have an index


def _after(code: str, by: str) -> Q:
    """Keep what comes after a dossier in the order of what puts it into the period."""
    if not code:
        return Q()
    its = Submission.objects.filter(code=code).values(f"dossier__{by}_at")
    same = Q(**{f"dossier__{by}_at": Subquery(its)}, code__gt=code)
    return same | Q(**{f"dossier__{by}_at__gt": Subquery(its)})


def list_counted(
    *,
    actor: Actor,
    unit_id: UUID,
    start: datetime,
    end: datetime,
    by: str,
    counted: Q | None = None,
    among: Q | None = None,
    after: str = "",
    limit: int = 50,
) -> list[tuple[Submission, bool]]:
    """List what a figure counts, the earliest first, and whether each is in the numerator.

    Args:
        by: ``accepted`` or ``finished``: which instant puts a dossier into the period.
        after: The code of the last one of the page before.
    """
    rows = _in_period(Submission.objects.overseen_by(actor), unit_id, by, start, end)
    rows = rows.filter(among or Q(), _after(after, by)).select_related("dossier").defer("data")
    found = rows.annotate(is_counted=_flag(counted)).order_by(f"dossier__{by}_at", "code")[:limit]
    return [(row, bool(getattr(row, "is_counted"))) for row in found]  # noqa: B009 - annotated above


def list_handled(
    *,
    actor: Actor,
    unit_id: UUID,
    start: datetime,
    end: datetime,
    by: str,
    counted: Q | None = None,
    among: Q | None = None,
) -> list[HandledDossier]:
    """List all that a figure counts in a unit, by code, with who handled it: two queries.

    For one unit and one period: thousands at most.
    """
    rows = _in_period(Submission.objects.overseen_by(actor), unit_id, by, start, end)
    names = ("code", "procedure_title", "state", f"dossier__{by}_at", "dossier__case_id")
    found = list(
        rows.filter(among or Q())
        .annotate(is_counted=_flag(counted))
        .order_by("code")
        .values_list(*names, "is_counted", "may_open", "submitted_at")
    )
    since = min((row[-1] for row in found), default=start)
    handlers = cases.handlers(case_ids=[row[4] for row in found], since=since)
    return [
        HandledDossier(
            code=code,
            title=title,
            state=State(state),
            at=at,
            is_counted=is_counted,
            may_open=may_open,
            account_id=handlers.get(case_id, (None, ""))[0],
            handler=handlers.get(case_id, (None, ""))[1],
        )
        for code, title, state, at, case_id, is_counted, may_open, _submitted_at in found
    ]


def address_of(code: str, *, may_open: bool) -> str:
    """Return where a dossier opens; nowhere for those who may not see it."""
    return reverse("dossiers:case", args=[code]) if may_open else ""


def _flag(counted: Q | None) -> Case:
    whether = counted or Q(pk__isnull=False)
    return Case(When(whether, then=Value(value=True)), default=Value(value=False))


def among(kind: Among, start: datetime, end: datetime) -> Q:
    """Return the condition for dossiers of a period."""
    accepted_by_then = Q(dossier__accepted_at__lt=end, submitted_at__lt=end)
    received = accepted_by_then & Q(dossier__accepted_at__gte=start)
    still_open = Q(dossier__finished_at=None, ended_at=None)
    ended_since = Q(dossier__finished_at__gte=start) | Q(ended_at__gte=start)
    finished = Q(dossier__finished_at__gte=start, dossier__finished_at__lt=end)
    in_hand = Q(state__in=[State.PROCESSING, State.SIGNING])
    meant: Mapping[Among, Q] = {
        Among.RECEIVED: received,
        Among.ALIVE: accepted_by_then & (still_open | ended_since),
        Among.FINISHED: finished,
        Among.IN_HAND: received & in_hand,
    }
    return meant[kind]


def list_among(
    *,
    actor: Actor,
    unit_ids: Collection[UUID],
    kind: Among,
    start: datetime,
    end: datetime,
    field: str = "",
    after: str = "",
    limit: int = 50,
) -> list[CountedDossier]:
    """List the dossiers of a period that the actor may see or oversees, by code: one query.

    Args:
        field: Only those of that field of work.
    """
    rows = Submission.objects.overseen_by(actor).filter(among(kind, start, end))
    rows = rows.filter(Q(field=field) if field else Q(), unit_id__in=list(unit_ids))
    rows = rows.filter(code__gt=after).select_related("dossier")
    return [
        CountedDossier(
            submission_id=row.id,
            code=row.code,
            title=row.procedure_title,
            unit_id=row.unit_id,
            state=State(row.state),
            accepted_at=row.dossier.accepted_at,
            due_at=row.dossier.due_at,
            may_open=getattr(row, "may_open"),  # noqa: B009 - annotated above
        )
        for row in rows.defer("data").order_by("code")[:limit]
    ]
