"""The wall's page: what it shows to whom, also without a script."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from motcua.foundation.ids import uuid7
from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.operations.alerts import api as alerts
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


@pytest.mark.parametrize("query", ["?unit=nobody", "?period=yesterday"])
def test_what_is_not_there_is_not_found(leader, query):
    assert leader.get(f"/wall/{query}").status_code == 404


def test_a_wall_that_asks_again_hears_only_what_is_new_and_needs_no_session(leader, office):
    page = leader.get(f"/wall/{MARCH}").content.decode()
    token = page.split('data-token="')[1].split('"')[0]
    asked = {"authorization": f"Bearer {token}"}

    first = Client().get("/wall/now/", headers=asked).content.decode()
    event_id = first.split("id: ")[1].split("\n")[0]
    again = Client().get("/wall/now/", headers=asked | {"last-event-id": event_id})

    assert "event: pieces" in first
    assert "event: pieces" not in again.content.decode()
    assert "event: pass" in again.content.decode()


def test_who_asks_without_a_pass_hears_that_it_ended(leader):
    assert "event: ended" in leader.get("/wall/now/").content.decode()


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


def test_the_strip_says_who_has_an_alert_and_how_many_more_there_are():
    def alert(severity, holder, acknowledged_at=None):
        return alerts.OpenAlert(
            id=uuid7(),
            title="Tỷ lệ đúng hạn",
            words="Tỷ lệ đúng hạn là 81,0 %, dưới 95,0 %",
            indicator_code="on-time",
            unit_id=uuid7(),
            unit_name="UBND phường Sở Dầu",
            severity=severity,
            state=alerts.State.OPEN,
            opened_at=units.AT,
            acknowledged_at=acknowledged_at,
            holder=holder,
            holds=True,
            url="/alerts/1/",
        )

    ringing = [
        alert(alerts.Severity.URGENT, "Trực ban"),
        alert(alerts.Severity.WARNING, "Chủ tịch", acknowledged_at=units.AT),
        alert(alerts.Severity.NOTICE, ""),
    ]

    strip = render_to_string("wall/alerts.html", {"alerts": ringing, "more": 2, "at": units.AT})

    assert "chờ Trực ban tiếp nhận · 09:00" in strip
    assert "Chủ tịch đang xử lý" in strip
    assert "chưa có người nhận" in strip
    assert "và 2 cảnh báo khác" in strip
    assert "UBND phường Sở Dầu:" in strip


def test_setting_up_offers_fields_with_figures(leader):
    page = leader.get("/wall/set-up/").content.decode()

    assert 'value="administrative-procedures"' in page
    assert 'value="education"' not in page


def test_the_wall_asks_few_questions(leader, django_assert_max_num_queries):
    leader.get(f"/wall/{MARCH}")

    with django_assert_max_num_queries(16):
        leader.get(f"/wall/{MARCH}")
