"""The history is shown to those who watch over it, for their units."""

from datetime import UTC, datetime

import pytest

from motcua.foundation.models import EventRecord
from motcua.kernel.audit import api as audit
from motcua.kernel.identity.tests.factories import give_post, make_citizen, make_official, make_unit

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 5, 2, tzinfo=UTC)


@pytest.fixture
def supervisor(client):
    account = make_official()
    give_post(account, make_unit(), role="SUPERVISOR")
    client.force_login(account)
    return account


def test_a_supervisor_sees_the_latest_events_and_the_chain(client, supervisor):
    audit.seal_pending()
    head = audit.head()

    page = client.get("/audit/").content.decode()

    assert "organisation.unit_created" in page
    assert str(head) in page


def test_the_history_is_filtered_by_code_and_stream_and_day(client, supervisor):
    event = EventRecord.objects.get(code="organisation.post_created")

    by_code = client.get("/audit/", {"code": event.code}).content.decode()
    by_stream = client.get("/audit/", {"stream": event.stream}).content.decode()
    by_day = client.get("/audit/", {"day": "2001-01-01"}).content.decode()

    assert event.stream in by_code
    assert event.stream in by_stream
    assert event.stream not in by_day


def test_pages_join_without_losing_an_event(client, supervisor, monkeypatch):
    monkeypatch.setattr("motcua.kernel.audit.web.views.EVENTS_ON_A_PAGE", 2)
    seen: list[str] = []
    query: dict[str, str] = {}
    while True:
        context = client.get("/audit/", query).context
        seen += [row[2]["text"] + row[1] for row in context["rows"]]
        if not context["older"]:
            break
        query = {"before": str(context["older"]["id"]), "until": context["older"]["at"]}

    assert len(seen) == EventRecord.objects.count()


def test_events_of_other_units_are_not_shown(client, supervisor):
    give_post(make_official(), make_unit("H24.90.02"), role="RECEPTION")
    other = EventRecord.objects.latest("recorded_at", "id")
    assert other.unit_id is not None

    assert other.stream not in client.get("/audit/").content.decode()


@pytest.mark.parametrize("role", ["RECEPTION", "SPECIALIST", "AUTHORITY_LEADER"])
def test_other_posts_do_not_see_the_history(client, role):
    account = make_official()
    give_post(account, make_unit(), role=role)
    client.force_login(account)

    assert client.get("/audit/").status_code == 403


def test_a_citizen_does_not_see_the_history(client):
    client.force_login(make_citizen())

    assert client.get("/audit/").status_code == 403
