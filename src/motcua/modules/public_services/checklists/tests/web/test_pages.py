"""What administrators of the check lists see, and nobody else."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.public_services.checklists import queries
from motcua.modules.public_services.procedures import api as procedures
from motcua.modules.public_services.procedures.tests import factories as catalogue

pytestmark = pytest.mark.django_db
CAT = "1.999001"
AT = datetime(2024, 3, 4, 2, tzinfo=UTC)


def enter(actor):
    client = Client()
    client.force_login(get_user_model().objects.get(id=actor.account_id))
    return client


def official(unit, role):
    account = people.make_official()
    units.make_post(unit.id, organisation.Role(role), person_id=account.person_id)
    return identity.actor_for(account.id, AT)


@pytest.fixture
def unit():
    catalogue.import_records(catalogue.a_record())
    return units.make_unit()


@pytest.fixture
def keeper(unit):
    return enter(official(unit, "CATALOGUE_ADMIN"))


PAGES = [
    "/checklists/",
    "/checklists/reasons/add/",
    "/checklists/reasons/MISSING/retire/",
    "/checklists/procedures/",
    f"/checklists/procedures/{CAT}/",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_whoever_keeps_the_lists_alone(page, keeper, unit):
    assert keeper.get(page).status_code == 200
    assert enter(official(unit, "RECEPTION")).get(page).status_code == 403
    assert Client().get(page).status_code == 302


def test_a_reason_is_added_and_retired_on_the_pages(keeper):
    typed = {
        "code": "folded",
        "question": "LEGIBLE",
        "text": "Giấy bị gấp.",
        "advice": "Hãy trải phẳng.",
        "valid_from": "01/01/2024",
    }
    assert keeper.post("/checklists/reasons/add/", typed).status_code == 302
    assert "Giấy bị gấp." in keeper.get("/checklists/").content.decode()
    again = keeper.post("/checklists/reasons/add/", typed)
    assert "govuk-error-summary" in again.content.decode()

    wrong = keeper.post("/checklists/reasons/FOLDED/retire/", {"valid_to": "31/02/2024"})
    assert "govuk-error-summary" in wrong.content.decode()
    keeper.post("/checklists/reasons/FOLDED/retire/", {"valid_to": "29/02/2024"})
    assert str(queries.reasons_by_code()["FOLDED"].valid_to) == "2024-02-29"
    assert keeper.get("/checklists/reasons/NOTHING/retire/").status_code == 404


def test_the_questions_of_a_paper_are_set_on_the_page(keeper):
    key = procedures.get_version(CAT, AT.date()).components[0].key
    typed = {"component": key, "questions": ["SIGNED"], "valid_from": "01/01/2024", "months": "6"}

    assert keeper.post(f"/checklists/procedures/{CAT}/", typed).status_code == 302

    (change,) = queries.changes_of(procedure_code=CAT)
    assert (change.questions, change.months) == (["SIGNED"], 6)
    for wrong in ({"months": "²"}, {"months": "-1"}, {"valid_from": "hôm nay"}, {"component": "?"}):
        answer = keeper.post(f"/checklists/procedures/{CAT}/", typed | wrong)
        assert "govuk-error-summary" in answer.content.decode()
    assert len(queries.changes_of(procedure_code=CAT)) == 1
