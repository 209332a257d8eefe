"""A web service asked once: in time, not too much, no other host than that which was named."""

import json
import time
from decimal import Decimal
from socket import socket
from typing import Any, cast
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from motcua.integrations import outside

SECONDS = 30.0  # for all of it
A_WHILE = 10.0  # for a connection, and between two pieces
LARGEST = 10 * 1024 * 1024
_GOOD = range(200, 300)


class _Plain(HTTPConnection):
    def _new_conn(self) -> socket:
        return outside.connect(self.host, self.port, seconds=A_WHILE)


class _Secure(HTTPSConnection):
    def _new_conn(self) -> socket:
        return outside.connect(self.host, self.port or 443, seconds=A_WHILE)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = cast("Any", _Plain)


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = cast("Any", _Secure)


class _Pinned(HTTPAdapter):
    """Connects to addresses that were looked at, and to nothing else."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        pools = {"http": _PlainPool, "https": _SecurePool}
        self.poolmanager.pool_classes_by_scheme = pools


def read_json(address: str, *, header: str = "", secret: str = "") -> Any:
    """Return what a web service answers; numbers keep their digits.

    Args:
        header: Under which name the secret is sent.

    Raises:
        outside.Forbidden: The host may not be asked, or not without TLS.
        OSError: It does not answer, or with a fault; a redirection is one.
        ValueError: The answer is larger than may be, or no JSON.
    """
    parts = urlsplit(address)
    is_secure = parts.scheme == "https"
    if not is_secure and not (parts.scheme == "http" and settings.SOURCE_PRIVATE):
        raise outside.Forbidden(address)
    outside.require(parts.hostname or "", parts.port or (443 if is_secure else 80))
    headers = {"Accept": "application/json", "User-Agent": "MotCua"}
    if header and secret:
        headers[header] = secret
    with requests.Session() as session:
        session.trust_env = False  # no proxy of the machine stands between us and the address
        session.mount(f"{parts.scheme}://", _Pinned())
        try:
            return json.loads(_ask(session, address, headers), parse_float=Decimal)
        except requests.RequestException as error:
            raise _innermost(error) from error


def _innermost(error: BaseException) -> OSError:
    """Return what went wrong below the library that tells of it."""
    while error.__context__ is not None:
        error = error.__context__
    return error if isinstance(error, OSError) else ConnectionError(str(error))


def _ask(session: requests.Session, address: str, headers: dict[str, str]) -> bytes:
    answer = session.get(
        address, headers=headers, timeout=A_WHILE, stream=True, allow_redirects=False
    )
    with answer:
        if answer.status_code not in _GOOD:
            raise ConnectionError(f"HTTP {answer.status_code}")
        return _body(answer)


def _body(answer: requests.Response) -> bytes:
    until, body = time.monotonic() + SECONDS, bytearray()
    for piece in answer.iter_content(64 * 1024):
        body += piece
        if len(body) > LARGEST:
            raise ValueError(f"> {LARGEST} B")
        if time.monotonic() > until:
            raise TimeoutError(f"> {SECONDS:.0f} s")
    return bytes(body)
