"""Apologies: drafted before lateness, completed by the holder, signed by the head, once."""

from dataclasses import replace

import pytest

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotPermitted
from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.delays import errors, queries, tasks, use_cases
from motcua.modules.public_services.delays.models import Apology
from motcua.modules.public_services.delays.tests import factories as late
from motcua.modules.public_services.delays.types import ApologyState
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db
MISSING = [dossiers.MissingItem(key="", name="Ảnh thẻ", reason="")]


@pytest.fixture
def code(office, citizen):
    return make.accepted(office, citizen)


def complete(office, code, at=late.WEDNESDAY, **changes):
    apology = late.apology_of(code)
    use_cases.complete_apology(
        actor=office.specialist,
        apology_id=apology.id,
        wording=replace(late.WORDS, **changes),
        at=at,
    )
    return apology.id


def test_an_apology_is_drafted_a_working_day_before_lateness_and_no_earlier(code):
    assert tasks.draft_due(at=late.TUESDAY) == 0
    assert tasks.draft_due(at=late.WEDNESDAY) == 1

    apology = late.apology_of(code)
    assert apology.state == ApologyState.DRAFT
    assert apology.due_at == make.get(code).dossier.due_at
    assert apology.new_due_at == late.local("2024-03-11 17:00")  # two working days after


def test_the_calendar_of_the_unit_says_what_a_working_day_before_is(office, code):
    organisation.set_day(
        actor=make.SYSTEM,
        unit_id=office.unit.id,
        day=late.WEDNESDAY.date(),
        kind=organisation.DayKind.COMPENSATORY_OFF,
        legal_basis="Quyết định nghỉ bù",
        at=make.AT,
    )

    assert tasks.draft_due(at=late.TUESDAY) == 1


def test_there_is_no_second_draft(code):
    assert tasks.draft_due(at=late.WEDNESDAY) == 1
    assert tasks.draft_due(at=late.WEDNESDAY) == 0
    assert tasks.draft_due(at=late.FRIDAY) == 0
    assert Apology.objects.count() == 1


def test_a_dossier_that_is_late_already_gets_one_too(code):
    assert tasks.draft_due(at=late.NEXT_WEDNESDAY) == 1

    assert late.apology_of(code).new_due_at > late.NEXT_WEDNESDAY


def test_what_waits_for_the_applicant_or_has_its_result_needs_none(office, citizen):
    waiting = make.accepted(office, citizen)
    dossiers.request_supplement(actor=office.specialist, code=waiting, items=MISSING, at=make.LATER)
    make.finished(office, citizen)

    assert tasks.draft_due(at=late.WEDNESDAY) == 0


def test_the_head_signs_what_the_holder_completed_and_the_dossier_has_a_new_date(office, code):
    tasks.draft_due(at=late.WEDNESDAY)
    promised = make.get(code).dossier.due_at
    apology_id = complete(office, code)

    number = use_cases.sign_apology(actor=office.leader, apology_id=apology_id, at=late.WEDNESDAY)

    sent, apology = make.get(code), late.apology_of(code)
    assert number == apology.form_number == "01/2024"
    assert apology.state == ApologyState.SIGNED
    assert apology.signed_by == office.leader.name
    assert sent.dossier.due_at == late.WORDS.due_at
    assert sent.dossier.due_original_at == promised
    form = sent.forms.get(form="04")
    assert form.data["reason"] == (
        "Cần thêm thời gian để thẩm tra, xác minh thực tế. Chờ xác minh tại nơi ở."
    )
    assert form.data["contact"]["name"] == office.specialist.name
    assert tasks.draft_due(at=late.NEXT_WEDNESDAY) == 0  # only once


def test_only_the_head_of_the_agency_signs(office, code):
    tasks.draft_due(at=late.WEDNESDAY)
    apology_id = complete(office, code)

    for actor in (office.specialist, office.reception, office.head):
        with pytest.raises((NotPermitted, errors.ApologyNotFound)):
            use_cases.sign_apology(actor=actor, apology_id=apology_id, at=late.WEDNESDAY)
    with pytest.raises(errors.ApologyNotFound):
        use_cases.sign_apology(
            actor=make.make_office().leader, apology_id=apology_id, at=late.WEDNESDAY
        )


def test_nothing_is_signed_before_the_reason_is_written(office, code):
    tasks.draft_due(at=late.WEDNESDAY)

    with pytest.raises(errors.NotReadyToSign):
        use_cases.sign_apology(
            actor=office.leader, apology_id=late.apology_of(code).id, at=late.WEDNESDAY
        )


def test_every_fault_of_an_apology_is_named_at_once(office, code):
    tasks.draft_due(at=late.WEDNESDAY)

    with pytest.raises(errors.WordingInvalid) as refusal:
        complete(office, code, reason_kind="", reason=" ", due_at=late.THURSDAY)
    assert {fault.path for fault in refusal.value.faults} == {"reason", "due"}

    with pytest.raises(errors.WordingInvalid) as refusal:
        complete(office, code, due_at=late.local("2024-03-09 17:00"))  # a Saturday
    assert [fault.path for fault in refusal.value.faults] == ["due"]


def test_a_signed_apology_is_not_changed(office, code):
    tasks.draft_due(at=late.WEDNESDAY)
    apology_id = complete(office, code)
    use_cases.sign_apology(actor=office.leader, apology_id=apology_id, at=late.WEDNESDAY)

    with pytest.raises(errors.AlreadySettled):
        complete(office, code)
    with pytest.raises(errors.NotReadyToSign):
        use_cases.sign_apology(actor=office.leader, apology_id=apology_id, at=late.WEDNESDAY)


def test_the_agency_that_caused_the_delay_is_named(office, code):
    police = make.make_office()
    cases.ask_opinion(
        actor=office.specialist,
        case_id=make.get(code).dossier.case_id,
        question="Xác minh nơi ở?",
        to_post_id=police.posts["SPECIALIST"],
        limit=TimeLimit.parse("4 working_hour"),
        at=make.LATER,
    )

    tasks.draft_due(at=late.WEDNESDAY)

    apology = late.apology_of(code)
    assert apology.at_fault == police.unit.name
    assert apology.reason_kind == "PARTNER"


def test_an_apology_is_put_aside_when_the_result_comes(office, citizen):
    code = make.at_signature(office, citizen)
    tasks.draft_due(at=late.WEDNESDAY)
    dossiers.approve_result(actor=office.leader, code=code, at=late.WEDNESDAY)
    make.sign(code, at=late.WEDNESDAY)

    deliver_pending()

    assert late.apology_of(code).state == ApologyState.DROPPED
    assert make.get(code).state in {dossiers.State.FINISHED, dossiers.State.RETURNED}


def test_after_a_pause_a_new_apology_may_be_drafted(office, code):
    tasks.draft_due(at=late.WEDNESDAY)
    dossiers.request_supplement(
        actor=office.specialist, code=code, items=MISSING, at=late.WEDNESDAY
    )
    deliver_pending()
    dossiers.answer_supplement(actor=office.reception, code=code, papers=[], at=late.FRIDAY)

    assert tasks.draft_due(at=late.NEXT_WEDNESDAY) == 1


def test_the_head_is_told_once_a_day_that_apologies_wait(office, citizen):
    codes = [make.accepted(office, citizen) for _dossier in range(2)]
    tasks.draft_due(at=late.WEDNESDAY)
    for code in codes:
        complete(office, code)

    deliver_pending()

    messages = make.rows_of("notifications.Message", link="/workspace/delays/?show=COMPLETED")
    assert [each.to_account_id for each in messages] == [office.leader.account_id]


def test_each_sees_and_counts_what_waits_for_him(office, code):
    tasks.draft_due(at=late.WEDNESDAY)
    stranger = make.make_office()

    assert queries.count_apologies(actor=office.specialist).drafts == 1
    assert queries.count_apologies(actor=stranger.specialist).drafts == 0
    complete(office, code)
    assert queries.count_apologies(actor=office.leader).to_sign == 1
    assert queries.count_apologies(actor=office.specialist).to_sign == 0
    assert not queries.list_apologies(
        actor=stranger.leader, state=ApologyState.COMPLETED, at=late.WEDNESDAY
    )
