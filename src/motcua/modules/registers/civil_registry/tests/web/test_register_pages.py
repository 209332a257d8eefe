"""The register as its keepers read it."""

import pytest

from motcua.foundation.text import fold
from motcua.kernel.forms.tests import factories as form_factories
from motcua.kernel.identity.tests import factories as people
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.registers.civil_registry import rules, use_cases

pytestmark = pytest.mark.django_db
FACTS = rules.facts_of(form_factories.answers("khai-sinh"))


@pytest.fixture
def office():
    make.make_catalogue(birth=True)
    return make.make_office()


@pytest.fixture
def entry(office):
    code = make.accepted(office, code=make.BIRTH, at=make.local("2024-03-11 09:00"))
    return use_cases.register_birth(
        actor=office.leader,
        unit_id=office.unit.id,
        unit_code=office.unit.code,
        dossier_code=code,
        facts=FACTS,
        officer="Lê Thị Thuỷ Tiên",
        signer_title="Chủ tịch",
        at=make.local("2024-03-11 10:00"),
    )


@pytest.fixture
def keeper(client, office):
    account = people.make_official()
    people.give_post(account, office.unit.id, "SPECIALIST")
    client.force_login(account)
    return client


def test_an_entry_is_found_by_name_without_diacritics(keeper, entry):

    page = keeper.get("/registers/births/", {"q": fold(FACTS.full_name)}).content.decode()

    assert entry.place.shown in page
    assert entry.place.book in page


def test_an_entry_shows_the_book_and_takes_a_note(keeper, entry):
    address = f"/registers/births/{entry.id}/"

    answer = keeper.post(address, {"content": "Cải chính", "basis": "QĐ 1"}, follow=True)

    page = answer.content.decode()
    assert FACTS.full_name in page
    assert "Cải chính" in page


def test_a_note_without_its_paper_is_not_taken_and_nothing_typed_is_lost(keeper, entry):
    page = keeper.post(f"/registers/births/{entry.id}/", {"content": "Cải chính"}).content.decode()

    assert "Hãy điền mục này" in page
    assert "Cải chính" in page


def test_another_wards_entry_is_not_found(client, entry):
    account = people.make_official()
    people.give_post(account, make.make_office().unit.id, "SPECIALIST")
    client.force_login(account)

    assert client.get(f"/registers/births/{entry.id}/").status_code == 404
