"""Asking others, answering, taking back and giving away, through the pages."""

import pytest
from django.contrib.auth import get_user_model

from motcua.foundation.delivery import deliver_pending
from motcua.kernel.cases import api as cases
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    make.make_catalogue()
    return make.make_office()


@pytest.fixture
def police(office):
    unit = units.make_unit(
        parent_id=office.unit.id, kind=organisation.UnitKind.PARTNER, name="Công an phường"
    )
    account = people.make_official(full_name="Trung úy Hùng")
    units.make_post(unit.id, organisation.Role.PARTNER, person_id=account.person_id)
    return identity.actor_for(account.id, make.AT)


@pytest.fixture
def code(office):
    return make.accepted(office)


def enter(client, actor):
    client.force_login(get_user_model().objects.get(id=actor.account_id))


def ask(client, office, code, police, **changes):
    enter(client, office.specialist)
    (unit_id,) = police.unit_ids
    typed = {"to": f"unit:{unit_id}", "question": "Có ở đó không?", "days": "2"}
    return client.post(f"/workspace/dossiers/{code}/consult/", typed | changes)


def test_an_agency_is_asked_sees_the_dossier_and_answers(client, office, code, police):
    enter(client, police)
    assert client.get(f"/workspace/dossiers/{code}/").status_code == 404

    ask(client, office, code, police, mandatory="1")

    enter(client, police)
    listed = client.get("/workspace/questions/").content.decode()
    assert "Có ở đó không?" in listed
    assert "Có ở đó không?" in client.get(f"/workspace/dossiers/{code}/").content.decode()
    (opinion,) = cases.opinions_waiting(police)
    page = f"/workspace/questions/{opinion.id}/"
    assert client.post(page, {"answer": " "}).status_code == 422
    client.post(page, {"answer": "Có, từ 2019."})
    client.post(page, {"answer": "Có, từ 2020."})
    enter(client, office.specialist)
    shown = client.get(page).content.decode()
    assert "Có, từ 2019." in shown
    assert "Có, từ 2020." in shown


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, office, code, police):
    answer = ask(client, office, code, police, to="")
    empty = ask(client, office, code, police, question="")

    assert answer.status_code == empty.status_code == 422
    assert "Có ở đó không?" in answer.content.decode()


def test_nothing_goes_up_while_the_answer_is_missing(client, office, code, police):
    ask(client, office, code, police, mandatory="1")

    blocked = client.post(f"/workspace/dossiers/{code}/draft/", {**make.LETTER, "submit": "1"})

    assert blocked.status_code == 409
    assert "Công an phường" in blocked.content.decode()


def test_the_asked_and_then_the_asker_are_told(client, office, code, police):
    ask(client, office, code, police)
    (opinion,) = cases.opinions_waiting(police)
    cases.answer_opinion(actor=police, opinion_id=opinion.id, answer="Có.", at=make.LATER)

    deliver_pending()

    told = make.rows_of("notifications.Message", link=f"/workspace/questions/{opinion.id}/")
    assert {each.to_account_id for each in told} == {
        police.account_id,
        office.specialist.account_id,
    }


def test_only_those_who_see_the_dossier_see_its_questions(client, office, code, police):
    ask(client, office, code, police)
    (opinion,) = cases.opinions_waiting(police)
    stranger = make.make_office()

    enter(client, stranger.specialist)

    assert client.get(f"/workspace/questions/{opinion.id}/").status_code == 404


def test_a_dossier_sent_on_by_mistake_is_taken_back(client, office):
    code = make.at_signature(office)
    enter(client, office.specialist)
    page = f"/workspace/dossiers/{code}/take-back/"
    assert page in client.get(f"/workspace/dossiers/{code}/").content.decode()

    client.post(page, {"reason": "Nhầm"})

    assert make.get(code).dossier.case.post_id in office.specialist.post_ids
    assert client.post(page).status_code == 403


def test_a_head_gives_a_dossier_to_somebody_else(client, office, code):
    other, post_id = make.make_actor(office.unit.id, "SPECIALIST", name="Ngô Thị Bích")
    enter(client, office.head)
    page = f"/workspace/dossiers/{code}/reassign/"
    assert client.post(page, {"post": str(post_id), "reason": ""}).status_code == 422

    client.post(page, {"post": str(post_id), "reason": "Nghỉ ốm"})

    assert make.get(code).dossier.case.post_id in other.post_ids
