"""The signing provider of a token or an HSM on this server (PKCS#11).

The settings name the library, the token and the PIN. The key of an official or an organisation is
the one whose certificate names him, or the one that ``MOTCUA_SIGNING_KEYS`` gives him by its label.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pkcs11
from asn1crypto import algos, core, x509
from django.conf import settings
from pkcs11.util.ec import encode_ecdsa_signature

from motcua.integrations.signing_services import OutsideServices, keys_by_holder
from motcua.kernel.signatures import api as signatures

_one_at_a_time = threading.Lock()  # a token takes one session that is logged in


class Token(OutsideServices):
    """Keys that never leave the device."""

    def list_certificates(
        self, signer: signatures.SignerRef
    ) -> tuple[signatures.HeldCertificate, ...]:
        """Return the signer's certificate on the token.

        Raises:
            ProviderNotConfigured: The token holds none for him, or more than one.
            ProviderSilent: The token cannot be reached.
        """
        label = keys_by_holder().get(str(signer.holder_id))
        with _session() as session:
            found = [
                (
                    bytes(each[pkcs11.Attribute.ID]),
                    str(each[pkcs11.Attribute.LABEL]),
                    bytes(each[pkcs11.Attribute.VALUE]),
                )
                for each in session.get_objects(
                    {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}
                )
            ]
        mine = [
            (key, der)
            for key, name, der in found
            if (name == label if label else signatures.is_certificate_of(der, signer))
        ]
        if len(mine) != 1:
            raise signatures.ProviderNotConfigured(
                reason=f"the token has {len(mine)} certificates of {signer.name}."
            )
        key, der = mine[0]
        chain = tuple(each for _key, _name, each in found if x509.Certificate.load(each).ca)
        return (signatures.HeldCertificate(key=key.hex(), certificate=der, chain=chain),)

    def sign_digests(
        self,
        *,
        key: str,
        digests: Sequence[bytes],
        algorithm: str,
        purpose: str,
    ) -> tuple[bytes, ...]:
        """Return the signatures over ``digests``, all in one session.

        Raises:
            ProviderSilent: The token cannot be reached.
            SigningRefused: It does not sign with this key.
        """
        with _session() as session:
            try:
                private = session.get_key(pkcs11.ObjectClass.PRIVATE_KEY, id=bytes.fromhex(key))
                return tuple(_signed(private, each, algorithm) for each in digests)
            except pkcs11.PKCS11Error as error:
                raise signatures.SigningRefused(reason=f"{type(error).__name__}.") from error

    def revoke(self, *, key: str, at: datetime, reason: str) -> None:
        """Refuse: a token revokes nothing, its authority does when asked in writing.

        Raises:
            ProviderNotConfigured: Always.
        """
        raise signatures.ProviderNotConfigured(
            reason="the authority that issued the token revokes certificates."
        )


@contextmanager
def _session() -> Iterator[Any]:
    """Open the token with its PIN; others wait.

    Raises:
        ProviderNotConfigured: A setting is missing.
        ProviderSilent: The token cannot be reached or does not take the PIN.
    """
    if not (settings.TOKEN_LIBRARY and settings.TOKEN_LABEL and settings.TOKEN_PIN):
        raise signatures.ProviderNotConfigured(
            reason="library, label or PIN of the token is missing (MOTCUA_TOKEN_…)."
        )
    with _one_at_a_time:
        try:
            library = pkcs11.lib(settings.TOKEN_LIBRARY)
            session = library.get_token(token_label=settings.TOKEN_LABEL).open(
                user_pin=settings.TOKEN_PIN
            )
        except (pkcs11.PKCS11Error, RuntimeError) as error:
            raise signatures.ProviderSilent(reason=f"{type(error).__name__} {error}") from error
        try:
            yield session
        finally:
            session.close()


def _signed(private: Any, digest: bytes, algorithm: str) -> bytes:
    if private.key_type == pkcs11.KeyType.EC:
        raw = private.sign(digest, mechanism=pkcs11.Mechanism.ECDSA)
        return bytes(encode_ecdsa_signature(raw))
    info = algos.DigestInfo(
        {"digest_algorithm": {"algorithm": algorithm, "parameters": core.Null()}, "digest": digest}
    )
    return bytes(private.sign(info.dump(), mechanism=pkcs11.Mechanism.RSA_PKCS))
