"""Parcels handed to another node over mutual TLS."""

import http.client
import json
import ssl
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.kernel.exchange import api as exchange

from . import tls

PATH = "/exchange/parcels"
LONGEST_ANSWER = 64 * 1024
SERVER_FAULT = 500
# Refusals that end when somebody mends an entry: the parcel waits.
MENDABLE = frozenset({"exchange.peer_not_known"})


class NodeLink(exchange.Transport):
    """A node of this software, or of another that speaks as simply."""

    code = "node"
    title = gettext_lazy("Straight to the node")  # type: ignore[assignment] # lazy words

    def is_configured(self) -> bool:
        return tls.has_identity()

    def deliver(self, parcel: exchange.ParcelInfo, peer: exchange.PeerInfo) -> None:
        headers = {
            "Content-Type": "application/xml",
            "X-Parcel-Id": str(parcel.id),
            "X-Parcel-From": parcel.from_code,
            "X-Parcel-To": parcel.to_code,
            "X-Parcel-SHA256": parcel.sha256,
            "X-Parcel-Hops": str(parcel.hops),
        }
        try:
            status, answer = _post(peer, parcel.content, headers)
        except (OSError, http.client.HTTPException) as error:
            raise exchange.PeerSilent(reason=_in_words(error)) from error
        _judge(status, answer, parcel)


def _post(
    peer: exchange.PeerInfo, content: bytes, headers: dict[str, str]
) -> tuple[int, dict[str, Any]]:
    where = urlsplit(peer.address)
    if where.scheme != "https" or not where.hostname:
        raise exchange.PeerSilent(reason=_("its address does not begin with https://"))
    connection = http.client.HTTPSConnection(
        where.hostname,
        where.port or 443,
        timeout=settings.EXCHANGE_CONNECT_SECONDS,
        context=tls.context(ssl.Purpose.SERVER_AUTH),
    )
    try:
        connection.connect()
        line = connection.sock
        if tls.fingerprint(line.getpeercert(binary_form=True) or b"") not in peer.fingerprints:
            raise exchange.PeerSilent(
                reason=_("it shows another certificate than the one entered here")
            )
        line.settimeout(settings.EXCHANGE_TRANSFER_SECONDS)
        connection.request("POST", PATH, body=content, headers=headers)
        answer = connection.getresponse()
        return answer.status, _read(answer.read(LONGEST_ANSWER))
    finally:
        connection.close()


def _read(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _judge(status: int, answer: dict[str, Any], parcel: exchange.ParcelInfo) -> None:
    reason = str(answer.get("reason", ""))[:2000] or f"HTTP {status}"
    if status == http.client.OK and answer.get("sha256") == parcel.sha256:
        return
    if status == http.client.OK or (status >= SERVER_FAULT and not answer):
        raise exchange.PeerSilent(reason=reason)
    if answer.get("code") in MENDABLE:
        raise exchange.PeerSilent(reason=reason)
    if status >= SERVER_FAULT:
        raise exchange.ParcelPostponed(reason=reason)
    raise exchange.ParcelRefused(reason=reason)


def _in_words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return _("it does not answer in time")
    if isinstance(error, ConnectionRefusedError):
        return _("nothing listens at its address")
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("its certificate is not trusted here (%(detail)s)") % {
            "detail": error.verify_message
        }
    if isinstance(error, ssl.SSLError):
        return _("the secure line was not made (%(detail)s)") % {"detail": error.reason or error}
    detail = getattr(error, "strerror", None) or error
    return _("the line broke (%(detail)s)") % {"detail": detail}
