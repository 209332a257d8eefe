"""What would move if the calendar, or a time limit, were another one; nothing is written here.

Promises are counted again one by one. For another limit they are streamed: neither statements nor
memory grow with them. For another calendar a job takes them in batches, which cost the same each.
Where only days count, each day of acceptance is reckoned once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from heapq import heappush, heapreplace
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from motcua.foundation.models import EventRecord
from motcua.foundation.time import LOCAL_ZONE, TimeLimit, TimeUnit, local_date
from motcua.kernel.organisation import api as organisation

from ..events import CaseClosed, CasePaused, CaseReappointed, CaseRecounted, CaseResumed
from ..models import Case, Pause
from ..types import CaseState

SHOWN = 200  # promises that are listed by name; all are counted
LOOK_BACK = timedelta(days=366)  # past promises further back are left alone
_CHUNK = 2000
BATCH = 2000  # promises that a job counts at a time
_ONE_DAY = timedelta(days=1)
_DAY_UNITS = {TimeUnit.WORKING_DAY, TimeUnit.CALENDAR_DAY, TimeUnit.MONTH}
Clocks = Mapping[UUID | None, organisation.Clock]


class Promise(NamedTuple):
    """A row of the stream: what is needed to count a promise again."""

    id: UUID
    kind: str
    subject_code: str
    title: str
    unit_id: UUID
    state: str
    opened_at: datetime
    due_at: datetime
    time_limit: str
    settled_at: datetime | None
    closed_at: datetime | None
    paused_at: list[datetime]
    resumed_at: list[datetime]

    @property
    def pauses(self) -> list[tuple[datetime, datetime]]:
        return list(zip(self.paused_at, self.resumed_at, strict=True))


def touched_by(*, first: Any, last: Any, unit_ids: frozenset[UUID] | None = None) -> QuerySet[Case]:
    """Return the cases whose clock ran on one of the days from ``first`` to ``last``.

    What was promised anew stands in a letter to the applicant: no calendar moves it.
    """
    begins = datetime.combine(first, time.min, LOCAL_ZONE)
    found = Case.objects.filter(due_at__gte=begins, reappointed_at=None)
    if last is not None:
        found = found.filter(opened_at__lt=datetime.combine(last + _ONE_DAY, time.min, LOCAL_ZONE))
    return found if unit_ids is None else found.filter(unit_id__in=unit_ids)


def stream(found: QuerySet[Case]) -> Iterator[Promise]:
    """Yield promises in one statement, whatever their number."""
    waits = Pause.objects.filter(case=OuterRef("pk")).exclude(ended_at=None).order_by("started_at")
    rows = found.annotate(
        paused_at=ArraySubquery(waits.values("started_at")),
        resumed_at=ArraySubquery(waits.values("ended_at")),
    ).values_list(*Promise._fields)
    for row in rows.iterator(chunk_size=_CHUNK):
        yield Promise(*row)


@dataclass(slots=True)
class Recounting:
    """Counts promises by two clocks, and with two limits where the limit is what changes."""

    before: Clocks
    after: Clocks
    limit_after: TimeLimit | None = None
    _limits: dict[str, TimeLimit] = field(default_factory=dict)
    _seen: dict[Any, tuple[datetime, datetime]] = field(default_factory=dict)

    def count(self, promise: Promise) -> tuple[datetime, datetime]:
        """Return when a promise is due by the clock before, and by the one after."""
        limit = self._limits.get(promise.time_limit)
        if limit is None:
            limit = self._limits[promise.time_limit] = TimeLimit.parse(promise.time_limit)
        if promise.paused_at or not self._counts_days(limit, promise.unit_id):
            return self._both(promise, limit)
        key = (promise.unit_id, promise.time_limit, local_date(promise.opened_at))
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._both(promise, limit)
        return found

    def _counts_days(self, limit: TimeLimit, unit_id: UUID) -> bool:
        clock = self.before[unit_id]
        return all(
            each.unit in _DAY_UNITS and each.amount == int(each.amount) and clock.ends_with_the_day
            for each in (limit, self.limit_after or limit)
        )

    def _both(self, promise: Promise, limit: TimeLimit) -> tuple[datetime, datetime]:
        given: dict[str, Any] = {"start": promise.opened_at, "pauses": promise.pauses}
        before, after = self.before[promise.unit_id], self.after[promise.unit_id]
        return (
            before.count_with_pauses(limit=limit, **given).due_at,
            after.count_with_pauses(limit=self.limit_after or limit, **given).due_at,
        )


@dataclass(slots=True)
class _Tally:
    """Adds up what moves: everything in numbers, the longest moves by name."""

    units: dict[UUID, organisation.UnitMoves] = field(default_factory=dict)
    longest: list[tuple[bool, timedelta, int, organisation.MovedPromise]] = field(
        default_factory=list
    )
    looked_at: int = 0
    apart: int = 0
    count: int = 0

    def add(self, moved: organisation.MovedPromise) -> None:
        self.count += 1
        self._sum_up(moved)
        shift = abs(moved.due_after - moved.due_before)
        entry = (moved.is_open, shift, self.count, moved)
        if len(self.longest) < SHOWN:
            heappush(self.longest, entry)
        elif entry > self.longest[0]:
            heapreplace(self.longest, entry)

    def _sum_up(self, moved: organisation.MovedPromise) -> None:
        so_far = self.units.get(moved.unit_id) or organisation.UnitMoves(
            unit_id=moved.unit_id, unit_name=""
        )
        way = "later" if moved.due_after > moved.due_before else "earlier"
        name = f"{'open' if moved.is_open else 'past'}_{way}"
        shift = moved.due_after - moved.due_before
        changes: dict[str, Any] = {
            name: getattr(so_far, name) + 1,
            "late_before": so_far.late_before + moved.was_late,
            "late_after": so_far.late_after + moved.would_be_late,
            "longest": max(so_far.longest, shift, key=abs),
        }
        self.units[moved.unit_id] = replace(so_far, **changes)

    def result(self) -> organisation.Moves:
        names = organisation.unit_names(self.units)
        units = [replace(each, unit_name=names[each.unit_id]) for each in self.units.values()]
        return organisation.Moves(
            units=tuple(sorted(units, key=lambda each: each.unit_name)),
            moved=tuple(entry[-1] for entry in sorted(self.longest, reverse=True)),
            count=self.count,
            looked_at=self.looked_at,
            apart=self.apart,
        )


def _compare(promises: Iterable[Promise], recounting: Recounting) -> organisation.Moves:
    tally = _Tally()
    for promise in promises:
        tally.looked_at += 1
        before, after = recounting.count(promise)
        if before != promise.due_at:
            tally.apart += 1
        elif after != before:
            tally.add(
                organisation.MovedPromise(
                    kind=promise.kind,
                    subject_code=promise.subject_code,
                    title=promise.title,
                    unit_id=promise.unit_id,
                    opened_at=promise.opened_at,
                    due_before=before,
                    due_after=after,
                    settled_at=promise.settled_at or promise.closed_at,
                )
            )
    return tally.result()


class CalendarMoves(organisation.KeepsPromises):
    """The promises of all cases."""

    def count(self, *, draft: organisation.CalendarDraft, at: datetime) -> int:
        """Return how many promises the change touches; see the port."""
        return _looked_at(draft, at).count()

    def moves(
        self, *, draft: organisation.CalendarDraft, at: datetime, after: UUID | None = None
    ) -> organisation.Batch:
        """Count the next promises again that the change touches; see the port."""
        unit_ids = organisation.units_below(draft.unit_id)
        recounting = Recounting(
            organisation.clocks(unit_ids), organisation.clocks_drafted(unit_ids, draft)
        )
        found = _looked_at(draft, at).order_by("id")
        promises = list(stream((found.filter(id__gt=after) if after else found)[:BATCH]))
        return organisation.Batch(
            moves=_compare(promises, recounting),
            last=promises[-1].id if len(promises) == BATCH else None,
        )


def _looked_at(draft: organisation.CalendarDraft, at: datetime) -> QuerySet[Case]:
    """Return the cases whose promise a change of the calendar may move."""
    scope = None if draft.unit_id is None else organisation.units_below(draft.unit_id)
    found = touched_by(first=draft.first, last=draft.last, unit_ids=scope)
    return found.filter(Q(opened_at__gte=at - LOOK_BACK) | ~Q(state=CaseState.CLOSED))


def what_if(
    *, case_ids: QuerySet[Any] | Sequence[UUID], time_limit: TimeLimit
) -> organisation.Moves:
    """Count cases again as if they had been opened with another limit.

    Args:
        case_ids: Ids, or a queryset that selects them: it is not asked for, but put into the
            statement.
    """
    found = Case.objects.filter(id__in=case_ids, reappointed_at=None)
    clocks = organisation.clocks(organisation.units_below(None))
    return _compare(stream(found), Recounting(clocks, clocks, time_limit))


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseEvent:
    """Something that happened to a promise.

    Attributes:
        kind: ``paused``, ``resumed``, ``reappointed``, ``recounted`` or ``closed``.
        by: Who did it, as the history names him; never shown to the public.
        reason: Why the clock stood, or the document by which the promise moved.
    """

    kind: str
    at: datetime
    by: str
    due_before: datetime | None
    due_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseHistory:
    """What happened to a promise since it was given, the oldest first."""

    events: tuple[PromiseEvent, ...]

    @property
    def pauses(self) -> tuple[tuple[datetime, datetime], ...]:
        """Return the pauses that ended because the applicant answered."""
        found, since = [], None
        for event in self.events:
            if event.kind == "paused":
                since = event.at
            elif event.kind == "resumed" and since is not None:
                found.append((since, event.at))
                since = None
        return tuple(found)

    @property
    def paused_since(self) -> datetime | None:
        """Return since when the clock stands; None while it runs or is over."""
        last = [each for each in self.events if each.kind in {"paused", "resumed", "closed"}]
        return last[-1].at if last and last[-1].kind == "paused" else None

    @property
    def reappointed(self) -> organisation.Reappointment | None:
        """Return the promise given anew."""
        for event in self.events:
            if event.kind == "reappointed" and event.due_at is not None:
                return organisation.Reappointment(at=event.at, due_at=event.due_at)
        return None


_TELLING = (CasePaused, CaseResumed, CaseReappointed, CaseRecounted, CaseClosed)


def promise_history(*, case_id: UUID) -> PromiseHistory:
    """Return what happened to the promise of a case since it was given: one query."""
    codes = [event.code for event in _TELLING]
    records = EventRecord.objects.filter(stream=f"case:{case_id}", code__in=codes)
    found = (_promise_event(record) for record in records.order_by("stream_version"))
    return PromiseHistory(events=tuple(found))


def _promise_event(record: EventRecord) -> PromiseEvent:
    told = record.payload
    return PromiseEvent(
        kind=record.code.partition(".")[2],
        at=record.at,
        by=told.get("ordered_by") or record.actor_name,
        due_before=_instant(told.get("due_before")),
        due_at=_instant(told.get("due_at")),
        reason=told.get("reason") or told.get("decision") or "",
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
