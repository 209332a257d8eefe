"""Which hosts may be reached for figures: those that the operator names, at addresses looked at.

The address that was looked at is the one that is connected to: a name that resolves to another
one a moment later leads nowhere.
"""

import ipaddress
import socket

from django.conf import settings


class Forbidden(PermissionError):
    """The operator does not name the host, or it stands at a private address."""


def require(host: str, port: int) -> list[str]:
    """Return the addresses of a host that may be reached.

    Raises:
        Forbidden: It may not.
        OSError: Nobody knows the host.
    """
    if host not in settings.SOURCE_HOSTS:
        raise Forbidden(host)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not settings.SOURCE_PRIVATE and not all(map(_is_public, addresses)):
        raise Forbidden(host)
    return addresses


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_global and not parsed.is_multicast


def connect(host: str, port: int, *, seconds: float) -> socket.socket:
    """Connect to a host that may be reached.

    Raises:
        Forbidden: It may not.
        OSError: It does not answer.
    """
    error: OSError = ConnectionError(host)
    for address in require(host, port):
        try:
            return socket.create_connection((address, port), timeout=seconds)
        except OSError as refused:
            error = refused
    raise error
