"""The wall's page: what it shows to whom, also without a script."""

import pytest
from django.test import Client

from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db
MARCH = "?period=2024-03&field=administrative-procedures"


@pytest.fixture(scope="module")
def office(kept_db):
    """An authority with two dossiers."""
    make.make_catalogue()
    office = make.make_office()
    for _nth in range(2):
        make.accepted(office)
    catch_up()
    return office


@pytest.fixture(scope="module")
def leader(office):
    account = people.make_official()
    people.give_post(account, office.unit.id, "AUTHORITY_LEADER")
    client = Client()
    client.force_login(account)
    return client


def test_the_wall_shows_the_figures_of_the_fields_that_were_chosen(leader, office):
    page = leader.get(f"/wall/{MARCH}").content.decode()

    assert office.unit.name in page
    assert "Thủ tục hành chính</h2>" in page
    assert "Văn bản và chỉ đạo điều hành</h2>" not in page
    assert '<span class="mc-walltile__number">2</span>' in page
    assert "Không có cảnh báo nào đang mở" in page


def test_without_a_script_the_page_turns_by_itself_unless_it_is_paused(leader):
    turning = leader.get("/wall/?period=2024-03&seconds=7&panel=2").content.decode()
    paused = leader.get("/wall/?period=2024-03&paused=1").content.decode()

    refresh = turning[turning.index("<noscript><meta") :]
    assert 'content="7; url=?' in refresh[:80]
    assert "panel=3" in refresh[: refresh.index("</noscript>")]
    assert 'http-equiv="refresh"' not in paused


def test_the_figures_of_another_unit_are_refused(leader):
    elsewhere = units.make_unit()

    assert leader.get(f"/wall/?unit={elsewhere.id}").status_code == 403
    assert leader.get(f"/wall/now/?unit={elsewhere.id}").status_code == 403


@pytest.mark.parametrize("query", ["?unit=nobody", "?period=yesterday"])
def test_what_is_not_there_is_not_found(leader, query):
    assert leader.get(f"/wall/{query}").status_code == 404


def test_a_wall_that_asks_again_hears_only_what_is_new(leader, office):
    first = leader.get(f"/wall/now/{MARCH}").content.decode()
    event_id = first[first.index("id: ") :].split("\n")[0].removeprefix("id: ")

    again = leader.get(f"/wall/now/{MARCH}", headers={"last-event-id": event_id})

    assert "event: pieces" in first
    assert "event: pieces" not in again.content.decode()
    assert "event: pass" in again.content.decode()


@pytest.mark.parametrize(
    ("push", "stream", "listens"),
    [
        ("", "", "connect-src 'self'"),
        ("proxy", "/wall/stream/", "connect-src 'self'"),
        ("99", "http://testserver:99/wall/stream/", "connect-src 'self' http://testserver:99"),
    ],
)
def test_the_wall_is_told_where_to_listen(leader, settings, push, stream, listens):
    settings.PUSH = push

    page = leader.get(f"/wall/{MARCH}")

    assert f'data-stream="{stream}"' in page.content.decode()
    assert f"{listens};" in page["Content-Security-Policy"]


def test_setting_up_offers_fields_with_figures(leader):
    page = leader.get("/wall/set-up/").content.decode()

    assert 'value="administrative-procedures"' in page
    assert 'value="education"' not in page


def test_the_wall_asks_few_questions(leader, django_assert_max_num_queries):
    leader.get(f"/wall/{MARCH}")

    with django_assert_max_num_queries(16):
        leader.get(f"/wall/{MARCH}")
