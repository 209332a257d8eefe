"""The worker delivers, keeps its timetable, stops when asked, and dies without doing harm."""

import time
from datetime import UTC, datetime

import pytest

from motcua.foundation import actors
from motcua.kernel.organisation import api as organisation

AT = datetime(2024, 3, 5, 2, tzinfo=UTC)
SOON = 1.0  # an event is delivered within a second of its commit
PENDING = "select count(*) from foundation_undelivered"


def create_units(count=1):
    """Publish events that identity listens to."""
    for number in range(count):
        organisation.create_unit(
            actor=actors.system("test"),
            code=f"H24.{number // 100:02}.{number % 100:02}",
            name="Ủy ban nhân dân phường",
            kind=organisation.UnitKind.AUTHORITY,
            level=organisation.Level.WARD,
            parent_id=None,
            valid_from=AT.date(),
            at=AT,
        )


def wait_until(question, seconds=60.0):
    until = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < until
        time.sleep(0.02)


def count(database, query):
    return database.rows(query)[0][0]


@pytest.fixture
def started(spare_database):
    """A worker that has come up on a database of its own."""
    worker = spare_database.motcua("worker")
    jobs = "select count(*) from foundation_job where ended_at is not null"
    wait_until(lambda: count(spare_database, jobs) >= 3)
    return worker


def test_events_are_delivered_and_sealed_and_sigterm_ends_it(spare_database, started):
    spare_database.call(create_units)
    began = time.monotonic()
    wait_until(lambda: count(spare_database, PENDING) == 0)
    took = time.monotonic() - began
    wait_until(lambda: count(spare_database, "select count(*) from audit_chain") >= 1, 10)

    started.process.terminate()
    code, said = started.finish()

    assert took < SOON
    assert code == 0
    assert "what=delivered events=1" in said
    assert "what=stopping signal=SIGTERM" in said
    assert "what=stopped" in said


def test_a_database_that_goes_away_is_waited_for(spare_database, started):
    spare_database.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    spare_database.call(create_units)

    wait_until(lambda: count(spare_database, PENDING) == 0)

    assert started.process.is_alive()


def test_once_drains_and_ends(spare_database):
    spare_database.call(create_units, 5)
    assert count(spare_database, PENDING) == 5

    code, said = spare_database.motcua("worker", "--once").finish()

    assert code == 0, said
    assert count(spare_database, PENDING) == 0
    assert count(spare_database, "select count(*) from audit_chain") >= 5


def test_a_worker_killed_at_work_loses_nothing(spare_database):
    spare_database.call(create_units, 300)

    victim = spare_database.motcua("worker")
    wait_until(lambda: count(spare_database, PENDING) < 300)
    victim.process.kill()
    victim.process.join()
    wait_until(
        lambda: (
            count(
                spare_database,
                "select count(*) from pg_stat_activity where datname = current_database()"
                " and pid <> pg_backend_pid() and backend_type = 'client backend'",
            )
            == 0
        )
    )
    spare_database.motcua("worker", "--once").finish()

    assert count(spare_database, PENDING) == 0
    assert count(spare_database, "select count(*) from foundation_event") >= 300
