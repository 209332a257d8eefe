"""A dossier that cannot go on is stopped by the head, with a notice."""

from datetime import timedelta

import pytest

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotPermitted
from motcua.kernel.documents import api as documents
from motcua.kernel.signatures import api as signatures
from motcua.kernel.signatures.tests.factories import now
from motcua.modules.public_services.dossiers import errors, queries, tasks, use_cases
from motcua.modules.public_services.dossiers.models import Stop
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.types import (
    FormNumber,
    MissingItem,
    Settlement,
    State,
    StopGround,
    StopPlan,
    StopState,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
ASKED = StopPlan(ground=StopGround.ASKED, reason="Người nộp hồ sơ có đơn đề nghị dừng.")
SILENT = StopPlan(ground=StopGround.NO_SUPPLEMENT, reason="Không bổ sung ảnh thẻ.")
MISSING = [MissingItem(key="", name="Ảnh thẻ", reason="")]


def waiting_for_supplement(office, citizen, at=make.AT):
    code = make.accepted(office, citizen, at=at)
    use_cases.request_supplement(actor=office.specialist, code=code, items=MISSING, at=at)
    return code


def test_the_head_stops_a_dossier_and_the_applicant_is_told(office, citizen, told):
    code = make.accepted(office, citizen)

    number = use_cases.stop_dossier(actor=office.leader, code=code, plan=ASKED, at=make.LATER)

    sent = make.get(code)
    assert number == "01/2024"
    assert sent.state == sent.dossier.state == State.STOPPED
    assert sent.end_reason == ASKED.reason
    assert sent.ended_at == make.LATER
    event, facts = told(code)[-1]
    assert event == "stopped"
    assert facts["settlement"] == Settlement.NONE
    deliver_pending()
    (message,) = make.rows_of("notifications.Message", key__contains="", subject__contains="dừng")
    assert ASKED.reason in message.body


def test_a_proposal_changes_nothing_until_the_head_decides(office, citizen):
    code = make.accepted(office, citizen)

    use_cases.propose_stop(actor=office.specialist, code=code, plan=ASKED, at=make.LATER)

    assert make.get(code).state == State.PROCESSING
    (stop,) = queries.list_stops_proposed(actor=office.leader)
    assert stop.submission.code == code
    assert not queries.list_stops_proposed(actor=office.specialist)
    with pytest.raises(errors.StopProposedAlready):
        use_cases.propose_stop(actor=office.specialist, code=code, plan=ASKED, at=make.LATER)

    use_cases.stop_dossier(actor=office.leader, code=code, plan=ASKED, at=make.LATER)

    stop = Stop.objects.get()
    assert stop.state == StopState.DECIDED
    assert stop.proposed_by == office.specialist.name
    assert stop.decided_by == office.leader.name


def test_the_head_may_let_the_dossier_go_on(office, citizen):
    code = make.accepted(office, citizen)
    use_cases.propose_stop(actor=office.specialist, code=code, plan=ASKED, at=make.LATER)

    with pytest.raises(errors.ReasonMissing):
        use_cases.drop_stop(actor=office.leader, code=code, answer=" ", at=make.LATER)
    use_cases.drop_stop(actor=office.leader, code=code, answer="Đơn chưa rõ.", at=make.LATER)

    assert make.get(code).state == State.PROCESSING
    assert Stop.objects.get().state == StopState.DROPPED
    with pytest.raises(errors.NothingProposed):
        use_cases.drop_stop(actor=office.leader, code=code, answer="x", at=make.LATER)


def test_only_the_head_stops_and_only_whoever_works_on_it_proposes(office, citizen):
    code = make.accepted(office, citizen)

    for actor in (office.reception, office.specialist, office.clerk):
        with pytest.raises(NotPermitted):
            use_cases.stop_dossier(actor=actor, code=code, plan=ASKED, at=make.LATER)
    with pytest.raises(NotPermitted):
        use_cases.propose_stop(actor=office.clerk, code=code, plan=ASKED, at=make.LATER)
    stranger = make.make_office().leader
    with pytest.raises(errors.DossierNotFound):
        use_cases.stop_dossier(actor=stranger, code=code, plan=ASKED, at=make.LATER)


def test_a_reason_and_for_a_ground_of_law_its_article_are_needed(office, citizen):
    code = make.accepted(office, citizen)

    plan = StopPlan(ground=StopGround.ASKED, reason=" ")
    with pytest.raises(errors.ReasonMissing):
        use_cases.stop_dossier(actor=office.leader, code=code, plan=plan, at=make.LATER)
    plan = StopPlan(ground=StopGround.LAW, reason="Có tranh chấp")
    with pytest.raises(errors.BasisMissing):
        use_cases.stop_dossier(actor=office.leader, code=code, plan=plan, at=make.LATER)


def test_nobody_is_stopped_for_a_supplement_that_may_still_come(office, citizen):
    code = waiting_for_supplement(office, citizen)

    with pytest.raises(errors.StillAwaited):
        use_cases.stop_dossier(actor=office.leader, code=code, plan=SILENT, at=make.LATER)

    after = make.AT + timedelta(days=40)
    use_cases.stop_dossier(actor=office.leader, code=code, plan=SILENT, at=after)
    assert make.get(code).state == State.STOPPED
    assert queries.open_supplement_request(submission=make.get(code)) is None


def test_a_result_that_is_decided_cannot_be_stopped(office, citizen):
    code = make.approved(office, citizen)

    with pytest.raises(errors.WrongState):
        use_cases.stop_dossier(actor=office.leader, code=code, plan=ASKED, at=make.LATER)


def test_a_job_proposes_once_when_the_time_for_the_supplement_has_run_out(office, citizen):
    old = waiting_for_supplement(office, citizen, at=now() - timedelta(days=40))
    waiting_for_supplement(office, citizen, at=now())

    tasks.propose_stops()
    tasks.propose_stops()

    (stop,) = Stop.objects.all()
    assert stop.submission.code == old
    assert "Ảnh thẻ" in stop.reason
    assert make.get(old).state == State.SUPPLEMENT
    use_cases.drop_stop(actor=office.leader, code=old, answer="Chờ thêm.", at=now())
    tasks.propose_stops()
    assert Stop.objects.count() == 1


def test_the_notice_is_a_form_since_2025_and_a_plain_notice_before(office, citizen):
    old, new = (
        make.accepted(office, citizen, at=make.local(f"{day} 09:00"))
        for day in ("2025-09-12", "2025-09-15")
    )
    for code in (old, new):
        use_cases.stop_dossier(
            actor=office.leader, code=code, plan=ASKED, at=make.local("2025-09-16 09:00")
        )

    marks = [
        make.get(code).forms.get(form=FormNumber.STOP).data["form_mark"] for code in (old, new)
    ]
    assert marks == ["", "Mẫu số 05 – TT 03/2025/TT-VPCP"]
    pdf = queries.draw_form(submission=make.get(old), form=FormNumber.STOP)
    assert pdf.startswith(b"%PDF")


def test_the_notice_is_signed_by_the_head_and_the_agency_and_can_be_verified(
    office, citizen, authority
):
    code = make.accepted(office, citizen, at=now())
    use_cases.stop_dossier(actor=office.leader, code=code, plan=ASKED, at=now())

    tasks.keep_forms()

    form = make.get(code).forms.get(form=FormNumber.STOP)
    assert form.file_id is not None
    verdict = signatures.validate(pdf=documents.read(form.file_id), at=now())
    assert {each.signer for each in verdict.signatures} == {office.leader.name, office.unit.name}
    assert documents.get_paper(token=form.token).dossier_code == code


def test_the_timeline_says_that_it_was_stopped_and_why(office, citizen):
    code = make.accepted(office, citizen)
    use_cases.stop_dossier(actor=office.leader, code=code, plan=ASKED, at=make.LATER)

    last = queries.timeline_of(submission=make.get(code))[-1]

    assert last.text == ASKED.reason
