"""The door of this node for others: one address, TLS with certificates on both sides.

A listener of our own, for the name of the caller is what his right to speak hangs on: the
certificate's fingerprint comes from the line itself, not from a header that a proxy may set.
"""

import json
import logging
import re
import socket
import ssl
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone, translation

from motcua.foundation.errors import DomainError
from motcua.kernel.exchange import api as exchange

from . import tls
from .client import PATH

logger = logging.getLogger("motcua.exchange")
MOST_AT_ONCE = 16
MEGABYTE = 1024 * 1024
CODE = re.compile(r"[0-9A-Za-z.]{1,60}")
SHA256 = re.compile(r"[0-9a-f]{64}")
SERVER_FAULT = 500


class Malformed(Exception):
    """The cover of the parcel is not readable."""


class Door(BaseHTTPRequestHandler):
    """Answers one caller."""

    protocol_version = "HTTP/1.1"
    server_version = "motcua"
    sys_version = ""

    def do_POST(self) -> None:
        """Take a parcel."""
        self.close_connection = True
        close_old_connections()
        try:
            with translation.override(settings.LANGUAGE_CODE):
                self._answer(*self._take())
        except (OSError, ssl.SSLError):
            logger.info("a caller hung up")
        except Exception:  # the caller keeps the parcel and comes again
            logger.exception("a parcel was not taken")
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, {})
        finally:
            connection.close()

    def _take(self) -> tuple[int, dict[str, Any]]:
        if self.path != PATH:
            return HTTPStatus.NOT_FOUND, {}
        der = self.connection.getpeercert(binary_form=True)
        peer = exchange.find_peer_by_fingerprint(tls.fingerprint(der or b""))
        if peer is None:
            return _refusal(exchange.PeerNotKnown())
        try:
            parcel = self._parcel()
        except Malformed as error:
            return HTTPStatus.BAD_REQUEST, {"code": "exchange.malformed", "reason": str(error)}
        except exchange.ParcelTooLarge as error:
            return _refusal(error)
        exchange.hear_from(peer_id=peer.id, at=timezone.now())
        try:
            receipt = exchange.take_parcel(peer_id=peer.id, parcel=parcel, at=timezone.now())
        except DomainError as error:
            if error.status < SERVER_FAULT:
                exchange.note_rejection(
                    peer_id=peer.id, parcel=parcel, refusal=error, at=timezone.now()
                )
            return _refusal(error)
        return HTTPStatus.OK, {"sha256": receipt.sha256, "known": receipt.was_known}

    def _parcel(self) -> exchange.ParcelInfo:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            raise Malformed("Content-Length")
        limit = settings.EXCHANGE_LARGEST_PACKET_MB
        if int(length) > limit * MEGABYTE:
            raise exchange.ParcelTooLarge(limit=limit)
        parcel_id = self.headers.get("X-Parcel-Id", "")
        try:
            number = UUID(parcel_id)
        except ValueError as error:
            raise Malformed("X-Parcel-Id") from error
        hops = self.headers.get("X-Parcel-Hops", "0")
        content = self.rfile.read(int(length))
        if len(content) != int(length):
            raise Malformed("Content-Length")
        return exchange.ParcelInfo(
            id=number,
            from_code=self._header("X-Parcel-From", CODE),
            to_code=self._header("X-Parcel-To", CODE),
            sha256=self._header("X-Parcel-SHA256", SHA256),
            hops=int(hops) if re.fullmatch(r"\d{1,2}", hops) else 99,
            content=content,
        )

    def _header(self, name: str, form: "re.Pattern[str]") -> str:
        value = str(self.headers.get(name, ""))
        if not form.fullmatch(value):
            raise Malformed(name)
        return value

    def _answer(self, status: int, said: dict[str, Any]) -> None:
        body = json.dumps(said, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
        """Write a line of the log in our own form."""
        logger.info("what=exchange caller=%s said=%s", self.address_string(), format % args)


def _refusal(error: DomainError) -> tuple[int, dict[str, Any]]:
    return error.status, {"code": error.code, "reason": str(error)}


class Node(ThreadingHTTPServer):
    """Listens; each caller has a thread of his own, and no more than a few at once."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, host: str, port: int) -> None:
        self._terms = tls.context(ssl.Purpose.CLIENT_AUTH)
        self._room = threading.BoundedSemaphore(MOST_AT_ONCE)
        super().__init__((host, port), Door)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Greet and serve a caller in his own thread, so that a slow greeting holds up nobody."""
        with self._room:
            try:
                request.settimeout(settings.EXCHANGE_CONNECT_SECONDS)
                line = self._terms.wrap_socket(request, server_side=True)
            except (OSError, ssl.SSLError) as error:
                logger.info("what=exchange caller=%s refused=%r", client_address[0], str(error))
                self.shutdown_request(request)
                return
            line.settimeout(settings.EXCHANGE_TRANSFER_SECONDS)
            super().process_request_thread(line, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Note a caller who hung up; what is our own fault was logged before."""
        logger.info("what=exchange caller=%s hung_up=1", client_address[0])

    def server_bind(self) -> None:
        """Bind without asking who we are by name."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]
