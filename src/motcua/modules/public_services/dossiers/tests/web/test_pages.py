"""Whose dossier is seen by whom, and how much each page asks of the database."""

import re
from dataclasses import asdict

import pytest
from django.urls import reverse

from motcua.modules.public_services.dossiers.models import Draft
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.types import PostalAddress

pytestmark = pytest.mark.django_db
OWN = ("sent", "dossier", "answers", "withdraw", "result", "supplement")


@pytest.mark.parametrize("page", OWN)
def test_a_dossier_is_not_there_for_another_citizen(office, catalogue, enter, page):
    code = make.accepted(office)
    another = make.make_citizen("Lê Thị Hoa")

    assert enter(another).get(reverse(f"dossiers:{page}", args=[code])).status_code == 404
    assert enter(another).get(reverse("dossiers:form", args=[code, "01"])).status_code == 404


@pytest.mark.parametrize("page", ["case", "case_preview", "case_result"])
def test_a_dossier_is_not_there_for_another_authority(office, catalogue, enter, page):
    code = make.accepted(office)
    elsewhere = make.make_office()

    answer = enter(elsewhere.reception).get(reverse(f"dossiers:{page}", args=[code]))

    assert answer.status_code == 404


def test_a_citizen_does_not_see_the_workspace(office, catalogue, citizen, enter):
    code = make.accepted(office, citizen)
    client = enter(citizen)

    for page in ("/workspace/", "/workspace/reception/", f"/workspace/dossiers/{code}/"):
        assert client.get(page).status_code == 403


def test_drafts_are_their_owners_alone(office, catalogue, citizen, enter):
    draft_id = make.make_draft(office, citizen)
    another = enter(make.make_citizen("Lê Thị Hoa"))

    for page in ("place", "papers", "check", "discard"):
        assert another.get(reverse(f"dossiers:{page}", args=[draft_id])).status_code == 404
        assert enter(citizen).get(reverse(f"dossiers:{page}", args=[draft_id])).status_code == 200


def test_the_code_alone_shows_no_more_than_state_and_promise(office, catalogue, citizen, enter):
    code = make.accepted(office, citizen)
    person = make.get(code)

    said = enter().get(reverse("dossiers:tracking", args=[code])).content.decode()

    assert code in said
    for secret in (person.person_name, person.procedure_title, office.unit.name, "0912345678"):
        assert secret not in said


def test_code_and_digits_show_everything_but_personal_data(office, catalogue, citizen, enter):
    code, client = make.accepted(office, citizen), enter()
    person = make.get(code)
    page = reverse("dossiers:tracking", args=[code])

    client.post(page, {"proof": (person.person.personal_number or "")[-4:]})
    said = client.get(page).content.decode()

    assert office.unit.name in said
    assert person.procedure_title in said
    for secret in (person.person_name, "Nguyễn Thị Hoa", "031190001234", "0912345678"):
        assert secret not in said
    assert person.procedure_title not in enter().get(page).content.decode()


def test_a_wrong_factor_and_an_unknown_code_get_the_same_answer(office, catalogue, citizen, enter):
    code, nobodys = make.accepted(office, citizen), "H99.1-240304-9999"
    answers = [
        enter().post(reverse("dossiers:tracking", args=[each]), {"proof": "0000"})
        for each in (code, nobodys)
    ]

    pages = [
        answer.content.decode().replace(each, "CODE")
        for answer, each in zip(answers, (code, nobodys), strict=True)
    ]
    without_tokens = [re.sub(r'value="[A-Za-z0-9]{64}"', "", page) for page in pages]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert without_tokens[0] == without_tokens[1]


def test_whose_dossier_it_is_comes_to_his_own_page(office, catalogue, citizen, enter):
    code = make.accepted(office, citizen)

    answer = enter(citizen).get(reverse("dossiers:tracking", args=[code]))

    assert answer.url == reverse("dossiers:dossier", args=[code])


def test_the_way_of_the_result_is_changed_on_its_page(office, catalogue, citizen, enter):
    code, client = make.accepted(office, citizen), enter(citizen)

    client.post(reverse("dossiers:receive", args=[code]), {"result_way": "DESK"})

    assert make.get(code).result_way == "DESK"
    assert "Việc tiếp theo" in client.get(reverse("dossiers:dossier", args=[code])).content.decode()


def test_an_unknown_code_is_said_in_words(enter):
    answer = enter().get("/track/H24.12.28-240312-0001/")

    assert answer.status_code == 404
    assert "mc-alert--bad" in answer.content.decode()


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("amount", [5, 50])
def test_the_inbox_asks_little_however_long_it_is(
    office, enter, django_assert_max_num_queries, amount
):
    citizen = make.make_citizen()
    for _each in range(amount):
        make.accepted(office, citizen)
    client = enter(office.specialist)
    client.get("/workspace/")

    with django_assert_max_num_queries(8):
        answer = client.get("/workspace/")

    assert answer.content.decode().count(f'href="/workspace/dossiers/{office.unit.code}-') >= amount


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("amount", [5, 50])
def test_the_reception_asks_little_however_long_it_is(
    office, enter, django_assert_max_num_queries, amount
):
    citizen = make.make_citizen()
    for _each in range(amount):
        make.submitted(office, citizen)
    client = enter(office.reception)
    client.get("/workspace/reception/")

    with django_assert_max_num_queries(8):
        client.get("/workspace/reception/")


def test_the_procedure_page_asks_at_most_four_times(
    catalogue, enter, django_assert_max_num_queries
):
    client = enter()
    client.get(f"/procedures/{make.CAT}/")

    with django_assert_max_num_queries(4):
        assert client.get(f"/procedures/{make.CAT}/").status_code == 200


def test_a_sent_draft_leads_to_its_receipt_from_every_page(office, catalogue, citizen, enter):
    draft_id = make.make_draft(office, citizen)
    client = enter(citizen)
    receipt = client.post(reverse("dossiers:check", args=[draft_id]))["Location"]

    for page in ("place", "papers", "check", "discard"):
        assert client.get(reverse(f"dossiers:{page}", args=[draft_id]))["Location"] == receipt
    assert client.post(reverse("dossiers:check", args=[draft_id]))["Location"] == receipt


def test_a_place_that_is_none_of_the_choices_is_refused(office, catalogue, citizen, enter):
    draft_id = make.make_draft(office, citizen)

    for unit in ("", "x", "00000000-0000-0000-0000-000000000000"):
        answer = enter(citizen).post(
            reverse("dossiers:place", args=[draft_id]), {"unit": unit, "result_way": "DESK"}
        )
        assert "govuk-error-summary" in answer.content.decode()


def test_the_place_and_the_address_are_asked_for_at_once(office, catalogue, citizen, enter):
    draft_id = make.make_draft(office, citizen)
    address = reverse("dossiers:place", args=[draft_id])
    typed = {f"postal.{name}": value for name, value in asdict(make.POSTAL).items()}

    page = enter(citizen).post(
        address, {"unit": "", "result_way": "POST", **typed, "postal.ward": "", "postal.phone": "1"}
    )
    found = page.content.decode()
    done = enter(citizen).post(
        address, {"unit": str(office.unit.id), "result_way": "POST", **typed}
    )

    assert all(f'href="#id_{path}"' in found for path in ("unit", "postal.ward", "postal.phone"))
    assert "Số 5 ngõ 12" in found
    assert done.status_code == 302
    assert PostalAddress.read(Draft.objects.get(id=draft_id).postal) == make.POSTAL


@pytest.mark.parametrize("way", ["", "PIGEON"])
def test_a_way_of_the_result_that_there_is_not_changes_nothing(
    office, catalogue, citizen, enter, way
):
    draft_id = make.make_draft(office, citizen)

    answer = enter(citizen).post(
        reverse("dossiers:place", args=[draft_id]),
        {"unit": str(office.unit.id), "result_way": way},
    )

    assert answer.status_code in {200, 302}


@pytest.mark.parametrize(
    "path",
    [
        "/workspace/?after=x",
        "/workspace/?list=x",
        "/workspace/reception/?after=x|y",
        "/workspace/register/?month=x&unit=x",
        "/workspace/dossiers/?state=x&q=%00",
        "/workspace/ready/?q=%00",
        "/workspace/go/?q=%00",
        "/track/?code=%00",
        "/workspace/dossiers/x%00/",
    ],
)
def test_nonsense_in_an_address_is_no_bug(office, catalogue, enter, path):
    assert enter(office.reception).get(path).status_code < 500


def test_nonsense_in_a_form_is_no_bug(office, catalogue, citizen, enter):
    draft_id = make.make_draft(office, citizen)

    answer = enter(citizen).post(reverse("dossiers:papers", args=[draft_id]), {"remove": "x"})

    assert answer.status_code == 302
