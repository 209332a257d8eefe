"""The local authority as a source of trust: for papers that this installation signed for trying."""

import time
from functools import lru_cache
from pathlib import Path

import requests
from asn1crypto import pem
from django.conf import settings

from motcua.kernel.signatures import api as signatures

from . import pki

FRESH_SECONDS = 60
PATIENCE = 5


class LocalTrust:
    """Its root, its issuing authorities, and its revocation lists while it runs."""

    def __init__(self) -> None:
        self._books = pki.Books(Path(settings.LOCAL_AUTHORITY_DIR))

    def anchors(self) -> tuple[signatures.TrustAnchor, ...]:
        """Return the root, or nothing where the authority was never founded."""
        root = self._read("root")
        if root is None:
            return ()
        kind = signatures.AnchorKind.TEST
        return (signatures.TrustAnchor(name=pki.NAMES["root"], kind=kind, certificate=root),)

    def authorities(self) -> tuple[bytes, ...]:
        """Return the issuing authorities."""
        found = (self._read(name) for name in pki.AUTHORITIES[1:])
        return tuple(each for each in found if each is not None)

    def revocation_lists(self) -> tuple[bytes, ...]:
        """Return the revocation lists of this minute; none when the authority does not run."""
        if not self._books.exist():
            return ()
        return _lists(self._books.url, int(time.monotonic() // FRESH_SECONDS))

    def _read(self, name: str) -> bytes | None:
        file = self._books.certificate_file(name)
        return bytes(pem.unarmor(file.read_bytes())[2]) if file.exists() else None


@lru_cache(maxsize=2)
def _lists(url: str, _minute: int) -> tuple[bytes, ...]:
    found = []
    for name in pki.AUTHORITIES:
        try:
            answer = requests.get(
                f"{url}/{pki.ARCHITECTURE}/crls/{name}/latest.crl", timeout=PATIENCE
            )
        except requests.RequestException:
            break
        if answer.ok:
            found.append(answer.content)
    return tuple(found)
