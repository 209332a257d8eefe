"""What a leader reads of forecasts, in how many queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.foundation.time import local_date
from motcua.kernel.identity.tests import factories as people
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.forecasts import tasks
from motcua.modules.public_services.forecasts.models import Calibration, Forecast, UnitOutlook

pytestmark = pytest.mark.django_db
SOME = {
    "due_7": 2,
    "expected_7": 0.7,
    "likely_7": 1,
    "due_14": 5,
    "expected_14": 1.5,
    "likely_14": 2,
}


@pytest.fixture
def office():
    make.make_catalogue()
    return make.make_office()


@pytest.fixture
def leader(client, office):
    account = people.make_official()
    people.give_post(account, office.unit.id, "AUTHORITY_LEADER")
    client.force_login(account)
    return client


def test_before_the_first_morning_the_page_says_when_it_comes(leader, office):
    assert "05:30" in leader.get("/forecasts/").content.decode()
    assert leader.get(f"/forecasts/{office.unit.id}/").status_code == 200


def test_a_leader_sees_what_to_do_first_and_how_true_it_was(
    leader, office, django_assert_max_num_queries
):
    now = timezone.now()
    make.accepted(office, at=now - timedelta(days=12))
    code = make.accepted(office, at=now)
    tasks.foretell()

    units = leader.get("/forecasts/").content.decode()
    with django_assert_max_num_queries(13):
        page = leader.get(f"/forecasts/{office.unit.id}/?days=14").content.decode()

    assert "1 hồ sơ đã dự báo đến hạn" in units
    assert code in page
    rows = [
        Forecast(
            made_on=local_date(now),
            dossier_code=f"{nth}",
            unit_id=office.unit.id,
            days_left=1,
            due_at=now,
            chance=0.8 if nth % 2 else 0.1,
            number=9,
            late=8,
            is_late=nth % 4 == 1,
        )
        for nth in range(40)
    ]
    Forecast.objects.bulk_create(rows)
    page = leader.get("/forecasts/").content.decode()
    assert "Trong 100 hồ sơ được báo trước là trễ, 52 hồ sơ đã trễ thật." in page
    assert "Điểm Brier" in page


def test_who_sees_figures_but_no_rows_is_told_why_the_list_is_empty(leader, office):
    now = timezone.now()
    ward = make.make_office(parent_id=office.unit.id)
    UnitOutlook.objects.create(made_on=local_date(now), unit_id=ward.unit.id, **SOME)
    Calibration.objects.create(made_on=local_date(now), since=now, until=now, number=0, late=0)

    page = leader.get(f"/forecasts/{ward.unit.id}/").content.decode()

    assert "5 hồ sơ đến hạn trong 14 ngày" in page
    assert "không xem được hồ sơ của cơ quan này" in page


def test_another_units_forecasts_are_refused(leader):
    other = make.make_office()

    assert leader.get(f"/forecasts/{other.unit.id}/").status_code == 403
