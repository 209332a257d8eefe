"""The public page: for everybody, small, and cheap when it is asked for again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.modules.operations.articles.web import keeping

pytestmark = pytest.mark.django_db
MOST_BYTES = 150_000


@pytest.fixture(autouse=True)
def _nothing_kept():
    keeping.forget()


def asked(client, address):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    return answer, len(captured)


def test_a_stranger_reads_what_was_reported_and_what_is_missing(client):
    answer, first = asked(client, "/articles/")
    _again, second = asked(client, "/articles/")
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "99,14 %" in page
    assert "Chưa có phân hệ sáng kiến." in page
    assert len(answer.content) < MOST_BYTES
    assert first <= 25
    assert second <= 2


def test_a_figure_opens_down_to_what_it_counts(client):
    things = client.get("/articles/online-ward/")
    units = client.get("/articles/on-time/?period=2024")

    assert things.status_code == units.status_code == 200
    assert "cán bộ có thẩm quyền" in units.content.decode()


@pytest.mark.parametrize("address", ["/articles/heritage/", "/articles/x/", "/articles/?period=x"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404
