"""Roots of trust, authorities and revocation lists from a folder that the operator keeps.

::

    trust/public/NAME.pem            national root for public signatures
    trust/public_service/NAME.pem    root for public-service signatures
    trust/authorities/NAME.pem       issuing authorities that may complete a chain
    trust/crls/NAME.crl              current revocation lists (fetched by the operator's cron)

A root is trusted because it lies here, put there by whoever administers the machine; nothing is
ever taken from a file that is being judged.
"""

from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings

from motcua.kernel.signatures import api as signatures

KINDS = {
    "public": signatures.AnchorKind.PUBLIC,
    "public_service": signatures.AnchorKind.PUBLIC_SERVICE,
}


def _der(file: Path) -> bytes:
    content = file.read_bytes()
    return bytes(pem.unarmor(content)[2]) if pem.detect(content) else content


class AnchorFolder:
    """The trust source of ``settings.TRUST_DIR``."""

    def anchors(self) -> tuple[signatures.TrustAnchor, ...]:
        """Return the roots of both kinds."""
        return tuple(
            signatures.TrustAnchor(
                name=x509.Certificate.load(der).subject.human_friendly,
                kind=kind,
                certificate=der,
            )
            for folder, kind in KINDS.items()
            for der in self._all(folder, "*.pem")
        )

    def authorities(self) -> tuple[bytes, ...]:
        """Return the issuing authorities."""
        return self._all("authorities", "*.pem")

    def revocation_lists(self) -> tuple[bytes, ...]:
        """Return the revocation lists."""
        return self._all("crls", "*.crl")

    def _all(self, folder: str, pattern: str) -> tuple[bytes, ...]:
        files = sorted((Path(settings.TRUST_DIR) / folder).glob(pattern))
        return tuple(_der(file) for file in files)
