"""The signing provider of a remote signing service (Cloud Signature Consortium, API v1 or v2).

The signer confirms in the service's own app, once for all papers that go together; until then the
call waits, at most as long as the settings say. Only digests leave the house.
"""

import base64
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import requests
from asn1crypto import algos, x509
from django.conf import settings

from motcua.integrations.signing_services import SECONDS, OutsideServices, keys_by_holder
from motcua.kernel.signatures import api as signatures

REFUSED = frozenset({400, 401, 403, 409})
# v2 writes plural and the kind of the algorithm into the names (CSC API 2.0, 11.9 to 11.11).
NAMES = {
    "v1": {"hashes": "hash", "hash_algorithm": "hashAlgo"},
    "v2": {"hashes": "hashes", "hash_algorithm": "hashAlgorithmOID"},
}


class RemoteSigning(OutsideServices):
    """A service that keeps the keys of officials and organisations.

    One object serves one session: the permission and what a credential says are asked once.
    """

    def __init__(self) -> None:
        self._token, self._until = "", 0.0
        self._infos: dict[str, dict[str, Any]] = {}

    def list_certificates(
        self, signer: signatures.SignerRef
    ) -> tuple[signatures.HeldCertificate, ...]:
        """Return the signer's certificate at the service.

        Raises:
            ProviderNotConfigured: The service holds none for him, or more than one.
            ProviderSilent: It does not answer.
        """
        named = keys_by_holder().get(str(signer.holder_id))
        wanted = [named] if named else self._call("credentials/list", {}).get("credentialIDs", ())
        held = [each for each in map(self._held, wanted) if each is not None]
        mine = [each for each in held if named or _is_of(each, signer)]
        if len(mine) != 1:
            raise signatures.ProviderNotConfigured(
                reason=f"the signing service has {len(mine)} certificates of {signer.name}."
            )
        return (mine[0],)

    def sign_digests(
        self, *, key: str, digests: Sequence[bytes], algorithm: str, purpose: str
    ) -> tuple[bytes, ...]:
        """Return the signatures over ``digests``, after the signer has confirmed them together.

        A service may limit how many go together; then he confirms once for each part.

        Raises:
            ProviderSilent: The service does not answer, or he did not confirm in time.
            SigningRefused: He or the service said no.
        """
        info = self._info(key)
        most = max(int(info.get("multisign", 1)), 1)
        parts = (digests[start : start + most] for start in range(0, len(digests), most))
        return tuple(
            value
            for part in parts
            for value in self._sign_part(key, info, part, algorithm=algorithm, purpose=purpose)
        )

    def _sign_part(
        self,
        key: str,
        info: Mapping[str, Any],
        digests: Sequence[bytes],
        *,
        algorithm: str,
        purpose: str,
    ) -> list[bytes]:
        names = NAMES[settings.CSC_VERSION]
        hashes = [base64.b64encode(each).decode() for each in digests]
        common = {
            "credentialID": key,
            names["hashes"]: hashes,
            names["hash_algorithm"]: algos.DigestAlgorithmId(algorithm).dotted,
        }
        asked = common | {"numSignatures": len(hashes), "description": purpose or "Một Cửa"}
        permit = self._call("credentials/authorize", asked, patience=settings.SIGNING_PATIENCE)
        kind = _kind(info, algorithm)
        signed = self._call(
            "signatures/signHash", common | {"SAD": permit.get("SAD", ""), "signAlgo": kind}
        ).get("signatures", ())
        if len(signed) != len(hashes):
            raise signatures.ProviderSilent(reason="fewer signatures than digests came back.")
        return [base64.b64decode(each) for each in signed]

    def revoke(self, *, key: str, at: datetime, reason: str) -> None:
        """Refuse: the CSC API revokes nothing, the authority does when asked in writing.

        Raises:
            ProviderNotConfigured: Always.
        """
        raise signatures.ProviderNotConfigured(
            reason="the authority behind the signing service revokes certificates."
        )

    def _info(self, key: str) -> dict[str, Any]:
        if key not in self._infos:
            asked = {"credentialID": key, "certificates": "chain"}
            self._infos[key] = self._call("credentials/info", asked)
        return self._infos[key]

    def _held(self, key: str) -> "signatures.HeldCertificate | None":
        """Return a credential that can sign, or nothing."""
        info = self._info(key)
        found = [base64.b64decode(each) for each in info.get("cert", {}).get("certificates", ())]
        if not found or info.get("key", {}).get("status") != "enabled":
            return None
        chain = tuple(found[1:])
        return signatures.HeldCertificate(key=key, certificate=found[0], chain=chain)

    def _call(
        self, method: str, content: Mapping[str, Any], *, patience: int = SECONDS
    ) -> dict[str, Any]:
        """Return what the service answers.

        Raises:
            ProviderNotConfigured, ProviderSilent, SigningRefused: As they say.
        """
        if not settings.CSC_URL or settings.CSC_VERSION not in NAMES:
            raise signatures.ProviderNotConfigured(
                reason="address or version of the signing service is missing (MOTCUA_CSC_…)."
            )
        address = f"{settings.CSC_URL}/csc/{settings.CSC_VERSION}/{method}"
        try:
            answer = requests.post(
                address, json=content, headers=self._permission(), timeout=(SECONDS, patience)
            )
        except requests.Timeout as error:
            raise signatures.ProviderSilent(reason="it was not confirmed in time.") from error
        except requests.RequestException as error:
            raise signatures.ProviderSilent(reason=type(error).__name__) from error
        if answer.status_code in REFUSED:
            raise signatures.SigningRefused(reason=_said(answer))
        if not answer.ok:
            raise signatures.ProviderSilent(reason=f"HTTP {answer.status_code}")
        return _object(answer)

    def _permission(self) -> dict[str, str]:
        """Return the header that says who we are; OAuth 2.0 by client name and secret."""
        if not settings.CSC_CLIENT:
            return {}
        if not self._token or time.monotonic() >= self._until:
            self._token, lasts = self._ask_permission()
            self._until = time.monotonic() + lasts - SECONDS
        return {"Authorization": f"Bearer {self._token}"}

    def _ask_permission(self) -> tuple[str, float]:
        """Return a token and for how many seconds it lasts; 0 where the service does not say."""
        values = {
            "grant_type": "client_credentials",
            "client_id": settings.CSC_CLIENT,
            "client_secret": settings.CSC_SECRET,
        }
        try:
            answer = requests.post(f"{settings.CSC_URL}/oauth2/token", data=values, timeout=SECONDS)
        except requests.RequestException as error:
            raise signatures.ProviderSilent(reason=type(error).__name__) from error
        found = _object(answer) if answer.ok else {}
        if not found.get("access_token"):
            raise signatures.SigningRefused(reason="the signing service does not know us.")
        return str(found["access_token"]), float(found.get("expires_in") or 0)


def _object(answer: requests.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except requests.JSONDecodeError as error:
        raise signatures.ProviderSilent(reason="its answer cannot be read.") from error
    if not isinstance(found, dict):
        raise signatures.ProviderSilent(reason="its answer cannot be read.")
    return found


def _said(answer: requests.Response) -> str:
    try:
        found = answer.json()
        return str(found.get("error_description") or found.get("error") or answer.status_code)
    except (requests.JSONDecodeError, AttributeError):
        return f"HTTP {answer.status_code}."


def _kind(info: Mapping[str, Any], algorithm: str) -> str:
    """Return how the key signs, by its certificate."""
    certificate = x509.Certificate.load(base64.b64decode(info["cert"]["certificates"][0]))
    name = f"{algorithm}_{'ecdsa' if certificate.public_key.algorithm == 'ec' else 'rsa'}"
    return str(algos.SignedDigestAlgorithmId(name).dotted)


def _is_of(held: signatures.HeldCertificate, signer: signatures.SignerRef) -> bool:
    return signatures.is_certificate_of(held.certificate, signer)
