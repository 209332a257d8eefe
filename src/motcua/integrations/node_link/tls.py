"""This node's key and certificates, and whom it trusts.

Both sides show a certificate. The chain must lead to an authority of ``ca.crt``, and the
certificate itself is known by its fingerprint: it says which node this is.
"""

import hashlib
import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.conf import settings

KEY, CERTIFICATE, AUTHORITIES = "node.key", "node.crt", "ca.crt"
YEARS = 3


def folder() -> Path:
    """Return where the key and the certificates lie."""
    return Path(settings.EXCHANGE_TLS_DIR)


def has_identity() -> bool:
    """Tell whether this node has a key and a certificate."""
    return all((folder() / name).exists() for name in (KEY, CERTIFICATE, AUTHORITIES))


def fingerprint(der: bytes) -> str:
    """Return the SHA-256 of a certificate."""
    return hashlib.sha256(der).hexdigest()


def own_fingerprint() -> str:
    """Return the fingerprint of this node's certificate."""
    certificate = x509.load_pem_x509_certificate((folder() / CERTIFICATE).read_bytes())
    return fingerprint(certificate.public_bytes(serialization.Encoding.DER))


def context(purpose: ssl.Purpose) -> ssl.SSLContext:
    """Return the terms on which this node talks: TLS 1.2 or later, certificates on both sides."""
    server = purpose is ssl.Purpose.CLIENT_AUTH
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER if server else ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.check_hostname = False  # the fingerprint says more than a name
    made.verify_mode = ssl.CERT_REQUIRED
    made.load_verify_locations(folder() / AUTHORITIES)
    made.load_cert_chain(folder() / CERTIFICATE, folder() / KEY)
    return made


def make_identity(*, name: str, now: datetime) -> str:
    """Make a key and a certificate of its own signature, once, and return the fingerprint.

    Where an authority certifies nodes, put its certificate in place of ours and the authority into
    ``ca.crt``.
    """
    place = folder()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (place / KEY).exists():
        key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
        handle = os.open(place / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(
                key.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            )
        pem = _self_signed(key, name, now)
        (place / CERTIFICATE).write_bytes(pem)
        trust(pem)
    return own_fingerprint()


def _self_signed(key: rsa.RSAPrivateKey, name: str, now: datetime) -> bytes:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
        ]
    )
    start = now.astimezone(UTC) - timedelta(hours=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM)


def trust(pem: bytes) -> str:
    """Add a certificate to the trusted ones and return its fingerprint.

    Raises:
        ValueError: It is no certificate.
    """
    certificate = x509.load_pem_x509_certificate(pem)
    file = folder() / AUTHORITIES
    known = x509.load_pem_x509_certificates(file.read_bytes()) if file.exists() else []
    if certificate not in known:
        with file.open("ab") as stream:
            stream.write(certificate.public_bytes(serialization.Encoding.PEM))
    return fingerprint(certificate.public_bytes(serialization.Encoding.DER))
