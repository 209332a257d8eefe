"""Reading certificates."""

import re
import unicodedata
from datetime import timedelta

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509 import load_der_x509_certificate

from ..types import Role, SignerRef

# Vietnamese authorities write the subscriber's number into UID; the exact form varies.
OF_PERSON = re.compile(r"^(CCCD|CMND|HC|CMT)\s*:", re.IGNORECASE)
OF_ORGANISATION = re.compile(r"^(MST|MNS|MDV)\s*:", re.IGNORECASE)

OF_CITIZEN = re.compile(r"\b(?:CCCD|CMND|CMT|DDCN|SDD)\s*[:=-]?\s*(\d{12}|\d{9})\b", re.IGNORECASE)
BARE_NUMBER = re.compile(r"\d{12}|\d{9}")
# Purposes for which a certificate may be made without being meant for documents.
FOREIGN_PURPOSES = frozenset({"server_auth", "time_stamping", "ocsp_signing", "code_signing"})
WARN_DAYS = (7, 30, 60)


def days_to_warn(left: timedelta, *, warned: int | None) -> int | None:
    """Return the step of warning that is due and was not taken: 60, 30 or 7 days; None if none."""
    reached = [days for days in WARN_DAYS if left <= timedelta(days=days)]
    if not reached or (warned is not None and warned <= reached[0]):
        return None
    return reached[0]


def names_of(certificate: x509.Certificate) -> dict[str, str]:
    """Return the parts of the subject's name by their asn1crypto names."""
    native = certificate.subject.native
    return {
        key: value if isinstance(value, str) else ", ".join(value) for key, value in native.items()
    }


def role_of(certificate: x509.Certificate) -> Role:
    """Tell whether a certificate belongs to a person or to an organisation.

    The number in UID decides where there is one. Otherwise an organisation's common name is
    its organisation's name.
    """
    names = names_of(certificate)
    number = names.get("user_id", "")
    common, organisation = names.get("common_name", ""), names.get("organization_name", "")
    if OF_ORGANISATION.match(number) or (common and common == organisation):
        return Role.ORGANISATION
    personal = {"title", "given_name", "surname"} & names.keys()
    if OF_PERSON.match(number) or personal or (organisation and common):
        return Role.PERSON
    return Role.OTHER


def serial_of(certificate: x509.Certificate) -> str:
    """Return the serial number in upper-case hexadecimal."""
    return f"{certificate.serial_number:X}"


def algorithm_of(certificate: x509.Certificate, digest: str) -> str:
    """Return how it was signed, such as ``RSA-2048, SHA-256``."""
    key = certificate.public_key
    return f"{key.algorithm.upper()}-{key.bit_size}, {digest.upper().replace('SHA', 'SHA-')}"


def common_name(name: x509.Name) -> str:
    """Return the common name of a distinguished name, or all of it."""
    found = name.native.get("common_name")
    return found if isinstance(found, str) else str(name.human_friendly)


def is_certificate_of(der: bytes, signer: SignerRef) -> bool:
    """Tell whether a certificate names this signer, in this capacity and at this organisation.

    A person's certificate may leave out the organisation. Two people of one name at one
    organisation cannot be told apart so: a provider must then ask for the key by its own name.
    """
    certificate = x509.Certificate.load(der)
    if certificate.ca or role_of(certificate) is not signer.role:
        return False
    names = names_of(certificate)
    organisation = names.get("organization_name", "")
    at_home = (
        not organisation
        or not signer.organisation
        or plain(organisation) == plain(signer.organisation)
    )
    return at_home and plain(names.get("common_name", "")) == plain(signer.name)


def plain(name: str) -> str:
    """Return a name as it is compared: one way to write accents, one case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def personal_number_of(certificate: x509.Certificate) -> str:
    """Return the citizen's number in a certificate, or nothing; there are many ways to write it."""
    names = names_of(certificate)
    for value in names.values():
        if found := OF_CITIZEN.search(value):
            return found.group(1)
    bare = (names.get(each, "").strip() for each in ("user_id", "serial_number"))
    return next((each for each in bare if BARE_NUMBER.fullmatch(each)), "")


def is_for_documents(certificate: x509.Certificate) -> bool:
    """Tell whether a certificate may sign documents, by the purposes that it names.

    One that names none may; one that names only others, such as a web server's, may not.
    """
    extended = certificate.extended_key_usage_value
    purposes = set(extended.native) if extended is not None else set()
    return not purposes or not purposes <= FOREIGN_PURPOSES


def is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Tell whether the issuer's key really signed a certificate that bears its name."""
    try:
        ours = load_der_x509_certificate(certificate.dump())
        ours.verify_directly_issued_by(load_der_x509_certificate(issuer.dump()))
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
