"""Lines between nodes: certificates on both sides, and refusals in words."""

import http.client
import socket
import ssl
import threading
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from motcua.foundation.time import LOCAL_ZONE
from motcua.integrations.node_link import client, tls
from motcua.kernel.exchange import api as exchange

NOW = datetime.now(LOCAL_ZONE)  # certificates are compared with the clock of the machine
PARCEL = exchange.ParcelInfo(
    id=UUID(int=7), from_code="H24", to_code="H24.01", sha256="ab" * 32, hops=0, content=b"<a/>"
)


@pytest.fixture
def pair(settings, tmp_path):
    """Two nodes with certificates of their own making: folder and fingerprint of each."""
    made = {}
    for name in ("here", "there"):
        settings.EXCHANGE_TLS_DIR = tmp_path / name
        made[name] = (tmp_path / name, tls.make_identity(name=name, now=NOW))
    return made


def at(settings, folder):
    settings.EXCHANGE_TLS_DIR = folder


def talk(settings, pair):
    """Greet; return what the listener saw of the caller, or the fault."""
    (here, _mine), (there, _theirs) = pair["here"], pair["there"]
    at(settings, there)
    terms = tls.context(ssl.Purpose.CLIENT_AUTH)
    at(settings, here)
    mine = tls.context(ssl.Purpose.SERVER_AUTH)
    left, right = socket.socketpair()
    seen: list[Any] = []

    def listen():
        try:
            with terms.wrap_socket(right, server_side=True) as line:
                seen.append(tls.fingerprint(line.getpeercert(binary_form=True) or b""))
                line.sendall(b"x")
        except (ssl.SSLError, OSError) as error:
            seen.append(error)
            right.close()

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        with mine.wrap_socket(left) as line:
            theirs = tls.fingerprint(line.getpeercert(binary_form=True) or b"")
            line.recv(1)
    finally:
        listener.join()
    return seen[0], theirs


def introduce(settings, pair, one, other):
    at(settings, pair[one][0])
    tls.trust((pair[other][0] / tls.CERTIFICATE).read_bytes())


def test_nodes_that_know_each_other_talk_and_see_who_it_is(settings, pair):
    introduce(settings, pair, "here", "there")
    introduce(settings, pair, "there", "here")

    assert talk(settings, pair) == (pair["here"][1], pair["there"][1])


def test_a_stranger_is_not_greeted(settings, pair):
    introduce(settings, pair, "here", "there")

    with pytest.raises((ssl.SSLError, OSError)):
        talk(settings, pair)


def test_a_key_is_made_once_and_for_its_owner_alone(settings, pair):
    folder, fingerprint = pair["here"]
    at(settings, folder)

    assert tls.make_identity(name="again", now=NOW) == fingerprint
    assert (folder / tls.KEY).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("status", "answer", "refusal"),
    [
        (200, {"sha256": "0" * 64}, exchange.PeerSilent),
        (500, {}, exchange.PeerSilent),
        (403, {"code": "exchange.peer_not_known", "reason": "lạ"}, exchange.PeerSilent),
        (
            503,
            {"code": "exchange.document_not_here_yet", "reason": "sớm"},
            exchange.ParcelPostponed,
        ),
        (422, {"code": "exchange.packet_unreadable", "reason": "sai thẻ"}, exchange.ParcelRefused),
        (404, {}, exchange.ParcelRefused),
    ],
)
def test_answers_mean_later_or_never(status, answer, refusal):
    with pytest.raises(refusal) as caught:
        client._judge(status, answer, PARCEL)

    assert answer.get("reason", "") in str(caught.value)


def test_an_answer_with_the_hash_means_stored():
    client._judge(http.client.OK, {"sha256": PARCEL.sha256}, PARCEL)


def test_a_closed_door_is_said_in_words(settings, pair):
    at(settings, pair["here"][0])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    peer = exchange.PeerInfo(
        id=UUID(int=1),
        code="H24.01",
        name="Quận",
        transport="node",
        address=f"https://127.0.0.1:{port}",
        fingerprints=("ab" * 32,),
        dialect="",
    )

    with pytest.raises(exchange.PeerSilent) as caught:
        client.NodeLink().deliver(PARCEL, peer)

    assert "không có dịch vụ nào ở địa chỉ đó" in str(caught.value)
