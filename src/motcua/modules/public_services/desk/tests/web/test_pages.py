"""The pages of the desk, and what it shows on those of dossiers."""

import pytest
from django.urls import reverse

from motcua.modules.public_services.desk import queries, use_cases
from motcua.modules.public_services.desk.tests import factories as desk
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER

pytestmark = pytest.mark.django_db


def test_a_comment_is_written_on_the_page_of_the_dossier(office, citizen, enter):
    code = make.accepted(office, citizen)
    client = enter(office.specialist)

    client.post(reverse("desk:write", args=[code]), {"body": "Đã gọi điện."})

    assert "Đã gọi điện." in client.get(reverse("dossiers:case", args=[code])).content.decode()
    own = enter(citizen).get(reverse("dossiers:dossier", args=[code])).content.decode()
    assert "Đã gọi điện." not in own


def test_an_empty_comment_comes_back_with_the_fault(office, enter):
    code = make.accepted(office)

    answer = enter(office.specialist).post(reverse("desk:write", args=[code]), {"body": ""})

    assert answer.status_code == 422


def test_the_plain_way_offers_everybody_who_can_be_called(office, enter):
    code = make.accepted(office)
    client = enter(office.specialist)

    said = client.post(reverse("desk:write", args=[code]), {"body": "Xin", "choose": "1"})

    assert said.content.decode().count('name="also"') == 5
    assert queries.list_comments(actor=office.leader, code=code) == []


def test_names_are_suggested_without_diacritics(office, enter):
    code = make.accepted(office)
    page = reverse("desk:colleagues", args=[code])

    said = enter(office.specialist).get(page, {"q": "nguyen huu"})

    assert f'data-mention="{office.leader.name}"' in said.content.decode()
    assert enter(make.make_office().leader).get(page).status_code == 404


def test_ones_comment_is_changed_in_place_and_strangers_get_nothing(office, enter):
    from django.utils import timezone  # noqa: PLC0415 - the page reads the clock

    code = make.accepted(office)
    comment_id = desk.write(office.specialist, code, at=timezone.now())
    page = reverse("desk:change", args=[comment_id])

    assert enter(office.leader).get(page).status_code == 404
    assert enter(office.specialist).get(page).status_code == 200
    enter(office.specialist).post(page, {"body": "Đã sửa."})
    assert queries.list_comments(actor=office.leader, code=code)[0].body == "Đã sửa."


def test_a_view_is_saved_and_the_inbox_begins_with_it(office, enter):
    client = enter(office.specialist)

    answer = client.post(
        reverse("desk:save_view"),
        {"query": "in=mine&due=late", "name": "Quá hạn", "unit": "", "default": "on"},
    )

    assert answer["Location"].endswith("?in=mine&due=late")
    assert client.get("/workspace/")["Location"].endswith("?in=mine&due=late")
    assert "Quá hạn" in client.get("/workspace/?in=mine").content.decode()
    assert client.get(reverse("desk:views")).status_code == 200


def test_twins_are_shown_compared_and_merged(office, citizen, enter):
    keep, end = make.submitted(office, citizen), make.submitted(office, citizen)
    client = enter(office.reception)
    assert end in client.get(reverse("dossiers:case", args=[keep])).content.decode()
    page = reverse("desk:compare", args=[keep, end])
    assert client.get(page).status_code == 200
    assert client.post(page, {"verdict": "one", "keep": keep, "reason": ""}).status_code == 422

    answer = client.post(page, {"verdict": "one", "keep": keep, "reason": "Nộp hai lần."})

    assert answer["Location"] == reverse("dossiers:case", args=[keep])
    assert make.get(end).state == "WITHDRAWN"
    assert end in client.get(answer["Location"]).content.decode()


def test_two_matters_are_not_shown_again(office, citizen, enter):
    one, other = make.submitted(office, citizen), make.submitted(office, citizen)

    use_cases.say_two_matters(
        actor=office.reception, code=one, other_code=other, reason="Hai con mèo.", at=LATER
    )

    assert queries.list_open_twins(actor=office.reception, code=one) == []
    assert queries.list_open_twins(actor=office.reception, code=other) == []


def test_whoever_does_not_receive_is_told_who_merges(office, citizen, enter):
    one, other = make.submitted(office, citizen), make.submitted(office, citizen)

    said = enter(office.specialist).get(reverse("desk:compare", args=[one, other]))

    assert said.status_code == 200
    assert 'value="one"' not in said.content.decode()


def test_the_sheet_holds_the_whole_dossier(office, enter):
    code = make.at_signature(office)
    desk.write(office.specialist, code, "Đã gọi điện.")

    said = enter(office.leader).get(reverse("dossiers:case_sheet", args=[code])).content.decode()

    for wanted in (code, "Đã gọi điện.", office.specialist.name, "Đơn đề nghị"):
        assert wanted in said
    assert AT.strftime("%d/%m/%Y") in said
