"""What clerk, leader and head see and press, from the desk to the books."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.modules.office.incoming.models import Document
from motcua.modules.office.incoming.tests import factories as make
from motcua.modules.office.incoming.types import State

ROOT = "/workspace/incoming/"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def office(kept_db):
    """An office with its people, made once for all cases."""
    return make.make_office()


def _as(office, who):
    client = Client()
    client.force_login(office.accounts[who])
    return client


def _page(client, path, **values):
    answer = client.post(path, values) if values else client.get(path)
    return answer, answer.content.decode(errors="replace")


def test_a_scan_is_taken_in_registered_routed_and_done(office):
    clerk, leader, head = (_as(office, who) for who in ("clerk", "leader", "head"))
    given = SimpleUploadedFile("cv.pdf", make.letter(office), content_type="application/pdf")
    answer, _text = _page(clerk, f"{ROOT}new/", file=given, what="file")
    document = Document.objects.get()
    one = f"{ROOT}{document.id}/"
    assert answer["Location"] == f"{one}confirm/"
    _answer, text = _page(clerk, f"{one}confirm/")
    assert "Ủy ban nhân dân quận Hồng Bàng" in text
    values = {"author": "Sở Tư pháp", "kind": "CV", "subject": "rà soát", "number_symbol": "5/STP"}
    answer, text = _page(clerk, f"{one}confirm/", **{**values, "issued_on": "hôm qua"})
    assert "dd/mm/yyyy" in text or "ngày/tháng/năm" in text or "dạng" in text
    assert _page(clerk, f"{one}confirm/", **values)[0].status_code == 302
    assert _page(head, one)[0].status_code == 404

    _answer, text = _page(leader, ROOT)
    assert "5/STP" in text
    answer, _text = _page(leader, f"{one}route/")
    due_on = answer.context["due_on"]
    routing = {"lead": office.department_id, "due_on": due_on, "opinion": "Tham mưu."}
    assert _page(leader, f"{one}route/", **{**routing, "opinion": ""})[0].status_code == 200
    assert _page(leader, f"{one}route/", **routing)[0].status_code == 302
    _answer, text = _page(head, one)
    assert "Tham mưu." in text
    assert document.readings.count() == 1
    work = {"act": "give", "to_post": office.posts["drafter"], "opinion": "Xử lý."}
    assert _page(head, f"{one}act/", **work)[0].status_code == 302
    drafter = _as(office, "drafter")
    assert _page(drafter, f"{one}act/", act="say", text="Đề xuất.")[0].status_code == 302
    assert _page(drafter, f"{one}act/", act="finish", note="Đã xong.")[0].status_code == 302
    document.refresh_from_db()
    assert document.state == State.DONE
    for path in ("paper.pdf", "stamped.pdf", "slip.pdf"):
        assert clerk.get(f"{one}{path}").content.startswith(b"%PDF")
    for path in ("register/", "register/?book=follow&state=DONE&kind=CV", "figures/"):
        answer, text = _page(clerk, f"{ROOT}{path}")
        assert answer.status_code == 200
    for query in ("", "?book=follow"):
        assert clerk.get(f"{ROOT}register.pdf{query}").content.startswith(b"%PDF")
        assert clerk.get(f"{ROOT}register.xlsx{query}").content.startswith(b"PK")
    assert _page(_as(office, "stranger"), one)[0].status_code == 404
