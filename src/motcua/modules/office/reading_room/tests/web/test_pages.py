"""What officials find and what a reader's addresses answer."""

import hashlib

import pytest
from django.test import Client, override_settings

from motcua.foundation.delivery import deliver_pending
from motcua.kernel.documents import api as documents
from motcua.modules.office.reading_room import use_cases
from motcua.modules.office.reading_room.models import RequestedDocument, View
from motcua.modules.office.reading_room.tests import factories as make
from motcua.modules.office.reading_room.tests.factories import MORNING

pytestmark = pytest.mark.django_db
arrivals = make.archive.arrivals


@pytest.fixture(scope="module")
def kept_files(tmp_path_factory):
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def _files_of_the_world(_files_apart, kept_files, settings):
    settings.FILES_DIR = kept_files


@pytest.fixture(scope="module")
def room(kept_db, kept_files, letter):
    with override_settings(FILES_DIR=kept_files):
        found = make.make_room(letter)
        document_id = arrivals.register(
            found.office, number_symbol="77/STP-HT", subject="tập huấn <b>hộ tịch</b> năm 2024"
        )
        arrivals.route(found.office, document_id)
        deliver_pending()
    return found


@pytest.fixture(scope="module")
def letter(kept_db):
    return make.blank_page()


@pytest.fixture
def enter(room):
    def as_(who):
        client = Client()
        accounts = {"reader": room.reader, "other": room.other}
        client.force_login(accounts.get(who) or room.office.accounts[who])
        return client

    return as_


def main(answer):
    return answer.content.decode().partition("<main")[2]


@pytest.mark.parametrize("query", ["q=tap huan ho tich", "q=77/STP-HT", "in=incoming&year=2024"])
def test_an_official_finds_what_was_routed_to_his_unit_and_others_do_not(enter, query):
    address = f"/workspace/find/?{query}"

    found = main(enter("head").get(address))
    hidden = main(enter("stranger").get(address))

    assert "77/STP-HT" in found
    assert "<b>hộ tịch</b>" not in found
    assert "STP-HT</span>" not in hidden
    assert "Không có văn bản phù hợp" in hidden


@pytest.mark.parametrize("query", ["q=%27+%26+%21%28&page=-3", "q=&unit=x&year=x", "page=99&q=a"])
def test_nothing_in_the_address_breaks_the_page(enter, query):
    assert enter("head").get(f"/workspace/find/?{query}").status_code == 200
    assert Client().get(f"/reading-room/?{query}").status_code == 200


def test_a_page_of_hits_asks_as_many_questions_however_many_there_are(
    enter, django_assert_max_num_queries
):
    head = enter("head")
    head.get("/workspace/find/?q=tap huan")

    with django_assert_max_num_queries(40):
        head.get("/workspace/find/?q=tap huan")


def test_the_catalogue_is_open_and_a_request_wants_a_sign_in(room):
    page = main(Client().get("/reading-room/?q=khu pho co"))
    answer = Client().get(f"/reading-room/ask/?doc={room.records['open']}")

    assert make.OPEN_TITLE in page.replace("<mark>", "").replace("</mark>", "")
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


def test_a_reader_sees_pages_as_pictures_only_and_nobody_else_does(room, enter):
    request_id = make.ask(room, "open")
    row = RequestedDocument.objects.get(request_id=request_id)
    use_cases.decide(
        actor=room.office.actor("archivist"),
        request_id=request_id,
        granted=[row.id],
        days=30,
        at=MORNING,
    )
    RequestedDocument.objects.filter(id=row.id).update(until="2099-01-01T00:00Z")
    before = hashlib.sha256(documents.read(room.stored["open"])).hexdigest()
    address = f"/reading-room/read/{row.id}/"

    frame, picture = (enter("reader").get(address + part) for part in ("", "1.png"))

    assert "1.png" in main(frame)
    assert str(room.stored["open"]) not in main(frame)
    assert picture["Content-Type"] == "image/png"
    assert picture["Cache-Control"] == "private, no-store"
    assert View.objects.filter(document=row).count() == 1
    assert hashlib.sha256(documents.read(room.stored["open"])).hexdigest() == before
    assert enter("reader").get(address + "copy.pdf").status_code == 403
    assert enter("reader").get(address + "9.png").status_code == 404
    for who in ("other", "archivist"):
        assert enter(who).get(address + "1.png").status_code == 404
    RequestedDocument.objects.filter(id=row.id).update(until=MORNING)
    assert enter("reader").get(address + "1.png").status_code == 403
