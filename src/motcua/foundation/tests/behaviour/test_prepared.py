"""A prepared question answers as the queryset it was built from; a prepared write writes it all."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from motcua.foundation.models import EventRecord, Stream, Undelivered
from motcua.foundation.prepared import Prepared, insert

AT = datetime(2024, 3, 4, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def waiting(nth):
    return Undelivered(
        event_id=UUID(int=nth + 1),
        recorded_at=AT,
        stream=f"s{nth}",
        stream_version=nth,
        retry_at=AT,
    )


def test_a_prepared_question_returns_the_same_models_whatever_is_given():
    Undelivered.objects.bulk_create(waiting(nth) for nth in range(3))
    asked = Prepared(
        lambda keys, until: Undelivered.objects.filter(
            event_id__any_of=keys, retry_at__lte=until
        ).order_by("stream"),
        keys=list,
        until=datetime,
    )

    assert asked.all(keys=[], until=AT) == []
    for keys in ([UUID(int=1)], [UUID(int=3), UUID(int=1)], [uuid4()]):
        found = asked.all(keys=keys, until=AT)
        usual = list(Undelivered.objects.filter(event_id__in=keys).order_by("stream"))
        assert [row.__dict__ | {"_state": 0} for row in found] == [
            row.__dict__ | {"_state": 0} for row in usual
        ]


def test_a_list_that_the_statement_takes_apart_is_refused():
    asked = Prepared(lambda keys: Undelivered.objects.filter(event_id__in=keys), keys=list)

    with pytest.raises(ValueError, match="keys is taken apart"):
        asked.all(keys=[UUID(int=1)])


def test_a_prepared_question_can_lock_and_return_tuples(django_assert_num_queries):
    Undelivered.objects.bulk_create(waiting(nth) for nth in range(2))
    locked = Prepared(
        lambda **key: Undelivered.objects.select_for_update().filter(**key), stream=str
    )
    names = Prepared(lambda: Undelivered.objects.order_by("stream").values_list("stream"))

    with django_assert_num_queries(2):
        assert locked.first(stream="s1").stream_version == 1
        assert names.all() == [("s0",), ("s1",)]
    assert locked._words is not None
    assert "FOR UPDATE" in locked._words.sql
    assert locked.first(stream="another") is None


def test_rows_of_two_models_and_one_more_write_are_one_statement(django_assert_num_queries):
    Undelivered.objects.bulk_create([waiting(7)])
    event = EventRecord(
        id=uuid4(), code="a", stream="s", stream_version=1, at=AT, recorded_at=AT, actor_kind="X",
        payload={"words": "Một cửa"},
    )  # fmt: skip
    streams = [Stream(stream=name, version=1) for name in ("s", "t")]

    with django_assert_num_queries(1):
        insert(
            event,
            *streams,
            also=("update foundation_undelivered set error = %s where stream = %s", ["no", "s7"]),
        )

    assert EventRecord.objects.get(id=event.id).payload == {"words": "Một cửa"}
    assert Stream.objects.count() == 2
    assert Undelivered.objects.get(stream="s7").error == "no"


@pytest.mark.parametrize("lookup", ["stream__contains", "stream__startswith", "stream__in"])
def test_a_lookup_that_changes_what_is_given_is_refused(lookup):
    asked = Prepared(lambda text: Undelivered.objects.filter(**{lookup: text}), text=str)

    with pytest.raises(ValueError, match="text"):
        asked.all(text="s1")


def test_something_given_that_the_statement_does_not_have_is_refused():
    asked = Prepared(
        lambda stream, **_unused: Undelivered.objects.filter(stream=stream), stream=str, unused=UUID
    )

    with pytest.raises(ValueError, match="unused"):
        asked.all(stream="s1", unused=uuid4())
