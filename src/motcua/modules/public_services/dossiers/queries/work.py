"""What waits for people at work: mine, my team's, all that I may see; how much of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db.models import Count, Q

from motcua.foundation.actors import Actor
from motcua.foundation.prepared import Prepared
from motcua.foundation.text import fold
from motcua.foundation.time import local
from motcua.kernel.cases import api as cases

from .. import permissions, rules
from ..models import (
    NOBODY,
    Submission,
    SubmissionQuerySet,
    seen_by_official,
    viewing_units,
)
from ..types import State

CASE = "dossier__case__"
OPEN_STATES = (State.PROCESSING, State.SUPPLEMENT, State.SIGNING, State.FINISHED)
FREE, ME = "free", "me"


class Scope(StrEnum):
    """Whose work is looked at."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"


class Due(StrEnum):
    """When it is due, in the words of an inbox."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an inbox shows; an empty value asks for everything.

    Attributes:
        holder: A post's id; ``me``: taken by the actor; ``free``: taken by nobody.
        due_from, due_to: Days, both included.
    """

    scope: Scope = Scope.MINE
    text: str = ""
    state: str = ""
    kind: str = ""
    field: str = ""
    unit: UUID | None = None
    holder: str = ""
    channel: str = ""
    due: str = ""
    due_from: date | None = None
    due_to: date | None = None


class WorkLine(NamedTuple):
    """A dossier as a row of an inbox."""

    code: str
    person_name: str
    procedure_title: str
    unit_id: UUID
    channel: str
    state: str
    case_id: UUID
    case_state: str
    due_at: datetime
    settled_at: datetime | None
    step_name: str
    step_kind: str
    post_id: UUID | None
    post_title: str | None
    account_id: UUID | None
    unit_name: str


_COLUMNS = (
    "code",
    "person_name",
    "procedure_title",
    "unit_id",
    "channel",
    "state",
    "dossier__case_id",
    f"{CASE}state",
    f"{CASE}due_at",
    f"{CASE}settled_at",
    f"{CASE}step_name",
    f"{CASE}step_kind",
    f"{CASE}post_id",
    f"{CASE}post__title",
    f"{CASE}account_id",
    "unit__short_name",
)


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """Where a page of an inbox ended; the next one goes on from there."""

    due_at: datetime
    case_id: UUID

    def __str__(self) -> str:
        return f"{self.due_at.isoformat()}~{self.case_id}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read what ``str`` wrote; None for anything else."""
        instant, _tilde, case_id = text.partition("~")
        try:
            place = cls(datetime.fromisoformat(instant), UUID(case_id))
        except ValueError:
            return None
        return place if place.due_at.tzinfo else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much waits in an inbox, and where.

    Attributes:
        by_place: By post; by receiving unit where the inbox spans authorities; with its name.
        by_field: By field of work.
    """

    open: int = 0
    late: int = 0
    today: int = 0
    paused: int = 0
    by_place: Mapping[tuple[UUID | None, str], int] = field(default_factory=dict)
    by_field: Mapping[str, int] = field(default_factory=dict)
    by_kind: Mapping[str, int] = field(default_factory=dict)


def at_work(rows: SubmissionQuerySet) -> SubmissionQuerySet:
    """Keep what lies with somebody, or waits for the applicant."""
    # By the states that are open: of these the partial index of inboxes is known to hold all.
    return rows.filter(**{f"{CASE}state__in": [cases.CaseState.OPEN, cases.CaseState.PAUSED]})


def _of_posts(
    rows: SubmissionQuerySet, account_id: UUID | None, post_ids: list[UUID]
) -> SubmissionQuerySet:
    """Keep what posts hold, without what a colleague has taken."""
    free = Q(**{f"{CASE}account_id": None})
    mine = free | Q(**{f"{CASE}account_id": account_id}) if account_id else free
    return rows.filter(mine, **{f"{CASE}post_id__any_of": post_ids})


def within(actor: Actor, scope: Scope) -> SubmissionQuerySet:
    """Keep what is at work and belongs to a scope of the actor."""
    rows = at_work(Submission.objects.visible_to(actor))
    if scope is Scope.ALL:
        return rows
    if scope is Scope.TEAM:
        return rows.filter(**{f"{CASE}post__unit_id__in": list(actor.unit_ids)})
    return _of_posts(rows, actor.account_id, list(actor.post_ids))


def _official(actor: Actor) -> dict[str, Any]:
    """Return what the prepared questions about an official's own work want to know of him."""
    return {
        "person_id": actor.person_id or NOBODY,
        "units": list(viewing_units(actor)),
        "account_id": actor.account_id or NOBODY,
        "post_ids": list(actor.post_ids),
    }


_OFFICIAL: dict[str, type] = {
    "person_id": UUID,
    "units": list,
    "account_id": UUID,
    "post_ids": list,
}


def _own_work(
    person_id: UUID, units: list[UUID], account_id: UUID, post_ids: list[UUID]
) -> SubmissionQuerySet:
    rows = Submission.objects.filter(seen_by_official(person_id, units))
    return _of_posts(at_work(rows), account_id, post_ids)


def _in_order(rows: SubmissionQuerySet, limit: int) -> Any:
    return rows.order_by(f"{CASE}due_at", "dossier__case_id").values_list(*_COLUMNS)[:limit]


@cache
def _own_first(limit: int) -> Prepared:
    """Return the question for the first page of one's own work: what an office asks most often."""
    return Prepared(lambda **who: _in_order(_own_work(**who), limit), **_OFFICIAL)


def end_of_day(at: datetime) -> datetime:
    """Return the last instant of the local day of ``at``."""
    here = local(at)
    return datetime.combine(here.date(), time.max, tzinfo=here.tzinfo)


def _running() -> Q:
    return Q(**{f"{CASE}state": cases.CaseState.OPEN, f"{CASE}settled_at": None})


def late_at(at: datetime) -> Q:
    """Return the condition for what runs and is late."""
    return _running() & Q(**{f"{CASE}due_at__lt": at})


def due_between(at: datetime, end: datetime) -> Q:
    """Return the condition for what runs and falls due in a span of time, both ends included."""
    return _running() & Q(**{f"{CASE}due_at__gte": at, f"{CASE}due_at__lte": end})


def _due(wanted: Wanted, at: datetime) -> Q:
    match wanted.due:
        case Due.LATE:
            return late_at(at)
        case Due.TODAY:
            return due_between(at, end_of_day(at))
        case Due.WEEK:
            return due_between(at, end_of_day(at) + timedelta(days=7))
        case Due.PAUSED:
            return Q(**{f"{CASE}state": cases.CaseState.PAUSED})
    return Q()


def _between(wanted: Wanted, at: datetime) -> Q:
    zone, found = local(at).tzinfo, Q()
    if wanted.due_from:
        first = datetime.combine(wanted.due_from, time.min, tzinfo=zone)
        found &= Q(**{f"{CASE}due_at__gte": first})
    if wanted.due_to:
        last = datetime.combine(wanted.due_to, time.max, tzinfo=zone)
        found &= Q(**{f"{CASE}due_at__lte": last})
    return found


def _holder(actor: Actor, holder: str) -> Q:
    if holder == FREE:
        return Q(**{f"{CASE}account_id": None})
    if holder == ME:
        return Q(**{f"{CASE}account_id": actor.account_id, f"{CASE}account_id__isnull": False})
    try:
        return Q(**{f"{CASE}post_id": UUID(holder)}) if holder else Q()
    except ValueError:
        return Q()


def matching(text: str) -> Q:
    """Return what a search box means: a code, or a part of a name or matter, without diacritics."""
    if code := rules.find_code(text):
        return Q(code=code)
    names = Q(person_name__icontains=text) | Q(procedure_title__icontains=text)
    return names | Q(person__folded_name__contains=fold(text))


def _chosen(actor: Actor, wanted: Wanted, at: datetime) -> Q:
    found = _due(wanted, at) & _between(wanted, at) & _holder(actor, wanted.holder)
    plain: dict[str, Any] = {
        "state": wanted.state,
        f"{CASE}step_kind": wanted.kind,
        "field": wanted.field,
        "unit_id": wanted.unit,
        "channel": wanted.channel,
    }
    found &= Q(**{name: value for name, value in plain.items() if value})
    return found & matching(wanted.text) if wanted.text else found


def list_work(
    *,
    actor: Actor,
    wanted: Wanted,
    at: datetime,
    after: WorkPlace | None = None,
    limit: int = 50,
) -> list[WorkLine]:
    """Return the rows of an inbox, the most urgent first; one query, no model is made.

    Args:
        after: Where the page before ended.
    """
    if wanted == Wanted() and after is None and actor.is_official:
        return [WorkLine._make(row) for row in _own_first(limit).all(**_official(actor))]
    rows = within(actor, wanted.scope).filter(_chosen(actor, wanted, at))
    if after is not None:
        later = Q(**{f"{CASE}due_at": after.due_at, "dossier__case_id__gt": after.case_id})
        rows = rows.filter(
            Q(**{f"{CASE}due_at__gt": after.due_at}) | later, **{f"{CASE}due_at__gte": after.due_at}
        )
    return [WorkLine._make(row) for row in _in_order(rows, limit)]


def most_urgent(*, actor: Actor, at: datetime) -> str:
    """Return the code of what presses most among the actor's work; empty if nothing waits."""
    first = list_work(actor=actor, wanted=Wanted(), at=at, limit=1)
    return first[0].code if first else ""


def first_lines(rows: SubmissionQuerySet, limit: int) -> list[WorkLine]:
    """Return the first of some dossiers at work as rows, the most urgent first; one query."""
    return [WorkLine._make(row) for row in _in_order(rows, limit)]


def lines_of(*, actor: Actor, codes: Sequence[str]) -> list[WorkLine]:
    """Return accepted dossiers that the actor may see as rows, in the order of their promises."""
    rows = Submission.objects.visible_to(actor).filter(code__in=codes, dossier__isnull=False)
    found = rows.order_by(f"{CASE}due_at", "dossier__case_id").values_list(*_COLUMNS)
    return [WorkLine._make(row) for row in found]


def spans_authorities(actor: Actor) -> bool:
    """Tell whether the actor sees dossiers of more authorities than his own."""
    return bool(permissions.VIEW_ALL.units(actor))


def _counted(rows: SubmissionQuerySet, place: Sequence[str], at: datetime, end: datetime) -> Any:
    return (
        rows.values_list(*place, "field", f"{CASE}step_kind")
        .annotate(
            n=Count("id"),
            late=Count("id", filter=late_at(at)),
            today=Count("id", filter=due_between(at, end)),
            paused=Count("id", filter=Q(**{f"{CASE}state": cases.CaseState.PAUSED})),
        )
        .order_by()
    )


_BY_POST = (f"{CASE}post_id", f"{CASE}post__title")
_OWN_COUNTED = Prepared(
    lambda at, end, **who: _counted(_own_work(**who), _BY_POST, at, end),
    at=datetime,
    end=datetime,
    **_OFFICIAL,
)


def tally(*, actor: Actor, scope: Scope, at: datetime) -> Tally:
    """Count an inbox by place, field and step, whatever is filtered in it; one query."""
    by_unit = scope is Scope.ALL and spans_authorities(actor)
    end = end_of_day(at)
    if scope is Scope.MINE and actor.is_official:
        rows = _OWN_COUNTED.all(at=at, end=end, **_official(actor))
    else:
        place = ("unit_id", "unit__short_name") if by_unit else _BY_POST
        rows = _counted(within(actor, scope), place, at, end)
    places: Counter[tuple[UUID | None, str]] = Counter()
    fields: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    totals = [0, 0, 0, 0]
    for place_id, name, what, kind, *numbers in rows:
        places[place_id, name or ""] += numbers[0]
        fields[what] += numbers[0]
        kinds[kind] += numbers[0]
        totals = [total + number for total, number in zip(totals, numbers, strict=True)]
    return Tally(
        open=totals[0],
        late=totals[1],
        today=totals[2],
        paused=totals[3],
        by_place=places,
        by_field=fields,
        by_kind=kinds,
    )
