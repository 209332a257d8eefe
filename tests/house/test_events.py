"""Events are facts: frozen, made of plain values, known by a code of their module."""

import json
from collections import Counter
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest

from motcua.foundation import events, modules
from motcua.foundation.ids import uuid7

SAMPLES = {
    bool: True,
    int: 3,
    str: "Hồ sơ",
    Decimal: Decimal("1.50"),
    UUID: uuid7(),
    datetime: datetime(2024, 3, 5, 2, tzinfo=UTC),
    date: date(2024, 3, 5),
}


def sample(hint):
    """Return a value of that type, or refuse a type that an event may not carry."""
    if get_origin(hint) in {Union, UnionType}:
        (inner,) = [each for each in get_args(hint) if each is not type(None)]
        return sample(inner)
    if get_origin(hint) is tuple:
        inner, dots = get_args(hint)
        assert dots is Ellipsis
        return (sample(inner),) * 2
    if get_origin(hint) is dict:
        return {"key": sample(get_args(hint)[1])}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    return SAMPLES[hint]


def declared():
    return [
        pytest.param(event, config.label, id=event.code)
        for config in modules.installed()
        for event in config.manifest.publishes
    ]


@pytest.mark.parametrize(("event", "label"), declared())
def test_an_event_is_a_frozen_fact_that_survives_the_database(event, label):
    assert is_dataclass(event)
    assert event.__dataclass_params__.frozen
    assert event.__doc__
    assert event.code.startswith(f"{label}.")
    assert event.stream_field in {each.name for each in fields(event)}
    hints = get_type_hints(event)
    told = event(**{each.name: sample(hints[each.name]) for each in fields(event)})
    assert event.from_payload(json.loads(json.dumps(told.to_payload()))) == told


def test_codes_of_events_are_unique():
    codes = Counter(
        event.code for config in modules.installed() for event in config.manifest.publishes
    )

    assert not [code for code, count in codes.items() if count > 1]


def test_every_event_stands_in_a_manifest():
    known = {event for config in modules.installed() for event in config.manifest.publishes}

    assert not [
        event.__qualname__
        for event in descendants(events.Event)
        if event.__module__.startswith("motcua.")
        and ".tests." not in event.__module__
        and event not in known
    ]


def descendants(kind):
    for each in kind.__subclasses__():
        yield each
        yield from descendants(each)
