"""The process that listens to sensors: what it hears is stored, and only then acknowledged."""

import logging
import queue
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from . import ready

if TYPE_CHECKING:
    from motcua.modules.operations.connectors import api as connectors

logger = logging.getLogger("motcua.sensors")
LOOK_SECONDS = 10.0  # between two looks at what is configured
STORE_SECONDS = 1.0
TELL_SECONDS = 60.0  # between two notes of what was refused
AT_ONCE = 2000


@click.command()
def sensors() -> None:
    """Listen to the sensors of all brokers that are configured and on, until Ctrl-C or SIGTERM.

    One process is enough: it takes thousands of messages a second. What a broker holds for us while
    we are away is taken in afterwards.
    """
    ready()
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    listen(stop)


def listen(stop: threading.Event) -> None:
    """Listen until ``stop`` is set."""
    from django.db import (  # noqa: PLC0415 - after ready()
        DatabaseError,
        InterfaceError,
        close_old_connections,
        connection,
    )

    ears, looked = Ears(), 0.0
    try:
        while not stop.wait(STORE_SECONDS):
            try:
                if time.monotonic() - looked >= LOOK_SECONDS:
                    ears.look()
                    looked = time.monotonic()
                while ears.store():
                    pass
            except (DatabaseError, InterfaceError) as error:
                logger.warning("the database does not answer: %s", error)
                connection.close()
            close_old_connections()
        while ears.store():
            pass
    finally:
        ears.close()


@dataclass(frozen=True, slots=True)
class _Message:
    """What a message says; it is acknowledged once that is stored."""

    heard: "list[connectors.Heard]"
    acknowledge: Callable[[], None]


@dataclass(kw_only=True)
class _Line:
    """A broker that is listened to."""

    source: "connectors.Source"
    by_topic: "dict[str, list[connectors.Sensor]]"
    broker: "connectors.Broker"
    refused: "list[connectors.Refused]" = field(default_factory=list)
    told_at: float = 0.0
    trouble: str = ""


class Ears:
    """Lines to all brokers; whoever calls stores what came."""

    def __init__(self) -> None:
        self._lines: dict[Any, _Line] = {}
        self._came: queue.Queue[_Message] = queue.Queue()
        self._waiting: list[_Message] = []

    def look(self) -> None:
        """Take up lines to brokers that were configured, and leave those that are off."""
        from motcua.modules.operations.connectors import api as connectors  # noqa: PLC0415

        brokers = connectors.brokers()
        keys = {(each.id, each.configured_at): each for each in brokers}
        for key in [each for each in self._lines if each not in keys]:
            self._lines.pop(key).broker.stop()
        for key, source in keys.items():
            if key not in self._lines:
                self._open(key, source)
        for line in self._lines.values():
            self._tell(line)

    def _open(self, key: Any, source: "connectors.Source") -> None:
        from django.conf import settings  # noqa: PLC0415 - after ready()
        from django.utils.module_loading import import_string  # noqa: PLC0415

        from motcua.modules.operations.connectors import api as connectors  # noqa: PLC0415

        by, by_topic = source.to_settings(), dict[str, list[connectors.Sensor]]()
        for sensor in connectors.list_sensors([source.id]):
            by_topic.setdefault(sensor.topic, []).append(sensor)
        broker: connectors.Broker = import_string(settings.BROKER)(
            address=by.address,
            user=by.header,
            secret=connectors.secret_of(source),
            name=f"motcua-{source.id}",
            topics=list(by_topic),
            on_message=self._hearing(key),
            with_tls=by.with_tls,
        )
        line = _Line(source=source, by_topic=by_topic, broker=broker)
        self._lines[key] = line
        try:
            broker.start()
        except OSError as error:
            self._lines.pop(key)  # another look tries again
            self._note(source, connectors.in_words(error))

    def _hearing(self, key: Any) -> Callable[[str, bytes, Callable[[], None]], None]:
        def hear(topic: str, payload: bytes, acknowledge: Callable[[], None]) -> None:
            line = self._lines.get(key)
            if line is not None:
                self._came.put(_Message(self._read(line, topic, payload), acknowledge))

        return hear

    def _read(self, line: _Line, topic: str, payload: bytes) -> "list[connectors.Heard]":
        from motcua.modules.operations.connectors import api as connectors  # noqa: PLC0415

        heard = []
        for sensor in line.by_topic.get(topic, ()):
            try:
                heard.append(connectors.read_message(sensor, payload, at=_now()))
            except ValueError as error:
                what = f"{topic}: {payload[:80].decode(errors='replace')}"
                refused = connectors.Refused(number=0, what=what, message=str(error)[:200])
                line.refused.append(refused)
        return heard

    def store(self) -> int:
        """Store what came, then acknowledge it; return how many messages that were."""
        from motcua.modules.operations.connectors import api as connectors  # noqa: PLC0415

        while len(self._waiting) < AT_ONCE and not self._came.empty():
            self._waiting.append(self._came.get_nowait())
        if not self._waiting:
            return 0
        heard = [each for message in self._waiting for each in message.heard]
        connectors.store_samples(heard=heard)
        stored, self._waiting = self._waiting, []
        for message in stored:
            message.acknowledge()
        return len(stored)

    def _tell(self, line: _Line) -> None:
        """Note trouble when it begins, and what was refused now and then."""
        trouble = line.broker.trouble
        if trouble and trouble != line.trouble:
            self._note(line.source, trouble)
        line.trouble = trouble
        if line.refused and time.monotonic() - line.told_at >= TELL_SECONDS:
            refused, line.refused = line.refused, []
            line.told_at = time.monotonic()
            self._note(line.source, "", refused)

    def _note(
        self,
        source: "connectors.Source",
        error: str,
        refused: "list[connectors.Refused] | None" = None,
    ) -> None:
        from motcua.foundation import actors  # noqa: PLC0415 - after ready()
        from motcua.modules.operations.connectors import api as connectors  # noqa: PLC0415

        at, refused = _now(), refused or []
        connectors.note_failure(
            actor=actors.system(source.title),
            source_id=source.id,
            error=error,
            refused=refused,
            came=len(refused),
            began_at=at,
            at=at,
        )

    def close(self) -> None:
        """Leave all lines; brokers keep what comes from now on."""
        for line in self._lines.values():
            line.broker.stop()


def _now() -> Any:
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    return timezone.now()  # noqa: TID251 - the edge that reads the clock
