"""A city that lives: every few seconds somebody does something, as modules say people do.

A module offers in its manifest, as ``extra["simulation"]``, a function
``begin(at, random) -> act`` whose ``act(at)`` does one thing and returns a line that tells it,
or None if there is nothing to do.
"""

import inspect
import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime
from random import Random
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone
from django.utils.translation import override

from motcua.foundation import modules
from motcua.foundation.errors import DomainError

logger = logging.getLogger(__name__)
NICENESS = 10
PAUSE_SECONDS = 4.0
SHORTEST_PAUSE = 0.05  # however fast: a simulation is no load test
AFTER_TROUBLE_SECONDS = 5.0

Act = Callable[[datetime], str | None]
Tell = Callable[[str], None]


def acts(random: Random) -> list[Act]:
    """Return what modules let people do, ready to begin."""
    begin = [
        config.manifest.extra["simulation"]
        for config in modules.installed()
        if "simulation" in config.manifest.extra
    ]
    return [each(at=_now(), random=random) for each in begin]


def _now() -> datetime:
    return timezone.now()  # noqa: TID251 - the edge that reads the clock


def do_one(choices: list[Act], random: Random, tell: Tell | None = None) -> bool:
    """Let somebody do something; return whether he could. What the law refuses is let be."""
    try:
        with override(settings.LANGUAGE_CODE):
            line = random.choice(choices)(_now())
    except DomainError as error:
        logger.debug("refused: %s", error)
        return False
    if line and tell:
        tell(line)
    return line is not None


def fill(*, dossiers: int) -> None:
    """Play what the opening of the demo city left out; a second call does nothing."""
    os.nice(NICENESS)  # whoever looks at the city comes first
    for config in modules.installed():
        load = config.manifest.demo
        if load is not None and "opening" in inspect.signature(load).parameters:
            load(dossiers=dossiers)


def run(*, speed: float = 1.0, seconds: float | None = None, tell: Tell | None = None) -> None:
    """Go on until asked to stop, or for so many seconds; trouble is waited out."""
    random = Random()  # noqa: S311 - invented life
    stop = threading.Event()
    _stop_on_signals(stop)
    if seconds is not None:
        timer = threading.Timer(seconds, stop.set)
        timer.daemon = True
        timer.start()
    choices: list[Act] = []
    while not stop.is_set():
        pause = random.uniform(0.4, 1.6) * PAUSE_SECONDS / max(speed, 0.01)
        try:
            choices = choices or acts(random)
            if choices:
                do_one(choices, random, tell)
        except (DatabaseError, InterfaceError):
            connection.close()
            pause = AFTER_TROUBLE_SECONDS
        except Exception:  # life goes on, whatever befell one person
            logger.exception("an act of the simulation failed")
        close_old_connections()
        stop.wait(max(SHORTEST_PAUSE, pause))
    connection.close()


def _stop_on_signals(stop: threading.Event) -> None:
    def ask(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, ask)
        signal.signal(signal.SIGINT, ask)
