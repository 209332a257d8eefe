"""What an event may not call its fields."""

from dataclasses import dataclass

import pytest

from motcua.foundation.events import Event


@pytest.mark.parametrize("name", ["code", "stream", "stream_field"])
def test_a_field_may_not_hide_what_every_event_has(name):
    with pytest.raises(TypeError, match=name):
        type("Hiding", (Event,), {"__annotations__": {name: str}}, code="x.hiding", stream=name)


def test_an_event_keeps_its_own_code():
    @dataclass(frozen=True, kw_only=True)
    class Told(Event, code="x.told", stream="thing_code"):
        thing_code: str

    assert Told(thing_code="T-1").code == "x.told"
