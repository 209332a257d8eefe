"""The authority's books: who it is, whom it certified, what it revoked.

Everything lies in one folder of the installation (never in git): ``authority.json`` in the terms
of certomancer, a key for each entity, and the authorities' certificates for whoever only verifies.
The certificates themselves are computed from the books: RSA signatures do not change, so that
every process computes the same bytes.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

if TYPE_CHECKING:  # its own process knows nothing of the rest of the house
    from certomancer.registry import PKIArchitecture

    from motcua.kernel.signatures import api as signatures

ARCHITECTURE = "motcua"
NAMES = {
    "root": "Một Cửa - CA gốc THỬ NGHIỆM",
    "persons": "Một Cửa - CA cá nhân THỬ NGHIỆM",
    "organisations": "Một Cửa - CA cơ quan, tổ chức THỬ NGHIỆM",
    "persons-ocsp": "Một Cửa - OCSP cá nhân THỬ NGHIỆM",
    "organisations-ocsp": "Một Cửa - OCSP cơ quan, tổ chức THỬ NGHIỆM",
    "tsa": "Một Cửa - dấu thời gian THỬ NGHIỆM",
}
AUTHORITIES = ("root", "persons", "organisations")
ISSUER = {"PERSON": "persons", "ORGANISATION": "organisations"}
# What the law gives a subscriber is at most five years (ND 68/2024).
SUBSCRIBER = timedelta(days=5 * 365)
AUTHORITY = timedelta(days=20 * 365)


def is_installed() -> bool:
    """Tell whether certomancer, a tool for development and demos, is here."""
    return find_spec("certomancer") is not None


@dataclass(frozen=True, slots=True)
class Books:
    """The folder of an authority."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "authority.json"

    def exist(self) -> bool:
        """Tell whether the authority has been founded."""
        return self.file.exists()

    def certificate_file(self, name: str) -> Path:
        """Return where the certificate of an authority lies for whoever verifies."""
        return self.folder / f"{name}.pem"

    def read(self) -> dict[str, Any]:
        """Return what stands in the books."""
        return json.loads(self.file.read_text())  # type: ignore[no-any-return] # an object, by us

    @property
    def url(self) -> str:
        """Return the address under which the authority answers."""
        return str(self.read()["external-url-prefix"])

    @contextmanager
    def open(self) -> Iterator[dict[str, Any]]:
        """Open the books for writing; one process at a time."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            books = self.read() if self.exist() else {}
            before = json.dumps(books)
            yield books
            after = json.dumps(books, ensure_ascii=False, indent=1)
            if json.dumps(books) != before:
                half = self.file.with_suffix(".new")
                half.write_text(after)
                half.rename(self.file)

    def found(self, *, port: int, now: datetime) -> None:
        """Found the authority, once: root, two issuing authorities, status and time services."""
        with self.open() as books:
            if books:
                return
            for name in NAMES:
                self._make_key(name)
            books.update(_founding(port=port, start=now - timedelta(days=30)))
        architecture = self.architecture()
        for name in AUTHORITIES:
            self.certificate_file(name).write_bytes(_pem(_der(architecture, name)))

    def _make_key(self, name: str) -> None:
        file = self.folder / "keys" / f"{name}.pem"
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(
                key.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            )

    def certify(self, signer: "signatures.SignerRef", *, now: datetime) -> str:
        """Return the label of the signer's certificate, issued on the first call."""
        label = _label(signer)
        if label in self.read()["pki-architectures"][ARCHITECTURE]["certs"]:
            return label
        with self.open() as books:
            keys, part = books["keysets"][ARCHITECTURE], books["pki-architectures"][ARCHITECTURE]
            if label not in part["certs"]:
                self._make_key(label)
                keys["keys"][label] = {"path": f"{label}.pem"}
                part["entities"][label] = _subject(signer)
                part["certs"][label] = {
                    "issuer": ISSUER[signer.role.value],
                    "validity": _validity(now - timedelta(hours=1), SUBSCRIBER),
                    "profiles": ["digsig-commitment"],
                }
        return label

    def revoke(self, label: str, *, at: datetime, reason: str) -> None:
        """Write down that a certificate is revoked since ``at``; the first entry stays."""
        with self.open() as books:
            certificate = books["pki-architectures"][ARCHITECTURE]["certs"][label]
            certificate.setdefault(
                "revocation", {"revoked-since": at.isoformat(), "reason": reason}
            )

    def private_key(self, label: str) -> rsa.RSAPrivateKey:
        """Return the key of an entity."""
        content = (self.folder / "keys" / f"{label}.pem").read_bytes()
        key = serialization.load_pem_private_key(content, password=None)
        if not isinstance(key, rsa.RSAPrivateKey):
            raise TypeError(label)
        return key

    def architecture(self) -> "PKIArchitecture":
        """Return the books as certomancer reads them, kept until they change."""
        return _architecture(self.folder, self.file.stat().st_mtime_ns)

    def certificate(self, label: str) -> bytes:
        """Return a certificate (DER)."""
        return _der(self.architecture(), label)


@lru_cache(maxsize=4)
def _architecture(folder: Path, _changed: int) -> "PKIArchitecture":
    from certomancer.registry import ArchLabel, CertomancerConfig  # noqa: PLC0415 - may be missing

    books = json.loads((folder / "authority.json").read_text())
    config = CertomancerConfig(books, key_search_dir=str(folder), lazy_load_keys=True)
    return config.get_pki_arch(ArchLabel(ARCHITECTURE))


def _der(architecture: "PKIArchitecture", label: str) -> bytes:
    from certomancer.registry import CertLabel  # noqa: PLC0415 - may be missing

    return bytes(architecture.get_cert(CertLabel(label)).dump())


def _pem(der: bytes) -> bytes:
    from asn1crypto import pem  # noqa: PLC0415 - beside its only use

    return bytes(pem.armor("CERTIFICATE", der))


def _label(signer: "signatures.SignerRef") -> str:
    content = f"{signer.name}|{signer.title}|{signer.organisation}"
    digest = hashlib.sha256(content.encode()).hexdigest()[:8]
    return f"{signer.role.value.lower()}-{signer.holder_id.hex}-{digest}"


def _subject(signer: "signatures.SignerRef") -> dict[str, str]:
    subject = {"country-name": "VN", "common-name": signer.name[:64]}
    if signer.organisation:
        subject["organization-name"] = signer.organisation[:64]
    if signer.title:
        subject["title"] = signer.title[:64]
    subject["serial-number"] = f"MOTCUA:{signer.holder_id}"
    return subject


def _validity(start: datetime, span: timedelta) -> dict[str, str]:
    start = start.astimezone(UTC).replace(microsecond=0)
    return {"valid-from": start.isoformat(), "valid-to": (start + span).isoformat()}


def _founding(*, port: int, start: datetime) -> dict[str, Any]:
    whole = _validity(start, AUTHORITY)

    def authority(issuer: str, length: int, **services: str) -> dict[str, Any]:
        profile = {"id": "simple-ca", "params": {"max-path-len": length, **services}}
        return {"issuer": issuer, "validity": whole, "profiles": [profile]}

    def responder(issuer: str) -> dict[str, Any]:
        return {"issuer": issuer, "validity": whole, "profiles": ["ocsp-responder"]}

    time_stamping = {
        "issuer": "organisations",
        "validity": whole,
        "extensions": [
            {
                "id": "key_usage",
                "critical": True,
                "smart-value": {"schema": "key-usage", "params": ["digital_signature"]},
            },
            {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]},
        ],
    }
    architecture = {
        "keyset": ARCHITECTURE,
        "entities": {name: {"country-name": "VN", "common-name": NAMES[name]} for name in NAMES},
        "certs": {
            "root": authority("root", 1, **{"crl-repo": "root"}),
            "persons": authority("root", 0, **{"crl-repo": "persons", "ocsp-service": "persons"}),
            "organisations": authority(
                "root", 0, **{"crl-repo": "organisations", "ocsp-service": "organisations"}
            ),
            "persons-ocsp": responder("persons"),
            "organisations-ocsp": responder("organisations"),
            "tsa": time_stamping,
        },
        "services": {
            "crl-repo": {
                "root": {"for-issuer": "root", "simulated-update-schedule": "P90D"},
                "persons": {"for-issuer": "persons", "simulated-update-schedule": "PT1M"},
                "organisations": {
                    "for-issuer": "organisations",
                    "simulated-update-schedule": "PT1M",
                },
            },
            "ocsp": {
                name: {"for-issuer": name, "responder-cert": f"{name}-ocsp"}
                for name in ("persons", "organisations")
            },
            "time-stamping": {"tsa": {"signing-cert": "tsa"}},
            "cert-repo": {name: {"for-issuer": name} for name in AUTHORITIES},
        },
    }
    return {
        "external-url-prefix": f"http://127.0.0.1:{port}",
        "keysets": {
            ARCHITECTURE: {
                "path-prefix": "keys",
                "keys": {name: {"path": f"{name}.pem"} for name in NAMES},
            }
        },
        "pki-architectures": {ARCHITECTURE: architecture},
    }
