"""How many statements the hot paths take, as whole requests of people who are known already."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.procedures.tests import factories as catalogue

pytestmark = pytest.mark.django_db
TRANSACTION_WORDS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def statements(ask: Callable[[], object]) -> list[str]:
    """Return the statements of a request, without those that only mark its transaction."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    said = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in said if not sql.startswith(TRANSACTION_WORDS)]


@pytest.fixture
def office():
    make.make_catalogue()
    return make.make_office()


def enter(client, actor):
    client.force_login(get_user_model().objects.get(id=actor.account_id))
    client.get("/dossiers/")  # the first request of somebody works out who he is


def test_sending_takes_fifteen_statements_at_most(client, office):
    citizen = make.make_citizen()
    first, second = (make.make_draft(office, citizen) for _draft in range(2))
    enter(client, citizen)
    client.post(f"/drafts/{first}/check/")

    said = statements(lambda: client.post(f"/drafts/{second}/check/"))

    assert len(said) <= 15, said


def test_accepting_takes_fifteen_statements_at_most(client, office):
    first, second = (make.submitted(office) for _dossier in range(2))
    enter(client, office.reception)
    client.post(f"/workspace/dossiers/{first}/accept/")

    said = statements(lambda: client.post(f"/workspace/dossiers/{second}/accept/"))

    assert len(said) <= 15, said


@pytest.mark.parametrize("amount", [1, 12])
def test_an_inbox_takes_eight_statements_at_most_however_long(client, office, amount):
    for _dossier in range(amount):
        make.accepted(office)
    enter(client, office.specialist)

    said = statements(lambda: client.get("/workspace/"))

    assert len(said) <= 8, said


def test_the_page_of_a_procedure_takes_four_statements_at_most(client, office):
    address = f"/procedures/{catalogue.a_record()['code']}/"

    def ask():
        assert client.get(address).status_code == 200

    assert len(statements(ask)) <= 4
    assert len(statements(ask)) <= 1
