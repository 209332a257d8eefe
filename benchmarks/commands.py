"""Starting other programs and waiting for them."""

import os
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
READY_SECONDS = 180


def say(what: str) -> None:
    """Tell whoever waits what is going on."""
    print(f"{datetime.now(UTC):%H:%M:%S}  {what}", flush=True)


def run(
    command: Sequence[Any],
    environment: Mapping[str, str],
    *,
    folder: Path = HERE.parent,
    quiet: bool = False,
    may_fail: bool = False,
) -> str:
    """Run a command to its end and return what it said."""
    done = subprocess.run(  # noqa: S603 - our own commands
        [str(each) for each in command],
        env=os.environ | environment,
        cwd=folder,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.PIPE if quiet else None,
        text=True,
        check=False,
    )
    if done.returncode and not may_fail:
        raise SystemExit(f"{command[0]} {command[1]} failed:\n{done.stderr or ''}")
    return done.stdout or ""


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_for(port: int) -> None:
    """Wait until a server answers."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit(f"no server on port {port}")
