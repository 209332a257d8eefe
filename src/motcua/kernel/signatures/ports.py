"""What is asked of outside systems: keys, timestamps, status of certificates."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from .types import HeldCertificate, SignerRef, TrustAnchor


class SigningProvider(Protocol):
    """Whoever holds keys: a remote signing service, an HSM, the local test authority.

    ``settings.SIGNING_PROVIDER`` names the implementation, ``settings.SEALING_PROVIDER`` another
    one for the keys of organisations where these lie elsewhere. Methods may take as long as a
    person needs to confirm on his telephone: call them from jobs, outside of transactions.
    """

    def list_certificates(self, signer: SignerRef) -> tuple[HeldCertificate, ...]:
        """Return the certificates with which ``signer`` can sign, best first.

        Raises:
            ProviderNotConfigured: Something is missing in the settings.
            ProviderSilent: The provider does not answer.
        """
        ...

    def sign_digests(
        self, *, key: str, digests: Sequence[bytes], algorithm: str, purpose: str
    ) -> tuple[bytes, ...]:
        """Return the signature values over ``digests`` (RSA PKCS#1 v1.5 or ECDSA, as the key is).

        All in one session and with one confirmation by the signer, in the same order.

        Args:
            key: As in the held certificate.
            algorithm: Of the digests, such as ``sha256``.
            purpose: What the signer reads where he confirms.

        Raises:
            ProviderSilent: The provider does not answer, or not in time.
            SigningRefused: The signer or the provider said no.
        """
        ...

    def timestamper(self) -> Any:
        """Return pyHanko's ``TimeStamper`` for the trusted time source."""
        ...

    def fetchers(self) -> Any:
        """Return pyHanko's ``FetcherBackend`` that reaches the status services while signing."""
        ...

    def revoke(self, *, key: str, at: datetime, reason: str) -> None:
        """Ask the authority to revoke a certificate.

        Raises:
            ProviderSilent: The provider does not answer.
        """
        ...


class TrustSource(Protocol):
    """Who is trusted, and what the trusted authorities say of their certificates today.

    ``settings.TRUST_SOURCES`` name the implementations. Validation asks only these, never an
    address out of the file that it judges.
    """

    def anchors(self) -> tuple[TrustAnchor, ...]:
        """Return the roots."""
        ...

    def authorities(self) -> tuple[bytes, ...]:
        """Return certificates (DER) of issuing authorities that may complete a chain."""
        ...

    def revocation_lists(self) -> tuple[bytes, ...]:
        """Return current revocation lists (DER), as far as they can be had; never raises."""
        ...
