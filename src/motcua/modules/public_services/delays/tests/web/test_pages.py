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
