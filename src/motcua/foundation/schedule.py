"""Jobs that run by the clock: what manifests plan, run by whichever worker comes first."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import connection

from . import modules
from .models import Job
from .modules import Every, EveryWorkingDay
from .time import LOCAL_ZONE, local_date

logger = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(hours=1)
FARTHEST_DAY = 60  # no holiday is longer

Entry = Every | EveryWorkingDay
IsWorkingDay = Callable[[date], bool]


def planned() -> Mapping[str, Entry]:
    """Return every job of the manifests by the dotted name of its function."""
    return {
        f"{entry.run.__module__}.{entry.run.__qualname__}": entry
        for config in modules.installed()
        for entry in config.manifest.schedule
    }


def next_due(entry: Entry, *, after: datetime, is_working_day: IsWorkingDay) -> datetime:
    """Return when the job is due next, once ``after`` has passed.

    Raises:
        LookupError: No working day is near.
    """
    if isinstance(entry, Every):
        return after + timedelta(seconds=entry.seconds)
    today = local_date(after)
    for days in range(FARTHEST_DAY):
        day = today + timedelta(days=days)
        due_at = datetime.combine(day, time.fromisoformat(entry.at), LOCAL_ZONE)
        if due_at > after and is_working_day(day):
            return due_at
    raise LookupError(f"no working day within {FARTHEST_DAY} days after {today}")


@dataclass(kw_only=True)
class Schedule:
    """The jobs of this house, with the clock and the calendar by which they run."""

    now: Callable[[], datetime]
    is_working_day: IsWorkingDay
    jobs: Mapping[str, Entry] = field(default_factory=planned)
    _is_prepared: bool = False

    def _prepare(self) -> None:
        # New jobs of a working day are due from its start on, others at once.
        if self._is_prepared:
            return
        at = self.now()
        Job.objects.bulk_create(
            [Job(name=name, due_at=self._first(entry, at=at)) for name, entry in self.jobs.items()],
            ignore_conflicts=True,
        )
        self._is_prepared = True

    def _first(self, entry: Entry, *, at: datetime) -> datetime:
        if isinstance(entry, Every):
            return at
        midnight = datetime.combine(local_date(at), time(), LOCAL_ZONE)
        start = midnight - timedelta(microseconds=1)
        return next_due(entry, after=start, is_working_day=self.is_working_day)

    def run_due(self, *, repeated: bool = False) -> int:
        """Run the jobs that are due and return how many ran.

        Each runs in one worker at a time: a lock of the database session, which ends with the
        worker however it ends.

        Args:
            repeated: Run all jobs of the kind ``Every`` whether due or not.
        """
        self._prepare()
        found = Job.objects.filter(due_at__lte=self.now())
        due = set(found.values_list("name", flat=True))
        if repeated:
            due |= {name for name, entry in self.jobs.items() if isinstance(entry, Every)}
        return sum(self._run(name, repeated=repeated) for name in self.jobs if name in due)

    def _run(self, name: str, *, repeated: bool) -> bool:
        with connection.cursor() as cursor:
            lock = "pg_try_advisory_lock(hashtext('foundation.job'), hashtext(%s))"
            cursor.execute(f"select {lock}", [name])
            if not cursor.fetchone()[0]:
                return False
        try:
            job = Job.objects.get(name=name)
            if job.due_at > self.now() and not repeated:
                return False  # another worker was quicker
            return self._run_locked(job, self.jobs[name])
        finally:
            with connection.cursor() as cursor:
                unlock = "pg_advisory_unlock(hashtext('foundation.job'), hashtext(%s))"
                cursor.execute(f"select {unlock}", [name])

    def _run_locked(self, job: Job, entry: Entry) -> bool:
        is_day = isinstance(entry, Every) or self.is_working_day(local_date(self.now()))
        job.started_at = self.now()
        try:
            if is_day:
                entry.run()
        except Exception as error:  # the next run may succeed
            logger.exception("job %s failed", job.name)
            job.failures += 1
            job.error = repr(error)[:2000]
            job.ended_at = self.now()
            job.due_at = job.ended_at + min(timedelta(seconds=2**job.failures), LONGEST_WAIT)
        else:
            job.failures, job.error, job.ended_at = 0, "", self.now()
            job.due_at = next_due(entry, after=job.ended_at, is_working_day=self.is_working_day)
        job.save()
        return is_day
