"""The chain finds what was altered, deleted, inserted or put in another order, and names it."""

# ruff: noqa: S608 - a forger puts his statements together

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from motcua.foundation import actors, events
from motcua.foundation.ids import uuid7
from motcua.foundation.models import EventRecord
from motcua.kernel.audit import api as audit
from motcua.kernel.audit.models import ROW_HASH, ChainLink
from motcua.kernel.audit.queries import verification
from motcua.kernel.audit.types import FaultKind

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 5, 2, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class ThingHappened(events.Event, code="audit_tests.thing_happened", stream="thing_id"):
    thing_id: UUID
    words: str


def happen(number=5, words="Hồ sơ đã tiếp nhận"):
    thing = uuid7()
    with transaction.atomic():
        events.publish(
            *(ThingHappened(thing_id=thing, words=f"{words} {n}") for n in range(number)),
            by=actors.system("test"),
            at=AT,
        )
    return list(EventRecord.objects.order_by("-recorded_at", "-stream_version")[:number][::-1])


def forge(statement, *values):
    """Do what an owner of the database can do."""
    with connection.cursor() as cursor:
        for table in ("foundation_event", "audit_chain"):
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(statement, values)
        assert cursor.rowcount


def kinds(report):
    return [fault.kind for fault in report.faults]


def test_a_whole_history_is_sound():
    happen(5)
    happen(3)

    assert audit.seal_pending() == 8

    report = audit.verify()
    assert report.is_sound
    assert (report.rows, report.unsealed, report.head.position) == (8, 0, 8)


def test_an_empty_history_is_sound():
    report = audit.verify()

    assert report.is_sound
    assert report.rows == 0


def test_sealing_twice_adds_nothing_and_later_events_continue_the_chain():
    happen(2)
    audit.seal_pending()

    assert audit.seal_pending() == 0
    happen(2)
    assert audit.seal_pending() == 2

    assert [link.position for link in ChainLink.objects.order_by("position")] == [1, 2, 3, 4]
    assert audit.verify().is_sound


def test_an_event_that_committed_late_is_sealed_behind_the_others():
    first, second = happen(2)
    forge(
        "update foundation_event set recorded_at = recorded_at - interval '50 minutes'"
        " where id = %s",
        second.id,
    )
    forge("delete from foundation_event where id = %s", first.id)
    happen(1)
    audit.seal_pending(look_back=timedelta(0), limit=0)
    audit.seal_pending()

    assert audit.verify().is_sound
    assert ChainLink.objects.count() == 2


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("code", "audit_tests.other"),
        ("stream", "thing:other"),
        ("stream_version", 77),
        ("at", AT + timedelta(microseconds=1)),
        ("actor_kind", "PERSON"),
        ("actor_name", "Người khác"),
        ("account_id", uuid7()),
        ("person_id", uuid7()),
        ("unit_id", uuid7()),
        ("payload", '{"words": "khác"}'),
    ],
)
def test_a_changed_column_is_found_and_named(column, value):
    happened = happen(3)
    audit.seal_pending()

    forge(f"update foundation_event set {column} = %s where id = %s", value, happened[1].id)

    (fault,) = audit.verify().faults
    assert (fault.kind, fault.event_id, fault.position) == (FaultKind.CHANGED, happened[1].id, 2)


def test_an_event_moved_in_time_is_missing_where_it_was():
    happened = happen(3)
    audit.seal_pending()

    forge(
        "update foundation_event set recorded_at = recorded_at - interval '1 day' where id = %s",
        happened[1].id,
    )

    assert set(kinds(audit.verify())) == {FaultKind.MISSING, FaultKind.INSERTED}


def test_a_deleted_event_is_found_and_named():
    happened = happen(3)
    audit.seal_pending()

    forge("delete from foundation_event where id = %s", happened[2].id)

    (fault,) = audit.verify().faults
    assert (fault.kind, fault.event_id, fault.position) == (FaultKind.MISSING, happened[2].id, 3)


def test_an_inserted_event_is_found_and_named():
    happened = happen(3)
    audit.seal_pending()
    forged = uuid7()

    forge(
        "insert into foundation_event select %s, code, stream, 9, at,"
        " recorded_at - interval '3 hours',"
        " actor_kind, actor_name, account_id, person_id, unit_id, payload"
        " from foundation_event where id = %s",
        forged,
        happened[0].id,
    )
    audit.seal_pending()

    (fault,) = audit.verify().faults
    assert (fault.kind, fault.event_id) == (FaultKind.INSERTED, forged)


def test_two_events_that_changed_places_are_found_and_named():
    happened = happen(4)
    audit.seal_pending()

    forge(
        "update foundation_event mine set payload = other.payload from foundation_event other"
        " where mine.id in (%s, %s) and other.id in (%s, %s) and mine.id <> other.id",
        *[happened[1].id, happened[2].id] * 2,
    )

    assert [(fault.kind, fault.event_id) for fault in audit.verify().faults] == [
        (FaultKind.CHANGED, happened[1].id),
        (FaultKind.CHANGED, happened[2].id),
    ]


def test_two_links_that_changed_places_are_out_of_order():
    happen(5)
    audit.seal_pending()

    forge(
        "update audit_chain set position = -position where position in (2, 3)",
    )
    forge("update audit_chain set position = 5 + position where position < 0")

    faults = audit.verify().faults
    assert {fault.kind for fault in faults} == {FaultKind.OUT_OF_ORDER}
    assert [fault.position for fault in faults] == [2, 3, 4]


def test_an_event_changed_together_with_its_link_breaks_the_next_link():
    happened = happen(4)
    audit.seal_pending()
    forge("update foundation_event set actor_name = 'Người khác' where id = %s", happened[1].id)
    with connection.cursor() as cursor:
        cursor.execute("select link from audit_chain where position = 1")
        before = cursor.fetchone()[0]

    forge(
        f"update audit_chain set row_hash = {ROW_HASH}, link = sha256(%s || {ROW_HASH})"
        " from foundation_event event where event.id = event_id and event_id = %s",
        before,
        happened[1].id,
    )

    (fault,) = audit.verify().faults
    assert (fault.kind, fault.position) == (FaultKind.OUT_OF_ORDER, 3)


def test_links_taken_away_leave_a_gap():
    happen(5)
    audit.seal_pending()

    forge("delete from audit_chain where position in (2, 3)")

    assert FaultKind.GAP in kinds(audit.verify())


def test_a_chain_cut_at_its_end_is_found_by_a_head_that_was_kept_outside():
    happened = happen(5)
    audit.seal_pending()
    noted = audit.head()

    forge("delete from audit_chain where position = 5")
    forge("delete from foundation_event where id = %s", happened[4].id)

    assert audit.verify().is_sound
    assert kinds(audit.verify(noted=audit.Head.parse(str(noted)))) == [FaultKind.HEAD]


def test_a_later_chain_still_holds_an_earlier_head():
    happen(2)
    audit.seal_pending()
    noted = audit.head()
    happen(2)
    audit.seal_pending()

    assert audit.verify(noted=noted).is_sound


def test_a_period_is_verified_by_itself():
    happened = happen(3)
    audit.seal_pending()
    forge("update foundation_event set code = 'x' where id = %s", happened[0].id)
    middle = happened[0].recorded_at + timedelta(microseconds=1)

    assert audit.verify(start=middle).is_sound
    assert kinds(audit.verify(end=middle)) == [FaultKind.CHANGED]


def test_chunks_join_without_a_seam(monkeypatch):
    monkeypatch.setattr(verification, "CHUNK", 3)
    happened = happen(10)
    audit.seal_pending()
    seen = []

    assert audit.verify(progress=lambda done, total: seen.append((done, total))).rows == 10
    forge("delete from audit_chain where position = 4")
    report = audit.verify()

    assert seen == [(3, 10), (6, 10), (9, 10), (10, 10)]
    assert FaultKind.GAP in kinds(report)
    assert report.faults[0].event_id == happened[4].id


def test_history_and_chain_refuse_changes():
    happen(1)
    audit.seal_pending()

    for table in ("foundation_event", "audit_chain"):
        with pytest.raises(Exception, match="what happened is not changed"), transaction.atomic():
            connection.cursor().execute(f"delete from {table}")


def test_a_head_that_cannot_be_read_is_refused():
    with pytest.raises(ValueError, match="POSITION"):
        audit.Head.parse("12:abc")


def test_the_hash_does_not_depend_on_the_zone_of_the_session():
    happen(2)
    audit.seal_pending()

    with connection.cursor() as cursor:
        cursor.execute("set local timezone = 'America/Lima'")
        cursor.execute(
            f"select count(*) from audit_chain join foundation_event event on event.id = event_id"
            f" where row_hash = {ROW_HASH}"
        )
        same = cursor.fetchone()[0]
        cursor.execute("set local timezone = 'UTC'")  # what Django relies on

    assert same == 2
