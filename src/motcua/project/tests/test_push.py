"""The push process: who watches the same is served by one drawing, and hears only what changed."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from motcua.modules.operations.wall import api as wall
from motcua.project.push.hub import Hub
from motcua.project.push.listening import units_of

UNIT, OTHER = UUID(int=1), UUID(int=2)  # the same in each process of the tests


class Drawings:
    """Draws what it is told to, and counts how often."""

    def __init__(self):
        self.pieces = {"a": "1", "b": "1"}
        self.count = 0

    async def __call__(self, choice):
        self.count += 1
        return wall.Drawn(
            pieces=dict(self.pieces), layout="x", scope=frozenset({choice.unit_id}), panels=()
        )


def told(message):
    """Return the id and the pieces of an event."""
    lines = dict(line.split(": ", 1) for line in message.decode().strip().split("\n"))
    return lines["id"], json.loads(lines["data"])["pieces"]


async def drawn(topic):
    news = topic.news
    if not topic.version:
        await asyncio.wait_for(news, 5)


def run(story):
    """Play a story with a hub whose drawings are counted."""
    drawings = Drawings()

    async def play():
        hub = Hub(drawings, stamp="s", now=lambda: "now")
        await story(hub, drawings)

    with ThreadPoolExecutor(1) as thread:  # Playwright keeps a loop in ours
        thread.submit(lambda: asyncio.run(play())).result(30)


def test_one_drawing_serves_all_walls_of_a_choice():
    async def story(hub, drawings):
        topics = {hub.join(wall.Choice(unit_id=UNIT)) for _nth in range(500)}
        (topic,) = topics
        await drawn(topic)
        assert drawings.count == 1

    run(story)


def test_a_wall_hears_what_changed_since_it_last_heard():
    async def story(hub, drawings):
        topic = hub.join(wall.Choice(unit_id=UNIT))
        await drawn(topic)
        first_id, everything = told(topic.message(0))
        news = topic.news
        drawings.pieces["b"] = "2"
        hub.happened([UNIT])
        await asyncio.wait_for(news, 5)

        assert everything == {"a": "1", "b": "1"}
        assert told(topic.message(topic.seen(first_id)))[1] == {"b": "2"}
        assert told(topic.message(topic.seen("another-1")))[1] == {"a": "1", "b": "2"}
        assert topic.message(topic.version) == b""

    run(story)


def test_what_happens_elsewhere_draws_nothing():
    async def story(hub, drawings):
        topic = hub.join(wall.Choice(unit_id=UNIT))
        await drawn(topic)
        hub.happened([OTHER])
        assert not topic.due.is_set()
        hub.happened([])
        assert topic.due.is_set()

    run(story)


@pytest.mark.parametrize(
    ("payload", "units"),
    [
        (json.dumps({"units": [str(UNIT)]}), {UNIT}),
        (json.dumps({"units": []}), set()),
        ("", set()),
        ("[1]", set()),
    ],
)
def test_the_settlement_names_the_units(payload, units):
    assert units_of(payload) == units
