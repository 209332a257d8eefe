"""The pages of delays: lists, the apology, its paper, who was reminded."""

from decimal import Decimal

import pytest
from django.urls import reverse

from motcua.foundation.time import TimeLimit, TimeUnit, local
from motcua.kernel.organisation import api as organisation
from motcua.kernel.signatures.tests.factories import now
from motcua.modules.public_services.delays import tasks
from motcua.modules.public_services.delays.models import Apology
from motcua.modules.public_services.delays.tests import factories as late
from motcua.modules.public_services.delays.types import ApologyState
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(office, citizen):
    code = make.accepted(office, citizen)
    tasks.draft_due(at=late.WEDNESDAY)
    return code


def page_of(code):
    return reverse("delays:apology", args=[late.apology_of(code).id])


def far_day():
    day = organisation.add_working_time(
        unit_id=None, start=now(), limit=TimeLimit(Decimal(9), TimeUnit.WORKING_DAY)
    )
    return f"{local(day):%d/%m/%Y}"


def test_from_the_draft_to_the_signature(office, code, enter):
    listed = enter(office.specialist).get(reverse("delays:list")).content.decode()
    assert code in listed

    page = enter(office.specialist).get(page_of(code)).content.decode()
    assert "Cơ quan phối hợp" in page
    answer = enter(office.specialist).post(
        page_of(code), {"reason_kind": "SYSTEM", "reason": "", "due": far_day()}
    )
    assert answer["Location"] == page_of(code)

    leader = enter(office.leader)
    assert code in leader.get(reverse("delays:list") + "?show=COMPLETED").content.decode()
    paper = leader.get(page_of(code) + "paper/")
    assert paper.content.startswith(b"%PDF")
    leader.post(page_of(code) + "sign/")
    assert Apology.objects.get().state == ApologyState.SIGNED
    assert office.leader.name in leader.get(page_of(code)).content.decode()


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(office, code, enter):
    answer = enter(office.specialist).post(
        page_of(code), {"reason_kind": "OTHER", "reason": "", "due": "31/02/2024"}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_reason"' in text
    assert 'href="#id_due"' in text
    assert "31/02/2024" in text


def test_the_dossiers_page_says_that_it_will_be_late(office, code, enter):
    text = enter(office.specialist).get(reverse("dossiers:case", args=[code])).content.decode()

    assert page_of(code) in text


def test_strangers_and_reception_do_not_see_it(office, code, enter):
    assert enter(make.make_office().leader).get(page_of(code)).status_code == 404
    assert enter(office.reception).get(page_of(code)).status_code == 403
    assert enter(office.specialist).post(page_of(code) + "sign/").status_code == 403


def test_the_head_finds_the_stops_to_decide(office, code, enter):
    plan = dossiers.StopPlan(ground=dossiers.StopGround.ASKED, reason="Có đơn.")
    dossiers.propose_stop(actor=office.specialist, code=code, plan=plan, at=make.LATER)

    text = enter(office.leader).get(reverse("delays:list")).content.decode()

    assert reverse("dossiers:stop", args=[code]) in text


def test_the_table_of_reminders_names_who_was_told(office, code, enter):
    tasks.remind_all(at=late.WEDNESDAY)

    text = enter(office.leader).get(reverse("delays:reminders")).content.decode()

    assert office.specialist.name in text
    assert enter(office.specialist).get(reverse("delays:reminders")).status_code == 403


MANY = "/workspace/delays/sign/"


@pytest.fixture
def completed(office, citizen, enter):
    """Return the ids of three apologies of which the last is not completed yet."""
    codes = [make.accepted(office, citizen) for _dossier in range(3)]
    tasks.draft_due(at=late.WEDNESDAY)
    specialist = enter(office.specialist)
    for code in codes[:2]:
        form = {"reason_kind": "SYSTEM", "reason": "", "due": far_day()}
        assert specialist.post(page_of(code), form).status_code == 302
    return [str(late.apology_of(code).id) for code in codes]


def states(ids):
    return [Apology.objects.get(id=each).state for each in ids]


def test_the_head_reviews_several_apologies_and_signs_them_at_once(office, enter, completed):
    leader = enter(office.leader)
    listed = leader.get(reverse("delays:list") + "?show=COMPLETED").content.decode()
    assert listed.count('name="apologies"') == 2
    review = leader.get(MANY, {"apologies": completed}).content.decode()
    assert review.count('name="apologies"') == 2
    assert "Hệ thống thông tin gặp sự cố" in review
    assert Apology.objects.get(id=completed[2]).dossier_code in review  # left out, and named

    said = leader.post(MANY, {"apologies": completed}).content.decode()

    assert states(completed) == [ApologyState.SIGNED, ApologyState.SIGNED, ApologyState.DRAFT]
    assert "Đã ký 2 văn bản xin lỗi" in said
    assert "mc-alert--warn" in said  # the third was left as it is, and why
    numbers = {each.form_number for each in Apology.objects.filter(state=ApologyState.SIGNED)}
    assert all(number in said for number in numbers)
    again = leader.post(MANY, {"apologies": completed[:2]}).content.decode()
    assert "Đã ký 2 văn bản xin lỗi" in again  # sent twice it is done once
    assert "mc-alert--warn" not in again
    assert len(numbers) == 2


def test_one_whose_result_came_meanwhile_does_not_keep_the_others_back(office, enter, completed):
    gone = Apology.objects.get(id=completed[0])
    dossiers.withdraw(actor=office.reception, code=gone.dossier_code, reason="Rút.", at=make.LATER)

    said = enter(office.leader).post(MANY, {"apologies": completed[:2]}).content.decode()

    assert states(completed[:2]) == [ApologyState.COMPLETED, ApologyState.SIGNED]
    assert gone.dossier_code in said


def test_only_the_head_of_the_agency_signs_several(office, enter, completed):
    assert enter(office.specialist).post(MANY, {"apologies": completed}).status_code == 403
    stranger = enter(make.make_office().leader)
    said = stranger.get(MANY, {"apologies": [*completed, "x", "\0"]}).content.decode()
    assert "apologies" not in said.partition("<main")[2]
    stranger.post(MANY, {"apologies": completed})

    assert ApologyState.SIGNED not in states(completed)
