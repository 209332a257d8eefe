"""Reading certificates."""

import re

from asn1crypto import x509

from ..types import Role

# Vietnamese authorities write the subscriber's number into UID; the exact form varies.
OF_PERSON = re.compile(r"^(CCCD|CMND|HC|CMT)\s*:", re.IGNORECASE)
OF_ORGANISATION = re.compile(r"^(MST|MNS|MDV)\s*:", re.IGNORECASE)


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
