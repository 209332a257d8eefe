"""Events are written with the change, numbered per stream, and told at least once, in order."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from motcua.foundation import delivery, events
from motcua.foundation.ids import uuid7
from motcua.foundation.models import EventRecord, Stream, Undelivered
from motcua.foundation.tests.factories import AT, SYSTEM, ThingMoved, listening, move

pytestmark = pytest.mark.django_db


def make_due():
    Undelivered.objects.update(retry_at=Now() - timedelta(seconds=1))


class Ear:
    """A handler that remembers, and fails when told to."""

    def __init__(self):
        self.heard = []
        self.fails_at = set()

    def __call__(self, event, _envelope):
        if event.step in self.fails_at:
            raise ValueError("not today")
        self.heard.append((event.thing_id, event.step))


@pytest.fixture
def ear():
    handler = Ear()
    with listening(handler):
        yield handler


def test_an_event_is_a_row_of_who_what_and_when():
    thing, unit = uuid7(), uuid7()

    with transaction.atomic():
        events.publish(ThingMoved(thing_id=thing, step=1), by=SYSTEM, at=AT, unit_id=unit)

    record = EventRecord.objects.get(code="tests.thing_moved")
    assert (record.stream, record.stream_version) == (f"thing:{thing}", 1)
    assert (record.at, record.actor_kind, record.actor_name) == (AT, "SYSTEM", "test")
    assert record.unit_id == unit
    assert record.payload == {"thing_id": str(thing), "step": 1}


def test_events_of_a_stream_are_numbered_without_gap():
    one, other = uuid7(), uuid7()

    move((one, 1), (other, 1), (one, 2))
    move((one, 3))

    found = EventRecord.objects.filter(stream=f"thing:{one}").order_by("stream_version")
    assert [(record.stream_version, record.payload["step"]) for record in found] == [
        (1, 1),
        (2, 2),
        (3, 3),
    ]
    assert Stream.objects.get(stream=f"thing:{other}").version == 1


def test_all_events_of_a_call_are_one_statement(django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        moves = [ThingMoved(thing_id=uuid7(), step=step) for step in range(20)]
        events.publish(*moves, by=SYSTEM, at=AT)


def test_an_event_undone_with_its_change_leaves_nothing(ear):
    with transaction.atomic():
        move((uuid7(), 1))
        transaction.set_rollback(True)

    assert not EventRecord.objects.filter(code="tests.thing_moved").exists()
    assert delivery.deliver_pending() == 0


def test_what_nobody_listens_to_waits_for_nobody():
    move((uuid7(), 1))

    assert not Undelivered.objects.exists()


def test_an_event_is_told_once_to_each_listener(ear):
    second = Ear()
    thing = uuid7()
    with listening(ear, second):
        move((thing, 1))
        assert delivery.deliver_pending() == 1
        assert delivery.deliver_pending() == 0

    assert ear.heard == second.heard == [(thing, 1)]


def test_the_envelope_says_who_and_when():
    envelopes = []
    thing = uuid7()
    with listening(lambda _event, envelope: envelopes.append(envelope)):
        move((thing, 1))
        delivery.deliver_pending()

    (envelope,) = envelopes
    record = EventRecord.objects.get(id=envelope.event_id)
    assert (envelope.at, envelope.actor_name, envelope.stream) == (AT, "test", f"thing:{thing}")
    assert envelope.recorded_at == record.recorded_at


def test_events_of_a_stream_are_told_in_order(ear):
    thing = uuid7()
    for step in range(1, 6):
        move((thing, step))

    assert delivery.deliver_pending() == 5
    assert ear.heard == [(thing, step) for step in range(1, 6)]


def test_a_stream_waits_for_the_event_that_failed_and_others_go_on(ear):
    broken, sound = uuid7(), uuid7()
    ear.fails_at = {2}
    move((broken, 1), (broken, 2), (broken, 3), (sound, 1))

    assert delivery.deliver_pending() == 2
    assert set(ear.heard) == {(broken, 1), (sound, 1)}
    assert delivery.deliver_pending() == 0

    ear.fails_at = set()
    make_due()
    assert delivery.deliver_pending() == 2
    assert ear.heard[-2:] == [(broken, 2), (broken, 3)]


def test_a_failing_event_is_tried_later_and_later_and_says_why(ear):
    ear.fails_at = {1}
    move((uuid7(), 1))
    waits = []

    for _attempt in range(3):
        make_due()
        delivery.deliver_pending()
        waiting = Undelivered.objects.annotate(now=Now()).get()
        waits.append(round((waiting.retry_at - waiting.now).total_seconds()))

    assert waits == [2, 4, 8]
    assert (waiting.attempts, waiting.error) == (3, "ValueError('not today')")


def test_what_handlers_wrote_is_undone_when_one_of_them_fails(ear):
    ear.fails_at = {1}

    def write(event, envelope):
        Stream.objects.create(stream="written", version=1)

    with listening(write, ear):
        move((uuid7(), 1))
        delivery.deliver_pending()

    assert not Stream.objects.filter(stream="written").exists()


def test_a_handler_may_publish_and_that_is_told_too(ear):
    first, second = uuid7(), uuid7()

    def go_on(event, envelope):
        if event.thing_id == first:
            events.publish(ThingMoved(thing_id=second, step=1), by=SYSTEM, at=AT)

    with listening(ear, go_on):
        move((first, 1))
        assert delivery.deliver_pending() == 2

    assert ear.heard == [(first, 1), (second, 1)]


def test_no_more_than_asked_are_delivered(ear):
    move(*[(uuid7(), 1) for _n in range(5)])

    assert delivery.deliver_pending(limit=3) == 3
    assert len(ear.heard) == 3


def test_what_happened_is_not_changed():
    move((uuid7(), 1))

    for statement in ("update foundation_event set code = 'x'", "delete from foundation_event"):
        with (
            pytest.raises(Exception, match="what happened is not changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
