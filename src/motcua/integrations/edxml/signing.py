"""The signature around a packet (XML-DSig): made with this node's key, and judged."""

from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature as NotIssued
from cryptography.x509.oid import NameOID
from django.conf import settings
from lxml import etree
from signxml import (
    DigestAlgorithm,
    SignatureConfiguration,
    SignatureConstructionMethod,
    SignatureMethod,
    XMLSigner,
    XMLVerifier,
)
from signxml.exceptions import SignXMLException

from motcua.kernel.exchange import api as exchange

from .codes import SIGNATURE_NAMESPACE

DS = f"{{{SIGNATURE_NAMESPACE}}}"
Verdict = exchange.SignatureVerdict


def _parser() -> Any:
    """Return a parser that takes attachments of any size; entities were refused before."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


class _Signer(XMLSigner):
    @property
    def parser(self) -> Any:
        return _parser()


def folder() -> Path:
    """Return where this node's key and certificates lie."""
    return Path(settings.EXCHANGE_TLS_DIR)


def sign(root: "etree._Element", header: "etree._Element") -> "etree._Element":
    """Return the packet signed as a whole, RSA with SHA-256; the signature stands in the header."""
    etree.SubElement(header, f"{DS}Signature", Id="placeholder", nsmap={"ds": SIGNATURE_NAMESPACE})
    signer = _Signer(
        method=SignatureConstructionMethod.enveloped,
        signature_algorithm=SignatureMethod.RSA_SHA256,
        digest_algorithm=DigestAlgorithm.SHA256,
    )
    key = (folder() / "node.key").read_bytes()
    certificate = (folder() / "node.crt").read_text()
    return signer.sign(root, key=key, cert=certificate)


def judge(root: "etree._Element", signature: "etree._Element | None") -> tuple[Verdict, str]:
    """Return what the signature is worth, and whose it is.

    SHA-1, placeholders and signatures outside their namespace are seen in the wild: they are shown
    and not relied upon. What counts in law is the signature in the attached PDF.
    """
    if signature is None or not len(signature):
        return Verdict.ABSENT, ""
    certificate = _certificate(signature)
    name = _name(certificate)
    if certificate is None or not signature.tag.startswith(DS) or _is_old(signature):
        return Verdict.LEGACY, name
    try:
        pem = certificate.public_bytes(_pem())
        XMLVerifier().verify(
            root,
            x509_cert=pem.decode(),
            parser=_parser(),
            expect_config=SignatureConfiguration(location=".//", expect_references=1),
        )
    except (SignXMLException, ValueError):
        return Verdict.INVALID, name
    return (Verdict.VALID if _is_trusted(certificate) else Verdict.UNTRUSTED), name


def _pem() -> Any:
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415 - beside its use

    return Encoding.PEM


def _is_old(signature: "etree._Element") -> bool:
    algorithms = [each.get("Algorithm", "") for each in signature.iter()]
    uris = [each.get("URI") for each in signature.iter(f"{DS}Reference")]
    return any("sha1" in each for each in algorithms) or uris != [""]


def _certificate(signature: "etree._Element") -> x509.Certificate | None:
    for each in signature.iter():
        if etree.QName(each).localname == "X509Certificate" and each.text:
            text = "".join(each.text.split())
            pem = f"-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n"
            try:
                return x509.load_pem_x509_certificate(pem.encode())
            except ValueError:
                return None
    return None


def _name(certificate: x509.Certificate | None) -> str:
    if certificate is None:
        return ""
    found = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else certificate.subject.rfc4514_string()


def _is_trusted(certificate: x509.Certificate) -> bool:
    authorities = folder() / "ca.crt"
    if not authorities.exists():
        return False
    for each in x509.load_pem_x509_certificates(authorities.read_bytes()):
        try:
            certificate.verify_directly_issued_by(each)
        except (ValueError, TypeError, NotIssued):
            continue
        return True
    return False
