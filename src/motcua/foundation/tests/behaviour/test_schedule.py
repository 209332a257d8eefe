"""Jobs run by the clock, each in one worker, on working days if they say so."""

from datetime import date, datetime, timedelta

import pytest

from motcua.foundation.models import Job
from motcua.foundation.modules import Every, EveryWorkingDay
from motcua.foundation.schedule import Schedule, next_due, planned
from motcua.foundation.time import LOCAL_ZONE

HOLIDAYS = {date(2024, 2, 9), date(2024, 2, 12)}


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL_ZONE)


def is_working_day(day):
    return day.weekday() < 5 and day not in HOLIDAYS


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, text):
        self.at = local(text)

    def __call__(self):
        return self.at


class Work:
    """A job that counts its runs, and fails when told to."""

    __qualname__ = "Work"

    def __init__(self):
        self.runs = 0
        self.is_broken = False

    def __call__(self):
        self.runs += 1
        if self.is_broken:
            raise ConnectionError("away")


def schedule(clock, **jobs):
    return Schedule(now=clock, is_working_day=is_working_day, jobs=jobs)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("2024-02-07T06:00", "2024-02-07T07:00"),
        ("2024-02-07T07:00", "2024-02-08T07:00"),
        ("2024-02-08T09:00", "2024-02-13T07:00"),  # Friday and Monday are holidays
    ],
)
def test_a_working_days_job_is_due_on_the_next_working_day(after, due):
    entry = EveryWorkingDay(at="07:00", run=Work())

    assert next_due(entry, after=local(after), is_working_day=is_working_day) == local(due)


def test_a_calendar_without_working_days_is_a_mistake():
    with pytest.raises(LookupError, match="no working day"):
        next_due(
            EveryWorkingDay(at="07:00", run=Work()),
            after=local("2024-02-07T06:00"),
            is_working_day=lambda _day: False,
        )


@pytest.mark.django_db
def test_a_job_runs_again_some_seconds_after_it_ended():
    work, clock = Work(), Clock("2024-02-07T06:00")
    jobs = schedule(clock, it=Every(seconds=5, run=work))

    assert jobs.run_due() == 1
    assert jobs.run_due() == 0
    clock.at += timedelta(seconds=5)
    assert jobs.run_due() == 1
    assert work.runs == 2


@pytest.mark.django_db
def test_a_morning_job_runs_once_on_a_working_day_even_if_the_worker_comes_late():
    work, clock = Work(), Clock("2024-02-07T09:30")
    jobs = schedule(clock, it=EveryWorkingDay(at="07:00", run=work))

    jobs.run_due()
    clock.at = local("2024-02-07T23:00")
    jobs.run_due()
    assert work.runs == 1

    clock.at = local("2024-02-08T07:00")
    jobs.run_due()
    assert work.runs == 2


@pytest.mark.django_db
def test_days_on_which_no_worker_ran_are_not_made_up_for():
    work, clock = Work(), Clock("2024-02-05T07:00")
    jobs = schedule(clock, it=EveryWorkingDay(at="07:00", run=work))
    jobs.run_due()

    clock.at = local("2024-02-08T08:00")
    jobs.run_due()
    jobs.run_due()

    assert work.runs == 2


@pytest.mark.django_db
def test_a_day_that_became_a_holiday_is_left_out(monkeypatch):
    work, clock = Work(), Clock("2024-02-07T07:00")
    jobs = schedule(clock, it=EveryWorkingDay(at="07:00", run=work))
    jobs.run_due()
    monkeypatch.setitem(globals(), "HOLIDAYS", {*HOLIDAYS, date(2024, 2, 8)})

    clock.at = local("2024-02-08T07:00")
    jobs.run_due()

    assert work.runs == 1
    assert Job.objects.get(name="it").due_at == local("2024-02-13T07:00")


@pytest.mark.django_db
def test_a_job_that_fails_is_tried_again_and_says_why():
    work, clock = Work(), Clock("2024-02-07T07:00")
    work.is_broken = True
    jobs = schedule(clock, it=EveryWorkingDay(at="07:00", run=work))

    jobs.run_due()
    job = Job.objects.get(name="it")
    assert (job.failures, job.error) == (1, "ConnectionError('away')")
    assert job.due_at == clock.at + timedelta(seconds=2)

    work.is_broken = False
    clock.at = job.due_at
    jobs.run_due()
    job.refresh_from_db()
    assert (job.failures, job.error, job.due_at) == (0, "", local("2024-02-08T07:00"))


@pytest.mark.django_db
def test_draining_runs_repeated_jobs_whether_due_or_not():
    often, daily = Work(), Work()
    clock = Clock("2024-02-07T06:00")
    jobs = schedule(
        clock, often=Every(seconds=60, run=often), daily=EveryWorkingDay(at="07:00", run=daily)
    )

    jobs.run_due(repeated=True)
    jobs.run_due(repeated=True)

    assert (often.runs, daily.runs) == (2, 0)


def hold_and_run(path):
    def work():
        with path.open("a") as file:
            file.write("x")

    clock = Clock("2024-02-07T06:00")
    jobs = schedule(clock, it=Every(seconds=5, run=work))
    jobs.run_due()


def test_of_several_workers_one_runs_the_job(spare_database, tmp_path):
    workers = [spare_database.fork(hold_and_run, tmp_path / "runs") for _n in range(4)]
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0

    assert (tmp_path / "runs").read_text() == "x"


def test_jobs_of_all_manifests_have_names_of_their_own():
    assert "motcua.kernel.audit.tasks.seal" in planned()
