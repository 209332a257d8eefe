"""The pages that explain a date."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.web.citizen.tracking import OPENED

pytestmark = pytest.mark.django_db


def test_the_official_reads_why(enter, office, catalogue):
    code = make.accepted(office)

    page = enter(office.specialist).get(f"/workspace/dossiers/{code}/why/")

    assert page.status_code == 200
    assert "Vì sao là ngày này?" in page.content.decode()
    assert "07/03/2024" in page.content.decode()


def test_the_applicant_reads_why_and_a_stranger_does_not(enter, office, citizen, catalogue):
    code = make.accepted(office, citizen)

    assert enter(citizen).get(f"/dossiers/{code}/why/").status_code == 200
    assert enter(make.make_citizen("Người Lạ")).get(f"/dossiers/{code}/why/").status_code == 404


def test_whoever_proved_himself_by_the_code_reads_why_without_a_name(
    enter, office, citizen, catalogue
):
    code, client = make.accepted(office, citizen), enter()
    assert client.get(f"/track/{code}/why/").status_code == 302
    kept = client.session
    kept[OPENED] = {code: (timezone.now() + timedelta(minutes=5)).isoformat()}
    kept.save()

    page = client.get(f"/track/{code}/why/")

    assert page.status_code == 200
    assert "Phạm Thị Thanh Hà" not in page.content.decode()


def test_before_acceptance_the_page_says_that_no_date_is_promised(
    enter, office, citizen, catalogue
):
    code = make.submitted(office, citizen)

    page = enter(citizen).get(f"/dossiers/{code}/why/")

    assert "Chưa có ngày hẹn" in page.content.decode()


def test_another_limit_is_tried_on_a_page(enter, office, catalogue):
    code = make.accepted(office)
    asked = {
        "procedure": make.CAT,
        "amount": "2",
        "time_unit": "working_day",
        "since": "01/01/2024",
    }

    page = enter(office.head).get("/workspace/what-if/", asked)

    assert page.status_code == 200
    assert code in page.content.decode()


def test_a_limit_that_makes_no_sense_is_told_at_the_field(enter, office, catalogue):
    asked = {"procedure": "", "amount": "-1", "time_unit": "month", "since": "x"}

    page = enter(office.head).get("/workspace/what-if/", asked)

    assert page.status_code == 200
    assert "12/03/2024" in page.content.decode()
