"""The leader's figures: what they say, and that they open down to dossiers."""

import pytest

from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db
MARCH = "?period=2024-03"


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


def test_a_finished_dossier_moves_the_figures_and_is_found_behind_them(leader, office):
    code = make.finished(office)
    catch_up()

    figures = leader.get(f"/figures/{MARCH}").content.decode()
    rows = leader.get(f"/figures/on-time/{office.unit.id}/{MARCH}").content.decode()

    assert "100,0 %" in figures
    assert code in rows


def test_a_figure_tells_its_formula_and_each_unit(leader, office):
    make.accepted(office)
    catch_up()

    page = leader.get(f"/figures/received/{MARCH}").content.decode()

    assert "số hồ sơ được tiếp nhận trong kỳ" in page
    assert office.unit.name in page


def test_a_period_without_dossiers_says_so(leader, office):
    page = leader.get(f"/figures/received/{office.unit.id}/?period=2020-01").content.decode()

    assert "Kỳ này không có hồ sơ nào được tính" in page


@pytest.mark.parametrize(
    "path", ["/figures/nothing/", "/figures/?period=soon", "/figures/received/?period=2024-99"]
)
def test_what_does_not_exist_is_not_found(leader, path):
    assert leader.get(path).status_code == 404


def test_another_units_figures_are_refused(leader):
    other = units.make_unit().id

    assert leader.get(f"/figures/received/{other}/").status_code == 403


def test_all_counted_figures_cost_two_queries_and_each_other_source_two(
    leader, office, django_assert_max_num_queries
):
    leader.get(f"/figures/{MARCH}")
    sources = {each.measured_by for each in analytics.list_indicators() if each.measured_by}

    with django_assert_max_num_queries(2 + 1 + 2 + len(sources) * 2):
        leader.get(f"/figures/{MARCH}")
