"""What a leader reads of forecasts, in how many queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.kernel.identity.tests import factories as people
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.forecasts import tasks
from motcua.modules.public_services.forecasts.models import Forecast

pytestmark = pytest.mark.django_db


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

    assert Forecast.objects.filter(is_late=True).exists()
    assert "Điểm Brier" in units
    assert code in page
    assert "hồ sơ được báo trước là trễ" in page


def test_another_units_forecasts_are_refused(leader):
    other = make.make_office()

    assert leader.get(f"/forecasts/{other.unit.id}/").status_code == 403
