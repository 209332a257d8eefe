"""What a clerk and a technical administrator read about the exchange."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.kernel.exchange.models import Parcel, Peer
from motcua.kernel.exchange.use_cases import carrying
from motcua.kernel.exchange.web import nodes, views
from motcua.kernel.organisation.tests.factories import official

from ..behaviour.test_exchange import send
from ..factories import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(rf):
    """Ask a view as an official."""

    def ask(view, actor, *, post=None, **given):
        request = rf.post("/", post) if post is not None else rf.get("/")
        request.actor, request.at, request.posts = actor, AT, ()
        request.session, request._messages = {}, Silent()
        request.language = request.theme = request.text = ""
        return view(request, **given)

    return ask


class Silent:
    """Takes messages and shows none."""

    def add(self, *given):
        pass

    def __iter__(self):
        return iter(())


def clerk(*units, rights=("view", "resend")):
    ids = {unit.id for unit in units}
    return official(rights={f"exchange.{right}": ids for right in rights})


def text(response):
    return " ".join(response.content.decode().split())


def test_a_clerk_reads_what_did_not_arrive_and_why_and_sends_it_again(agencies, government, visit):
    send(agencies, to=("G22",))
    (claimed,) = carrying.claim_parcels(at=AT)
    reason = "Nút bên kia không nhận gói tin: thiếu trích yếu"
    carrying.record_refused(parcel_id=claimed.parcel.id, error=reason, at=AT)
    actor = clerk(agencies["H24"])

    said = text(visit(views.undelivered, actor))
    other = text(visit(views.undelivered, clerk(agencies["H24.01"])))
    answer = visit(views.again, actor, post={}, parcel_id=claimed.parcel.id)

    assert reason in said
    assert "123/UBND-VP" in said
    assert "Gửi lại" in said
    assert reason not in other
    assert answer.url == reverse("exchange:undelivered")
    assert Parcel.objects.get().state == "WAITING"


def test_each_copy_stands_with_its_state(agencies, government, visit):
    packet_id = send(agencies, to=("G22", "H24.01"))
    actor = clerk(agencies["H24"])

    assert text(visit(views.sent, actor)).count("Đang chờ gửi") == 2
    assert "Văn phòng Chính phủ" in text(visit(views.packet, actor, packet_id=packet_id))


def test_lists_ask_no_more_when_they_grow(agencies, government, visit):
    actor = clerk(agencies["H24"])

    def count(view):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            visit(view, actor)
        return len(asked)

    send(agencies, to=("G22",), document_id="0")
    before = [count(view) for view in (views.undelivered, views.sent)]
    for number in range(1, 5):
        send(agencies, to=("G22", "H24.01"), document_id=str(number))

    assert [count(view) for view in (views.undelivered, views.sent)] == before


def test_a_node_is_entered_and_faults_stand_at_their_fields(agencies, visit, settings, tmp_path):
    settings.EXCHANGE_TLS_DIR = tmp_path
    for name in ("node.key", "node.crt", "ca.crt"):
        (tmp_path / name).touch()
    keeper = clerk(agencies["H24"], rights=("view", "manage"))
    entry = {
        "code": "H24.02",
        "name": "UBND quận Hai",
        "transport": "node",
        "address": "https://hai.example.vn:8768",
        "fingerprints": "AB:" * 31 + "AB",
        "serves": "*",
        "is_active": "on",
    }

    wrong = text(visit(nodes.add_node, keeper, post=entry | {"fingerprints": "12"}))
    visit(nodes.add_node, keeper, post=entry)

    assert "64 ký tự" in wrong
    assert Peer.objects.get(code="H24.02").fingerprints == ["ab" * 32]
    assert "UBND quận Hai" in text(visit(nodes.nodes, keeper))


def test_a_silent_node_is_shown_with_the_reason(agencies, government, visit):
    carrying.record_silence(peer_id=government, error="quá thời gian chờ", at=AT)

    said = text(visit(nodes.nodes, clerk(agencies["H24"])))

    assert "Không trả lời" in said
    assert "quá thời gian chờ" in said


def test_an_agency_of_ours_is_entered_by_the_code_of_its_unit(agencies, visit):
    keeper = clerk(agencies["H24"], rights=("view", "manage"))
    entry = {"code": "H24.05", "name": "UBND phường", "legacy_code": "", "unit": "H77"}

    wrong = text(visit(nodes.agencies, keeper, post=entry))
    visit(nodes.agencies, keeper, post=entry | {"unit": ""})

    assert "Không có đơn vị nào" in wrong
    assert "UBND phường" in text(visit(nodes.agencies, keeper))
