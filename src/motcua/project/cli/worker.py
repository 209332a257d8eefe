"""The worker: carries events to their listeners and runs jobs by the clock."""

import logging
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import TYPE_CHECKING

import click

from . import ready

if TYPE_CHECKING:
    from motcua.foundation.schedule import Schedule

logger = logging.getLogger("motcua.worker")
POLL_SECONDS = 0.2
AFTER_TROUBLE_SECONDS = 2.0
AT_A_TIME = 100  # between two looks at whether to stop


@click.command()
@click.option("--once", is_flag=True, help="Do what is to be done now, then end.")
def worker(*, once: bool) -> None:
    """Carry events to their listeners and run the jobs that manifests plan.

    Runs until Ctrl-C or SIGTERM; several may run at once. Each line it prints is
    `time what=… name=value …`.
    """
    ready()
    _log_plainly()
    if once:
        _drain()
        return
    stop = threading.Event()

    def ask_to_stop(number: int, _frame: FrameType | None) -> None:
        logger.info("what=stopping signal=%s", signal.Signals(number).name)
        stop.set()
        signal.signal(number, signal.SIG_DFL)  # a second one does not wait

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    jobs = _schedule()
    logger.info("what=started jobs=%d", len(jobs.jobs))
    clock = threading.Thread(target=_repeat, args=(stop, jobs.run_due), name="jobs")
    clock.start()
    _repeat(stop, _deliver)
    clock.join()
    logger.info("what=stopped")


def _log_plainly() -> None:
    lines = logging.StreamHandler(sys.stderr)
    form = logging.Formatter("%(asctime)s.%(msecs)03dZ %(message)s", "%Y-%m-%dT%H:%M:%S")
    form.converter = time.gmtime
    lines.setFormatter(form)
    logger.addHandler(lines)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def _repeat(stop: threading.Event, work: Callable[[], int]) -> None:
    """Work until asked to stop; a database that goes away for a while is waited for."""
    from django.db import (  # noqa: PLC0415 - after ready()
        DatabaseError,
        InterfaceError,
        close_old_connections,
        connection,
    )

    while not stop.is_set():
        try:
            pause = 0 if work() else POLL_SECONDS
        except (DatabaseError, InterfaceError) as error:
            logger.warning("what=database_trouble error=%r", str(error).strip())
            connection.close()
            pause = AFTER_TROUBLE_SECONDS
        close_old_connections()
        stop.wait(pause)
    connection.close()


def _deliver() -> int:
    from motcua.foundation import delivery  # noqa: PLC0415 - after ready()

    began = time.monotonic()
    count = delivery.deliver_pending(limit=AT_A_TIME)
    if count:
        logger.info("what=delivered events=%d seconds=%.3f", count, time.monotonic() - began)
    return count


def _is_working_day(day: date) -> bool:
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415 - after ready()

    return organisation.clock(None).is_working_day(day)


def _schedule() -> "Schedule":
    from django.utils import timezone  # noqa: PLC0415 - after ready()

    from motcua.foundation.schedule import Schedule  # noqa: PLC0415 - after ready()

    return Schedule(now=timezone.now, is_working_day=_is_working_day)  # noqa: TID251 - the edge that reads the clock


def _drain() -> None:
    """Deliver until nothing is due, run every job once, and deliver what came of it."""
    while _deliver():
        pass
    _schedule().run_due(repeated=True)
    while _deliver():
        pass
    logger.info("what=drained")
