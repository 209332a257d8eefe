"""Where dossiers stood on the mornings of working days, and whether their promises were kept.

A morning is looked at while a dossier was promised, not ready, and not waiting for its applicant.
Time left is told in working days, that of the promise included: 1 is due today.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from motcua.foundation.actors import Actor
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation

from ..models import Submission

_ONE_DAY = timedelta(days=1)
_LONGEST_WAY = timedelta(days=400)  # days before a promise on which its dossier may have been open

_CALENDAR = """
calendar as materialized (
    select * from unnest(
        %(days)s::date[], %(mornings)s::timestamptz[], %(nths)s::int[], %(working)s::bool[]
    ) as calendar(day, morning, nth, is_working)
)
"""
# What was promised anew counts by its first promise, which was broken.
_PROMISED = "case when c.reappointed_at is null then c.due_at else c.due_original_at end"
_ZONE = "at time zone 'Asia/Ho_Chi_Minh'"
_FROM = f"""
from (select c.*, {_PROMISED} as promised_at from cases_case c) c
join dossiers_dossier dossier on dossier.case_id = c.id
join dossiers_submission submission on submission.id = dossier.submission_id
join cases_casestep stay on stay.case_id = c.id
join calendar due on due.day = (c.promised_at {_ZONE})::date
"""  # noqa: S608 - put together from our own constants
_PAUSED = """
exists (
    select from cases_pause pause where pause.case_id = {case} and pause.started_at <= {morning}
        and (pause.ended_at is null or pause.ended_at > {morning})
)
"""
# The mornings of a stay are those of the working days after it began, up to that of its end.
_COUNTED = f"""
with {_CALENDAR}, stood as (
    select c.id, submission.unit_id, submission.procedure_code, stay.name as step,
        c.reappointed_at is not null or c.settled_at is null or c.settled_at > c.due_at as is_late,
        due.nth as due_nth, generate_series(begun.nth + 1, ended.nth) as nth
    {_FROM}
    join calendar begun on begun.day = (stay.started_at {_ZONE})::date
    join calendar ended on ended.day
        = (least(stay.done_at, c.settled_at, c.promised_at) {_ZONE})::date
    where c.due_at >= %(since)s and c.due_at < %(until)s and c.state <> 'PAUSED'
        and (c.closed_at is null or c.settled_at is not null)
)
select unit_id, procedure_code, step, least(due_nth - stood.nth + 1, %(most)s), count(*),
    count(*) filter (where is_late)
from stood join calendar today on today.nth = stood.nth and today.is_working
where not {_PAUSED.format(case="stood.id", morning="today.morning")}
group by 1, 2, 3, 4
"""  # noqa: S608 - put together from our own constants
_ON_A_DAY = f"""
with {_CALENDAR}
select submission.code, submission.unit_id, submission.procedure_code, stay.name, c.promised_at,
    due.nth - %(nth)s + 1
{_FROM}
where c.due_at > %(morning)s and c.promised_at > %(morning)s
    and (c.settled_at is null or c.settled_at > %(morning)s)
    and (c.closed_at is null or c.settled_at is not null)
    and stay.started_at <= %(morning)s and (stay.done_at is null or stay.done_at > %(morning)s)
    and due.nth - %(nth)s + 1 <= %(most)s
    and not {_PAUSED.format(case="c.id", morning="%(morning)s")}
order by submission.code
"""


class Stood(NamedTuple):
    """Past mornings alike: how many, and of how many the promise was broken in the end."""

    unit_id: UUID
    procedure_code: str
    step: str
    days_left: int
    number: int
    late: int


class StoodOn(NamedTuple):
    """Where one dossier stands on a morning."""

    code: str
    unit_id: UUID
    procedure_code: str
    step: str
    due_at: datetime
    days_left: int


def working_days(first: date, last: date) -> Mapping[date, int]:
    """Return, for each day, how many working days of the country lie between, it included."""
    clock, nth, found = organisation.clock(None), 0, {}
    day = first
    while day <= last:
        nth += clock.is_working_day(day)
        found[day] = nth
        day += _ONE_DAY
    return found


def _calendar(first: date, last: date) -> dict[str, list[Any]]:
    days = working_days(first - _ONE_DAY, last)
    wanted = [day for day in days if day >= first]
    return {
        "days": wanted,
        "mornings": [datetime.combine(day, time.min, LOCAL_ZONE) for day in wanted],
        "nths": [days[day] for day in wanted],
        "working": [days[day] > days[day - _ONE_DAY] for day in wanted],
    }


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, LOCAL_ZONE)


def count_stood(*, since: date, until: date, most: int) -> list[Stood]:
    """Count where the dossiers promised from ``since`` to before ``until`` stood; one query.

    All that were promised then count, those ready by now and those not; what was withdrawn or
    stopped does not. ``most``: with as many working days left, or more, they are counted together.
    """
    given: dict[str, Any] = _calendar(since - _LONGEST_WAY, until)
    given |= {"since": _start(since), "until": _start(until), "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, given)
        return [Stood._make(row) for row in cursor.fetchall()]


def list_stood(*, day: date, most: int) -> Iterator[StoodOn]:
    """Yield where every dossier stood on the morning of a working day; one query.

    Only what has at most so many working days left.
    """
    given: dict[str, Any] = _calendar(day, day + timedelta(days=3 * most + 20))
    if not given["working"][0]:
        return
    given |= {"morning": _start(day), "nth": given["nths"][0], "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_ON_A_DAY, given)
        for row in cursor:
            yield StoodOn._make(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Whether a promise was kept; ``is_late`` None: not known yet, or it ended without a result."""

    is_late: bool | None
    is_over: bool


def promises_kept(*, codes: Collection[str], at: datetime) -> Mapping[str, Kept]:
    """Tell of dossiers whether their promises were kept; one query."""
    rows = Submission.objects.filter(code__in=list(codes), dossier__isnull=False).values_list(
        "code",
        "dossier__case__due_at",
        "dossier__case__settled_at",
        "dossier__case__closed_at",
        "dossier__case__reappointed_at",
        "dossier__case__state",
    )
    return {row[0]: _kept(*row[1:], at=at) for row in rows}


def _kept(
    due_at: datetime,
    settled_at: datetime | None,
    closed_at: datetime | None,
    reappointed_at: datetime | None,
    state: str,
    *,
    at: datetime,
) -> Kept:
    if reappointed_at is not None:
        return Kept(is_late=True, is_over=True)
    if settled_at is not None:
        return Kept(is_late=settled_at > due_at, is_over=True)
    if closed_at is not None:
        return Kept(is_late=None, is_over=True)
    is_late = state == cases.CaseState.OPEN and due_at < at
    return Kept(is_late=is_late or None, is_over=is_late)


class Promised(NamedTuple):
    """An open dossier that is promised, with where it lies; no personal data."""

    code: str
    procedure_code: str
    procedure_title: str
    unit_id: UUID
    step: str
    due_at: datetime
    post_title: str | None


_PROMISED_COLUMNS = (
    "code",
    "procedure_code",
    "procedure_title",
    "unit_id",
    "dossier__case__step_name",
    "dossier__case__due_at",
    "dossier__case__post__title",
)


def list_promised(
    *,
    actor: Actor,
    at: datetime,
    until: datetime | None = None,
    unit_ids: Collection[UUID] | None = None,
    codes: Collection[str] | None = None,
) -> Sequence[Promised]:
    """Return the open dossiers that the actor may see and that are not late, the first due first.

    Args:
        until: Only those promised before it.
        codes: Only these, late and ready ones too.
    """
    rows = Submission.objects.visible_to(actor).filter(dossier__isnull=False)
    if codes is None:
        rows = rows.filter(
            dossier__case__state=cases.CaseState.OPEN,
            dossier__case__settled_at=None,
            dossier__case__due_at__gt=at,
        )
    else:
        rows = rows.filter(code__in=list(codes))
    if until is not None:
        rows = rows.filter(dossier__case__due_at__lt=until)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=list(unit_ids))
    found = rows.order_by("dossier__case__due_at", "code").values_list(*_PROMISED_COLUMNS)
    return [Promised._make(row) for row in found]
