"""Who watches what: each choice is drawn once, whatever the number of walls that show it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from uuid import UUID

from motcua.modules.operations.wall import api as wall

logger = logging.getLogger("motcua.push")
LOOK_SECONDS = 10.0  # figures age, and not everything that changes a wall is told
PAUSE_SECONDS = 0.1  # what happens within one pause is drawn together
AFTER_TROUBLE_SECONDS = 2.0

Draw = Callable[[wall.Choice], Awaitable[wall.Drawn]]


class Topic:
    """A choice that at least one wall shows: its pieces, each with the version that changed it."""

    def __init__(self, choice: wall.Choice, stamp: str) -> None:
        self.choice, self.stamp = choice, stamp
        self.version, self.at, self.layout = 0, "", ""
        self.scope: frozenset[UUID] = frozenset()
        self.walls = 0
        self.due = asyncio.Event()
        self.news: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pieces: dict[str, tuple[int, str]] = {}
        self._messages: dict[int, bytes] = {}

    def take(self, drawn: wall.Drawn, *, at: str) -> None:
        """Keep what was drawn, and wake the walls if anything is new."""
        self.scope = drawn.scope
        known = {name: html for name, (_version, html) in self._pieces.items()}
        if known == drawn.pieces and self.layout == drawn.layout:
            return
        self.version, self.at, self.layout = self.version + 1, at, drawn.layout
        self._pieces = {
            name: self._pieces[name] if known.get(name) == html else (self.version, html)
            for name, html in drawn.pieces.items()
        }
        self._messages.clear()
        news, self.news = self.news, asyncio.get_running_loop().create_future()
        news.set_result(None)

    def seen(self, event_id: str) -> int:
        """Return the version that an event of ours brought; 0 for whatever is not ours."""
        stamp, _dash, version = event_id.rpartition("-")
        is_ours = stamp == self.stamp and version.isdigit() and int(version) <= self.version
        return int(version) if is_ours else 0

    def message(self, seen: int) -> bytes:
        """Return the event with all that changed after a version; nothing where nothing did."""
        if seen >= self.version:
            return b""
        if seen not in self._messages:
            pieces = {name: html for name, (since, html) in self._pieces.items() if since > seen}
            self._messages[seen] = wall.as_event(
                "pieces",
                {"at": self.at, "layout": self.layout, "pieces": pieces},
                event_id=f"{self.stamp}-{self.version}",
            )
        return self._messages[seen]


class Hub:
    """All topics; a task for each draws it when it is due."""

    def __init__(self, draw: Draw, *, stamp: str, now: Callable[[], str]) -> None:
        self._draw, self._stamp, self._now = draw, stamp, now
        self._topics: dict[wall.Choice, Topic] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def join(self, choice: wall.Choice) -> Topic:
        """Return the topic of a choice; the first wall begins it."""
        topic = self._topics.get(choice)
        if topic is None:
            topic = self._topics[choice] = Topic(choice, self._stamp)
            task = asyncio.create_task(self._keep(topic))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        topic.walls += 1
        return topic

    def leave(self, topic: Topic) -> None:
        """Let a wall go; the task ends by itself when the last is gone."""
        topic.walls -= 1
        topic.due.set()

    def happened(self, unit_ids: Collection[UUID]) -> None:
        """Hear that figures of units changed; none named: of many."""
        for topic in self._topics.values():
            if not unit_ids or not topic.scope or not topic.scope.isdisjoint(unit_ids):
                topic.due.set()

    async def _keep(self, topic: Topic) -> None:
        """Draw a topic whenever it is due, as long as a wall shows it."""
        while topic.walls:
            topic.due.clear()
            pause = PAUSE_SECONDS
            try:
                topic.take(await self._draw(topic.choice), at=self._now())
            except Exception:  # whatever it is, the walls are waiting: say it and go on
                logger.exception("what=drawing_failed unit=%s", topic.choice.unit_id)
                pause = AFTER_TROUBLE_SECONDS
            await asyncio.sleep(pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(topic.due.wait(), LOOK_SECONDS)
        self._topics.pop(topic.choice, None)
