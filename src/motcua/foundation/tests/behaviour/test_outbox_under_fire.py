"""Workers that die at any moment lose no event, and tell the events of a stream in order."""

# ruff: noqa: S311 - chance for tests

import random
import time

import pytest
from django.db import connection, transaction

from motcua.foundation import delivery, events
from motcua.foundation.ids import uuid7
from motcua.foundation.tests.factories import AT, SYSTEM, ThingMoved, listening, move

STREAMS, STEPS = 12, 25


def publish_all():
    things = [uuid7() for _n in range(STREAMS)]
    with listening(write_down):
        for step in range(1, STEPS + 1):
            move(*[(thing, step) for thing in things])


def write_down(event, envelope):
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into heard (stream, step) values (%s, %s)", [envelope.stream, event.step]
        )
    time.sleep(0.002)


def deliver_for_ever():
    with listening(write_down):
        while True:
            if not delivery.deliver_pending(limit=10):
                time.sleep(0.01)


def test_events_are_told_in_order_and_none_is_lost(spare_database):
    spare_database.rows("create table heard (id bigserial, stream text, step int)")
    spare_database.call(publish_all)
    workers = [spare_database.fork(deliver_for_ever) for _n in range(3)]

    chance = random.Random(3)
    left = STREAMS * STEPS
    until = time.monotonic() + 60
    while left:
        assert time.monotonic() < until
        time.sleep(0.1)
        victim = chance.randrange(3)
        workers[victim].kill()
        workers[victim].join()
        workers[victim] = spare_database.fork(deliver_for_ever)
        ((left,),) = spare_database.rows("select count(*) from foundation_undelivered")

    heard = spare_database.rows("select array_agg(step order by id) from heard group by stream")
    assert [steps for (steps,) in heard] == [list(range(1, STEPS + 1))] * STREAMS


def publish_outside():
    with pytest.raises(RuntimeError, match="transaction"):
        events.publish(ThingMoved(thing_id=uuid7(), step=1), by=SYSTEM, at=AT)


def test_publishing_outside_a_transaction_is_refused(spare_database):
    spare_database.call(publish_outside)

    assert spare_database.rows("select * from foundation_event") == []


def publish_slowly():
    with transaction.atomic():
        move((STREAM, 1))
        time.sleep(0.5)


STREAM = uuid7()


def test_publishers_of_one_stream_wait_for_each_other(spare_database):
    publishers = [spare_database.fork(publish_slowly) for _n in range(3)]
    for publisher in publishers:
        publisher.join()

    versions = spare_database.rows("select stream_version from foundation_event order by 1")

    assert versions == [(1,), (2,), (3,)]
