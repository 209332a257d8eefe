"""What an event says survives its way through the database."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation import events


class Colour(StrEnum):
    RED = "RED"
    BLUE = "BLUE"


@dataclass(frozen=True, kw_only=True)
class ThingTold(events.Event, code="tests.thing_told", stream="thing_id"):
    """Something of every kind that an event may carry."""

    thing_id: UUID
    colour: Colour
    number: int
    weight: Decimal
    words: str
    is_so: bool
    at: datetime
    day: date
    others: tuple[UUID, ...] = ()
    maybe: UUID | None = None
    maybe_day: date | None = None
    more: dict[str, str] | None = None


instants = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
told = st.builds(
    ThingTold,
    thing_id=st.uuids(),
    colour=st.sampled_from(Colour),
    number=st.integers(-(2**53), 2**53),
    weight=st.decimals(allow_nan=False, allow_infinity=False),
    words=text,
    is_so=st.booleans(),
    at=instants,
    day=st.dates(),
    others=st.lists(st.uuids(), max_size=4).map(tuple),
    maybe=st.none() | st.uuids(),
    maybe_day=st.none() | st.dates(),
    more=st.none() | st.dictionaries(text, text, max_size=3),
)


@given(told)
def test_an_event_read_back_is_the_event_written(event):
    written = json.loads(json.dumps(event.to_payload()))

    assert ThingTold.from_payload(written) == event


def test_fields_of_the_past_are_dropped_and_new_ones_take_their_default():
    payload = {
        "thing_id": "0190f1f0-0000-7000-8000-000000000001",
        "colour": "RED",
        "number": 1,
        "weight": "1.50",
        "words": "",
        "is_so": True,
        "at": "2024-03-05T02:00:00+00:00",
        "day": "2024-03-05",
        "long_gone": "x",
    }

    event = ThingTold.from_payload(payload)

    assert event.others == ()
    assert event.weight == Decimal("1.50")


def test_an_unknown_code_is_a_mistake():
    assert events.event_type("tests.thing_told") is ThingTold
    with pytest.raises(LookupError):
        events.event_type("tests.never_heard_of")


def test_the_stream_is_named_after_its_field():
    thing = UUID("0190f1f0-0000-7000-8000-000000000001")

    @dataclass(frozen=True, kw_only=True)
    class Small(events.Event, code="tests.small", stream="thing_id"):
        thing_id: UUID

    assert Small(thing_id=thing).stream == f"thing:{thing}"
