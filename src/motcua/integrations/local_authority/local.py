"""Starting and stopping the authority's process, for the demo and for tests."""

import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import requests
from asn1crypto import pem
from django.utils import timezone

from . import pki


class AuthorityFailed(RuntimeError):
    """The local authority cannot be started; the text says why."""


@dataclass(slots=True)
class LocalAuthority:
    """The authority of a folder, founded on the first start.

    Args:
        port: Used when it is founded; afterwards it stands in the certificates.
        allow_time_override: Answer as of another day when asked to (tests).
    """

    folder: Path
    port: int
    allow_time_override: bool = False
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    @property
    def books(self) -> pki.Books:
        """Return the books of the authority."""
        return pki.Books(self.folder)

    def lists_at(self, at: datetime) -> tuple[bytes, ...]:
        """Return the revocation lists as they will be, or were, at ``at`` (tests)."""
        fake = {"X-Certomancer-Fake-Time": at.isoformat()}
        addresses = (
            f"{self.books.url}/{pki.ARCHITECTURE}/crls/{name}/latest.crl"
            for name in pki.AUTHORITIES
        )
        return tuple(requests.get(each, headers=fake, timeout=10).content for each in addresses)

    def start(self) -> None:
        """Found the authority if need be and start its process, unless it runs already.

        Raises:
            AuthorityFailed: certomancer is not installed.
        """
        if not pki.is_installed():
            message = "The local test authority needs certomancer: run `make setup`."
            raise AuthorityFailed(message)
        books = self.books
        books.found(port=self.port, now=timezone.now())
        if self.is_up():
            return
        command = [sys.executable, "-m", "motcua.integrations.local_authority.server"]
        flags = ["--allow-time-override"] if self.allow_time_override else []
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - ourselves
                [*command, str(self.folder), *flags], stdout=log, stderr=log
            )

    def is_up(self) -> bool:
        """Tell whether this very authority answers at its address."""
        books = self.books
        address = f"{books.url}/{pki.ARCHITECTURE}/certs/root/ca.crt"
        try:
            answer = requests.get(address, timeout=2)
        except requests.RequestException:
            return False
        root = pem.unarmor(books.certificate_file("root").read_bytes())[2]
        return answer.ok and answer.content == root

    def wait(self, seconds: float = 30) -> None:
        """Return once it answers.

        Raises:
            AuthorityFailed: It does not, in time.
        """
        end = time.monotonic() + seconds
        while not self.is_up():
            stopped = self._process is not None and self._process.poll() is not None
            if stopped or time.monotonic() > end:
                message = (
                    f"The local authority does not answer at {self.books.url}; its "
                    f"own words are in {self.folder / 'server.log'}. Another program may use the "
                    "port: set MOTCUA_AUTHORITY_PORT and remove the folder to found it anew."
                )
                raise AuthorityFailed(message)
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop the process that ``start`` started; one that ran before is left alone."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None
