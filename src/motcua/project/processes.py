"""A tree of processes that live and die together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

STOP_SECONDS = 8.0
LOOK_SECONDS = 0.3


class ProcessEnded(RuntimeError):
    """One of the processes ended by itself; the text says which and how."""


@dataclass(kw_only=True)
class ProcessTree:
    """Processes that are started in order and stopped in reverse order.

    One SIGTERM, then a time-out, then SIGKILL: the web server survives some second signals.
    """

    environment: Mapping[str, str]
    _running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    _stopping: bool = False

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a process of this environment; it does not see Ctrl-C, only our SIGTERM."""
        self._running[name] = subprocess.Popen(  # noqa: S603 - our own commands
            command, env={**os.environ, **self.environment}, start_new_session=True
        )

    def motcua(self, name: str, *arguments: str) -> None:
        """Start a ``motcua`` command."""
        self.start(name, [sys.executable, "-m", "motcua.project.cli", *arguments])

    def wait(self) -> None:
        """Wait until Ctrl-C, SIGTERM or the end of any process, then stop all.

        Raises:
            ProcessEnded: A process ended that was meant to go on.
        """
        signal.signal(signal.SIGTERM, self._asked)
        signal.signal(signal.SIGINT, self._asked)
        try:
            while not self._stopping:
                self._look()
                time.sleep(LOOK_SECONDS)
        finally:
            self.stop()

    def _asked(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - a signal handler's arguments
        self._stopping = True

    def _look(self) -> None:
        for name, process in self._running.items():
            if process.poll() is not None and not self._stopping:
                raise ProcessEnded(f"{name} ended with code {process.returncode}")

    def stop(self) -> None:
        """Stop every process, the last started first."""
        processes = list(reversed(self._running.values()))
        for process in processes:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + STOP_SECONDS
        for process in processes:
            try:
                process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            with suppress(ProcessLookupError):  # what it left behind: each leads a group of its own
                os.killpg(process.pid, signal.SIGKILL)
        self._running.clear()
