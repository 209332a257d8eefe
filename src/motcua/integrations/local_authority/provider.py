"""The signing provider of the demo and of tests: software keys of the local authority."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, utils
from django.conf import settings
from django.utils import timezone
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend

from motcua.kernel.signatures import api as signatures

from . import pki

SECONDS = 10


class LocalAuthority:
    """Certificates on demand for every official and every unit; legally worth nothing."""

    def __init__(self) -> None:
        self._books = pki.Books(Path(settings.LOCAL_AUTHORITY_DIR))

    def list_certificates(
        self, signer: signatures.SignerRef
    ) -> tuple[signatures.HeldCertificate, ...]:
        """Return the signer's certificate, issued on the first call.

        Raises:
            ProviderNotConfigured: certomancer is missing, or the authority was never started.
        """
        self._require()
        label = self._books.certify(signer, now=timezone.now())
        issuer = pki.ISSUER[signer.role.value]
        held = signatures.HeldCertificate(
            key=label,
            certificate=self._books.certificate(label),
            chain=(self._books.certificate(issuer),),
        )
        return (held,)

    def sign_digests(
        self,
        *,
        key: str,
        digests: Sequence[bytes],
        algorithm: str,
        purpose: str,
    ) -> tuple[bytes, ...]:
        """Return RSA PKCS#1 v1.5 signatures over ``digests``."""
        self._require()
        method = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
        scheme = utils.Prehashed(method[algorithm])
        private = self._books.private_key(key)
        return tuple(private.sign(each, padding.PKCS1v15(), scheme) for each in digests)

    def timestamper(self) -> Any:
        """Return a client of the authority's time service (RFC 3161 over HTTP)."""
        self._require()
        return RequestsHTTPTimeStamper(
            f"{self._books.url}/{pki.ARCHITECTURE}/tsa/tsa", timeout=SECONDS
        )

    def fetchers(self) -> Any:
        """Return a client of status services over HTTP."""
        return RequestsFetcherBackend(per_request_timeout=SECONDS)

    def revoke(self, *, key: str, at: datetime, reason: str) -> None:
        """Write the revocation into the authority's books."""
        self._require()
        self._books.revoke(key, at=at, reason=reason)

    def _require(self) -> None:
        if not pki.is_installed():
            raise signatures.ProviderNotConfigured(
                reason="the local test authority needs certomancer, which is not installed."
            )
        if not self._books.exist():
            raise signatures.ProviderNotConfigured(
                reason="the local test authority has not been started."
            )
