"""The stand-in for VNeID on this machine: started for the demo city and for tests.

Needs the development packages: Node from the environment and ``oidc-provider`` from npm.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import requests
from django.conf import settings

SCRIPT = Path(__file__).resolve().parents[4] / "tools" / "vneid" / "provider.mjs"
START_SECONDS = 20.0


class StandInFailed(RuntimeError):
    """The stand-in cannot be started; the text says why."""


def is_available() -> bool:
    """Tell whether this installation has what the stand-in needs."""
    return SCRIPT.exists() and _node() is not None


def for_site() -> "LocalVneid":
    """Return the stand-in for this site as the settings have it, not yet started.

    The demo city writes its persons to ``settings.VNEID_PERSONS``.
    """
    site, issuer = urlsplit(settings.SITE_URL), settings.VNEID_ISSUER
    port = f":{site.port}" if site.port else ""
    addresses = {
        f"{site.scheme}://{host}{port}" for host in (site.hostname, "localhost", "127.0.0.1")
    }
    return LocalVneid(
        persons=settings.VNEID_PERSONS,
        redirect_uris=[f"{address}/sign-in/vneid/callback/" for address in addresses],
        port=urlsplit(issuer).port or 8766,
        issuer=issuer,
        client_id=settings.VNEID_CLIENT_ID,
        client_secret=settings.VNEID_CLIENT_SECRET,
    )


def _node() -> str | None:
    return shutil.which(
        "node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )


@dataclass(kw_only=True)
class LocalVneid:
    """A running stand-in; a context manager, or ``start`` and ``stop``.

    Attributes:
        persons: JSON file with the invented persons.
        redirect_uris: Where the site takes people back, ending in ``/sign-in/vneid/callback/``.
        issuer: Address under which browser and site reach it; empty: localhost and the port.
    """

    persons: Path
    redirect_uris: Iterable[str]
    port: int = 8766
    issuer: str = ""
    client_id: str = "motcua"
    client_secret: str = "motcua-demo-secret"  # noqa: S105 - the stand-in's own
    _process: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        self.issuer = self.issuer or f"http://localhost:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers.

        Raises:
            StandInFailed: A part is missing, or it does not answer in time.
        """
        node = _node()
        if node is None or not SCRIPT.exists():
            raise StandInFailed("the stand-in for VNeID needs `make setup` in a checkout")
        self._process = subprocess.Popen(  # noqa: S603 - our own script
            [node, str(SCRIPT)],
            env={
                "PATH": os.environ["PATH"],
                "VNEID_PORT": str(self.port),
                "VNEID_ISSUER": self.issuer,
                "VNEID_PERSONS": str(self.persons),
                "VNEID_CLIENT_ID": self.client_id,
                "VNEID_CLIENT_SECRET": self.client_secret,
                "VNEID_REDIRECT_URIS": " ".join(self.redirect_uris),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,  # `node` may be a wrapper: both are stopped together
        )
        self._wait()

    def _wait(self) -> None:
        process, until = self._process, time.monotonic() + START_SECONDS
        while process is not None and time.monotonic() < until:
            if process.poll() is not None:
                words = process.stderr.read().decode() if process.stderr else ""
                raise StandInFailed(f"the stand-in for VNeID ended at once: {words[-2000:]}")
            with suppress(requests.RequestException):
                here = f"http://127.0.0.1:{self.port}/.well-known/openid-configuration"
                if requests.get(here, timeout=1).ok:
                    return
            time.sleep(0.1)
        self.stop()
        raise StandInFailed(f"the stand-in for VNeID does not answer on port {self.port}")

    def stop(self) -> None:
        """Stop it, if it runs."""
        if self._process is None:
            return
        self._signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL)
            self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
        self._process = None

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
