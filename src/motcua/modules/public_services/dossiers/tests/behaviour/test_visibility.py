"""Who sees what, and that a look leaves a trace."""

import pytest

from motcua.foundation.actors import ANONYMOUS, Actor, ActorKind
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.errors import DossierNotFound
from motcua.modules.public_services.dossiers.models import Submission
from motcua.modules.public_services.dossiers.queries.one import One
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER
from motcua.modules.public_services.dossiers.types import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def sees(actor, code):
    return Submission.objects.visible_to(actor).filter(code=code).exists()


def test_a_citizen_sees_his_own_and_nobody_elses(office, citizen):
    mine, other = make.submitted(office, citizen), make.submitted(office)

    assert sees(citizen, mine)
    assert not sees(citizen, other)
    assert [each.code for each in queries.list_mine(actor=citizen)] == [mine]
    with pytest.raises(DossierNotFound):
        queries.get_submission(actor=citizen, code=other)


def test_nobody_sees_nothing(office):
    code = make.submitted(office)

    assert not sees(ANONYMOUS, code)
    assert not sees(Actor(kind=ActorKind.PERSON), code)
    assert not queries.list_mine(actor=ANONYMOUS).exists()


def test_officials_see_the_dossiers_of_their_unit_only(office):
    code, elsewhere = make.submitted(office), make.make_office()

    for actor in (office.reception, office.specialist, office.leader, office.clerk, office.head):
        assert sees(actor, code)
    for actor in (elsewhere.reception, elsewhere.leader):
        assert not sees(actor, code)


def test_an_agency_that_is_asked_sees_the_dossier_and_can_act_in_it(office):
    code, elsewhere, other = make.submitted(office), make.make_office(), make.make_office()
    Submission.objects.filter(code=code).update(asked_units=[other.unit.id, elsewhere.unit.id])

    for actor in (elsewhere.specialist, other.specialist):
        assert sees(actor, code)
        assert One(lock=True).find(actor, code) is not None
    assert One(lock=True).find(make.make_office().specialist, code) is None


def test_a_supervisor_sees_everything_below_him_a_leader_does_not(office):
    district = make.make_office(level="DISTRICT")
    ward = make.make_office(parent_id=district.unit.id)
    supervisor, _post = make.make_actor(district.unit.id, "SUPERVISOR")
    code = make.submitted(ward)

    assert sees(supervisor, code)
    assert not sees(district.leader, code)
    assert not sees(supervisor, make.submitted(office))


def test_a_leader_sees_what_his_departments_handle(office):
    department = units.make_unit(kind=organisation.UnitKind.DEPARTMENT, parent_id=office.unit.id)
    specialist, post_id = make.make_actor(department.id, "SPECIALIST")
    leader, _post = make.make_actor(office.unit.id, "AUTHORITY_LEADER", sort=9)
    code = make.accepted(office)
    assert not sees(specialist, code)

    use_cases.hand_over(actor=office.specialist, code=code, to_post_id=post_id, at=LATER)

    assert sees(specialist, code)
    assert sees(leader, code)


def test_an_official_sees_his_own_dossier_like_anybody(office):
    elsewhere = make.make_office()
    code = make.submitted(office, office.reception, person_id=elsewhere.specialist.person_id)

    assert sees(elsewhere.specialist, code)


def test_a_look_of_an_official_is_recorded_with_its_reason(office, citizen):
    code = make.submitted(office, citizen)

    opened = use_cases.open_dossier(actor=office.reception, code=code, at=LATER)

    record = make.rows_of("identity.AccessRecord").get(person_id=citizen.person_id)
    assert opened.code == record.subject_code == code
    assert record.viewer_name == office.reception.name
    assert "Cấp giấy phép nuôi mèo" in record.purpose


def test_looking_at_ones_own_dossier_leaves_no_record(office, citizen):
    code = make.submitted(office, citizen)

    use_cases.open_dossier(actor=citizen, code=code, at=LATER)

    assert not make.rows_of("identity.AccessRecord").exists()


def test_what_one_may_not_see_is_not_found_and_leaves_no_record(office):
    code, elsewhere = make.submitted(office), make.make_office()

    with pytest.raises(DossierNotFound):
        use_cases.open_dossier(actor=elsewhere.reception, code=code, at=LATER)

    assert not make.rows_of("identity.AccessRecord").exists()


def test_dossiers_are_found_by_code_name_and_matter_without_diacritics(office):
    code = make.submitted(office, make.make_citizen("Vũ Đức Thưởng"))
    make.submitted(office, make.make_citizen("Phạm Thị Hà"))
    actor = office.reception

    def found(**wanted):
        return [each.code for each in queries.search_dossiers(actor=actor, **wanted)]

    assert found(text=code.lower()) == [code]
    assert found(text="vu duc thuong") == [code]
    assert found(text="Đức Thưởng") == [code]
    assert len(found(text="nuôi mèo")) == 2
    assert len(found(state=State.WAITING)) == 2
    assert found(state=State.REFUSED) == []
    assert found(before=AT) == []
    scanned = queries.find_by_code(actor=actor, text=f"Mã: {code}")
    assert scanned == make.get(code)
    assert queries.find_by_code(actor=actor, text="gì đó") is None
    assert queries.find_by_code(actor=make.make_office().reception, text=code) is None


def test_neighbours_learn_only_what_became_of_a_dossier(office, citizen):
    code = make.submitted(office, citizen)

    outcome = queries.outcomes(codes=[code, "H99-240304-9999"])[code]

    assert (outcome.person_id, outcome.state, outcome.finished_at) == (
        citizen.person_id,
        State.WAITING,
        None,
    )
