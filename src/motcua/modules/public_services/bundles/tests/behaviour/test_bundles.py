"""One submission, several agencies, one deadline."""

from datetime import timedelta

import pytest

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotFound
from motcua.foundation.models import EventRecord
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.bundles import api, queries, use_cases
from motcua.modules.public_services.bundles.errors import AnswerMissing, PartIsClosed
from motcua.modules.public_services.bundles.tests import factories as make
from motcua.modules.public_services.bundles.types import PartState
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.dossiers.api import State
from motcua.modules.public_services.dossiers.tests import factories as dossier_factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def world():
    return make.make_world()


def part(code, key):
    return next(each for each in make.bundle_of(code).parts if each.key == key)


def complete(actor, code, key, number="12", at=make.LATER + HOUR):
    return api.complete_part(actor=actor, part_id=part(code, key).id, number=number, at=at)


def state(code):
    return State(dossier_factories.get(code).state)


def test_an_accepted_dossier_of_a_bundle_has_its_parts_under_one_deadline(world):
    code = make.accepted(world)

    bundle = make.bundle_of(code)

    assert [each.state for each in bundle.parts] == [PartState.WAITING] * 2
    assert bundle.due_at == dossier_factories.get(code).dossier.due_at


def test_the_authority_does_its_own_steps_alone_and_its_leader_signs(world):
    code = make.accepted(world)

    process = cases.get_process(dossier_factories.get(code).dossier.case.process_version_id)

    assert [(step.kind.value, step.role) for step in process.steps] == [
        ("RECEIVE", "RECEPTION"),
        ("HANDLE", "SPECIALIST"),
        ("SIGN", "AUTHORITY_LEADER"),
        ("RETURN", "RECEPTION"),
    ]


def test_parts_that_wait_for_the_first_result_begin_side_by_side_when_it_is_signed(world):
    code = make.signed(world)

    police, insurance = part(code, "xoa-thuong-tru"), part(code, "mai-tang")

    assert {police.state, insurance.state} == {PartState.OPEN}
    assert police.unit_id in world.police.unit_ids
    assert insurance.unit_id in world.insurance.unit_ids
    assert police.begun_at == make.LATER
    assert police.due_at == dossier_factories.local("2024-03-07 10:00")  # 24 working hours
    assert [each.key for each in queries.list_parts(actor=world.police)] == ["xoa-thuong-tru"]


def test_parts_begin_in_order_where_the_law_says_so(world):
    code = make.signed(world, make.BIRTH)
    assert part(code, "the-bhyt").state is PartState.WAITING

    complete(world.police, code, "thuong-tru")

    assert part(code, "thuong-tru").state is PartState.DONE
    assert part(code, "the-bhyt").state is PartState.OPEN
    assert part(code, "the-bhyt").begun_at == make.LATER + HOUR


def test_the_dossier_finishes_only_when_every_part_has_ended(world):
    code = make.signed(world)
    assert state(code) is State.SIGNING

    complete(world.police, code, "xoa-thuong-tru")
    assert state(code) is State.SIGNING
    complete(world.insurance, code, "mai-tang")

    assert state(code) in {State.FINISHED, State.RETURNED}
    assert make.bundle_of(code).closed_at == make.LATER + HOUR


def test_a_refused_part_does_not_take_the_others_with_it(world):
    code = make.signed(world, make.BIRTH)

    use_cases.refuse_part(
        actor=world.police,
        part_id=part(code, "thuong-tru").id,
        reason="Chủ hộ chưa đồng ý",
        at=make.LATER + HOUR,
    )

    assert part(code, "thuong-tru").state is PartState.REFUSED
    assert part(code, "thuong-tru").result_note == "Chủ hộ chưa đồng ý"
    assert part(code, "the-bhyt").state is PartState.OPEN
    complete(world.insurance, code, "the-bhyt")
    assert state(code) in {State.FINISHED, State.RETURNED}


def test_a_part_is_late_by_its_own_agency_s_fault(world):
    code = make.signed(world)
    late = dossier_factories.local("2024-03-08 09:00")
    complete(world.police, code, "xoa-thuong-tru", at=late)
    complete(world.insurance, code, "mai-tang")

    there, here = part(code, "xoa-thuong-tru"), part(code, "mai-tang")

    assert (there.is_late, here.is_late) == (True, False)
    ended = EventRecord.objects.filter(code="bundles.part_ended").order_by("recorded_at")
    assert {each.payload["title"]: each.payload["on_time"] for each in ended} == {
        "Xóa đăng ký thường trú": False,
        "Trợ cấp mai táng": True,
    }
    times = cases.agency_times(
        unit_ids=[there.unit_id, here.unit_id],
        since=dossier_factories.local("2024-03-01 00:00"),
        until=dossier_factories.local("2024-04-01 00:00"),
        at=late,
    )
    assert times[there.unit_id].late > 0
    assert times[here.unit_id].late == 0


def test_only_its_own_agency_ends_a_part_once_and_with_an_answer(world):
    code = make.signed(world)
    found = part(code, "xoa-thuong-tru")

    with pytest.raises(NotFound):
        queries.get_part(actor=world.insurance, part_id=found.id)
    with pytest.raises(dossiers.DossierNotFound):
        complete(world.insurance, code, "xoa-thuong-tru")
    with pytest.raises(AnswerMissing):
        complete(world.police, code, "xoa-thuong-tru", number=" ")
    complete(world.police, code, "xoa-thuong-tru")
    with pytest.raises(PartIsClosed):
        complete(world.police, code, "xoa-thuong-tru")


def test_each_part_is_a_dossier_of_its_own_agency_and_the_applicant_has_one_promise(world):
    citizen = dossier_factories.make_citizen()

    code = make.signed(world, make.BIRTH, citizen)

    entry = dossier_factories.rows_of("civil_registry.BirthEntry", dossier_code=code).get()
    assert entry.child_name == dossier_factories.get(code).data["tre"]["ho_ten"]
    own = part(code, "thuong-tru").own_code
    child, whole = dossier_factories.get(own), dossier_factories.get(code)
    assert child.code != whole.code
    assert child.unit_id == part(code, "thuong-tru").unit_id
    assert child.dossier.accepted_at == make.LATER
    assert child.dossier.due_at < whole.dossier.due_at
    assert "bhyt" not in child.data  # that is for the insurance alone
    assert "ket-qua-truoc" in child.papers.values_list("component_key", flat=True)
    inbox = [each.subject_code for each in cases.inbox(actor=world.police)]
    assert inbox == [own]
    month = {
        "start": dossier_factories.local("2024-03-01 00:00"),
        "end": dossier_factories.local("2024-04-01 00:00"),
    }
    complete(world.police, code, "thuong-tru", "TB-12")
    (figures,) = dossiers.balance(unit_ids=[child.unit_id], **month)
    assert (figures.received, figures.resolved, figures.in_process) == (1, 1, 0)
    assert state(own) is State.RETURNED
    assert dossier_factories.result_of(own).number == "TB-12"
    assert state(code) is State.SIGNING

    complete(world.insurance, code, "the-bhyt", "TE131240001")
    deliver_pending()

    assert state(code) in {State.FINISHED, State.RETURNED}
    told = dossier_factories.rows_of("notifications.Message", to_person_id=citizen.person_id)
    about = " ".join(told.values_list("subject", flat=True))
    assert code in about
    assert own not in about


def test_an_agency_that_stops_its_part_leaves_the_rest(world):
    code = make.signed(world, make.BIRTH)
    own = part(code, "thuong-tru").own_code
    plan = dossiers.StopPlan(
        ground=dossiers.StopGround.LAW, reason="Chỗ ở đang tranh chấp", legal_basis="Luật Cư trú"
    )

    head = dossier_factories.make_actor(
        part(code, "thuong-tru").unit_id, "AUTHORITY_LEADER", title="Trưởng Công an"
    )[0]
    dossiers.stop_dossier(actor=head, code=own, plan=plan, at=make.LATER + HOUR)
    deliver_pending()

    assert part(code, "thuong-tru").state is PartState.REFUSED
    assert part(code, "thuong-tru").result_note == "Chỗ ở đang tranh chấp"
    assert part(code, "the-bhyt").state is PartState.OPEN


def test_withdrawing_the_dossier_ends_what_is_open(world):
    citizen = dossier_factories.make_citizen()
    code = make.accepted(world, citizen=citizen)

    dossiers.withdraw(actor=citizen, code=code, reason="Đổi ý", at=make.LATER)
    deliver_pending()

    assert {each.state for each in make.bundle_of(code).parts} == {PartState.ENDED}


def test_beginning_twice_is_once(world):
    code = make.accepted(world)

    use_cases.begin_bundle(actor=make.SYSTEM, dossier_code=code, due_at=make.AT, at=make.LATER)

    assert len(make.bundle_of(code).parts) == 2


def test_any_other_dossier_has_no_bundle(world):
    dossier_factories.make_catalogue()
    code = dossier_factories.accepted(world.office)
    deliver_pending()

    assert api.find_bundle(code) is None
