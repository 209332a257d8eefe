"""Each act by whoever may do it, and by everybody who may not."""

import pytest
from django.urls import reverse

from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db
OFFICIALS = ("reception", "specialist", "leader", "clerk")
REASON = {"reason": "Còn thiếu chữ ký."}
ACTS = [
    ("check_papers", "submitted", {"reception"}, {}),
    ("accept", "submitted", {"reception"}, {}),
    ("ask", "submitted", {"reception"}, {"other": "Ảnh thẻ"}),
    ("refuse", "submitted", {"reception"}, REASON | {"advice": "Nộp lại."}),
    ("withdraw_for", "submitted", {"reception"}, REASON),
    ("draft", "accepted", {"specialist"}, make.LETTER),
    ("send_back", "at_signature", {"leader"}, REASON),
    ("sign", "at_signature", {"leader"}, {}),
    ("hand_out", "finished", {"reception", "clerk"}, {"receiver": "Phạm Thị Thanh Hà"}),
]
CASES = [(act, stage, who, data) for act, stage, may, data in ACTS for who in sorted(may)]
REFUSED = [
    (act, stage, who, data)
    for act, stage, may, data in ACTS
    for who in (*OFFICIALS, "citizen", "stranger")
    if who not in may
]


@pytest.fixture(scope="module")
def office(kept_db):
    return make.make_office()


@pytest.fixture(scope="module")
def catalogue(kept_db):
    make.make_catalogue()


@pytest.fixture(scope="module")
def citizen(kept_db):
    return make.make_citizen()


@pytest.fixture
def place(office, catalogue, citizen, enter):
    """Bring a dossier to a stage; return its code and a way to post an act as somebody."""
    elsewhere = make.make_office()

    def place_(stage):
        code = getattr(make, stage)(office, citizen)

        def post(act, who, data):
            actor = {"citizen": citizen, "stranger": elsewhere.reception}.get(who)
            client = enter(actor or getattr(office, who))
            return client.post(reverse(f"dossiers:{act}", args=[code]), data)

        return code, post

    return place_


@pytest.mark.parametrize(("act", "stage", "who", "data"), CASES)
def test_an_act_is_done_by_whoever_may(place, act, stage, who, data):
    _code, post = place(stage)

    assert post(act, who, data).status_code == 302


@pytest.mark.parametrize(("act", "stage", "who", "data"), REFUSED)
def test_an_act_is_refused_to_everybody_else_and_changes_nothing(place, act, stage, who, data):
    code, post = place(stage)
    before = make.get(code).state

    assert post(act, who, data).status_code in {403, 404}
    assert make.get(code).state == before


def test_nobody_acts_without_signing_in(place, enter):
    code, _post = place("submitted")

    answer = enter().post(reverse("dossiers:accept", args=[code]))

    assert answer["Location"].startswith("/sign-in/")
    assert make.get(code).state == "WAITING"


def test_a_draft_is_saved_submitted_and_signed(office, catalogue, citizen, enter):
    code = make.accepted(office, citizen)
    specialist, leader = enter(office.specialist), enter(office.leader)

    answer = specialist.post(reverse("dossiers:draft", args=[code]), make.LETTER | {"submit": "1"})
    assert answer["Location"] == reverse("dossiers:inbox")
    leader.post(reverse("dossiers:sign", args=[code]))

    assert make.get(code).dossier.result.state == "PREPARED"


def test_a_draft_with_faults_comes_back_with_them(office, catalogue, citizen, enter):
    code = make.accepted(office, citizen)

    answer = enter(office.specialist).post(
        reverse("dossiers:draft", args=[code]), {"words": "", "submit": "1"}
    )

    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.content.decode()
