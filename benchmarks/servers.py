"""The web servers of a run: the baseline's and ours, started, watched and stopped."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.commands import HERE, free_port, wait_for
from benchmarks.databases import BENCH_PYTHON, YARDSTICKS, Databases

THREADS = 4


class Servers:
    """Two web servers beside each other, with as many processes each."""

    def __init__(self, databases: Databases, *, workers: int) -> None:
        self._databases, self._workers = databases, workers
        self._processes: list[subprocess.Popen[bytes]] = []

    @contextmanager
    def both(self) -> Iterator[tuple[int, int]]:
        """Serve the baseline and ours, and stop both."""
        drf, ours = free_port(), free_port()
        gunicorn = [BENCH_PYTHON, "-m", "gunicorn", "wsgi:application", "-b", f"127.0.0.1:{drf}"]
        gunicorn += ["-w", str(self._workers), "--threads", str(THREADS), "--log-level", "error"]
        serve = [sys.executable, "-m", "motcua.project.cli", "serve", "--port", str(ours)]
        serve += ["--workers", str(self._workers), "--threads", str(THREADS)]
        try:
            self._start(gunicorn, self._databases.drf_environment, YARDSTICKS / "baseline_drf")
            self._start(serve, self._databases.our_environment, HERE.parent)
            for port in (drf, ours):
                wait_for(port)
            yield drf, ours
        finally:
            self.stop()

    def _start(self, command: Sequence[Any], environment: Mapping[str, str], folder: Path) -> None:
        log = (self._databases.folder / f"{Path(command[2]).name}-{len(self._processes)}.log").open(
            "wb"
        )
        self._processes.append(
            subprocess.Popen(  # noqa: S603 - our own commands
                [str(each) for each in command],
                cwd=folder,
                env=os.environ | environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        )

    def stop(self) -> None:
        """Stop every server, with all its workers."""
        for process in self._processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self._processes:
            try:
                process.wait(timeout=8)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._processes.clear()

    def processor_s(self, whose: str) -> float:
        """Return the processor time that a server's processes have used."""
        leader = self._processes[0 if whose == "drf" else 1].pid
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue  # it has ended in the meantime
            if int(fields[2]) == leader:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")
