"""Reception: check, accept, refuse."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.errors import (
    AlreadyAccepted,
    DossierNotFound,
    NoProcess,
    ReasonMissing,
    WrongState,
)
from motcua.modules.public_services.dossiers.models import Check, Dossier
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER, local
from motcua.modules.public_services.dossiers.types import (
    FormNumber,
    NationalStatus,
    State,
)
from motcua.modules.public_services.procedures.tests import factories as records

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def accept(office, code, at=LATER):
    return use_cases.accept_dossier(actor=office.reception, code=code, at=at)


def check(office, code, *faults, key=None):
    use_cases.record_check(
        actor=office.reception,
        code=code,
        component_key=key or make.paper_key(),
        faults=faults,
        note="Trang 2",
        at=LATER,
    )


def test_the_clock_starts_at_acceptance_not_at_submission(office, told):
    code = make.submitted(office, at=AT)

    acceptance = accept(office, code, at=local("2024-03-05 09:00"))

    dossier = make.get(code).dossier
    assert dossier.accepted_at == local("2024-03-05 09:00")
    assert acceptance.due_at == dossier.due_at == local("2024-03-08 17:00")
    assert dossier.due_original_at == dossier.due_at
    assert [event for event, _payload in told(code)] == ["submitted", "accepted"]


def test_an_accepted_dossier_is_at_the_specialist_with_its_reception_done(office):
    code = make.accepted(office)

    sent = make.get(code)
    assert sent.state == sent.dossier.state == State.PROCESSING
    assert sent.national_status is NationalStatus.PROCESSING
    case = cases.get_case(case_id=sent.dossier.case_id)
    assert case.post_id == office.posts["SPECIALIST"]
    assert case.subject_code == code
    assert [step.outcome for step in cases.history(case_id=case.id)] == ["DONE", None]


def test_form_01_promises_the_result_and_can_be_drawn_again(office, citizen):
    code = make.submitted(office, citizen)

    acceptance = accept(office, code)

    sent = make.get(code)
    issued = sent.forms.get(form=FormNumber.RECEIPT)
    assert issued.number == acceptance.form_number == "01/2024"
    assert issued.circular == "TT 01/2018"
    assert issued.data["due_at"] == "2024-03-07T17:00:00+07:00"
    assert issued.data["duration"] == "03 ngày làm việc"
    assert [paper["name"] for paper in issued.data["papers"]] == ["Đơn đề nghị"]
    assert issued.data["verify"]["url"].endswith(f"/track/{code}/")
    first = queries.draw_form(submission=sent, form=FormNumber.RECEIPT)
    assert first.startswith(b"%PDF")


def test_a_dossier_is_accepted_once(office):
    code = make.accepted(office)

    with pytest.raises(AlreadyAccepted):
        accept(office, code)

    assert Dossier.objects.count() == make.rows_of("cases.Case").count() == 1


def test_a_dossier_that_ended_is_not_accepted(office, citizen):
    code = make.submitted(office, citizen)
    use_cases.withdraw(actor=citizen, code=code, at=LATER)

    with pytest.raises(WrongState):
        accept(office, code)


def test_only_reception_of_the_unit_accepts(office):
    code, elsewhere = make.submitted(office), make.make_office()

    with pytest.raises(NotPermitted):
        use_cases.accept_dossier(actor=office.specialist, code=code, at=LATER)
    with pytest.raises(DossierNotFound):
        use_cases.accept_dossier(actor=elsewhere.reception, code=code, at=LATER)


def test_the_applicant_does_not_accept_his_own_dossier(office, citizen):
    code = make.submitted(office, citizen)

    with pytest.raises(NotPermitted):
        use_cases.accept_dossier(actor=citizen, code=code, at=LATER)


def test_a_later_decree_never_moves_the_due_date(office):
    code = make.submitted(office)
    faster = {"value": 1, "unit": "working_day"}
    step = records.a_record()["steps"]
    other = [{**step[0]}, {**step[1], "duration_hours": 4.0}, *step[2:]]
    records.import_records(
        records.a_record(duration=faster, steps=other), effective_from=date(2024, 3, 4)
    )
    use_cases.publish_processes(actor=make.SYSTEM, at=AT)

    acceptance = accept(office, code)

    assert acceptance.due_at == local("2024-03-07 17:00")
    case = make.rows_of("cases.Case").get(subject_code=code)
    assert make.rows_of("cases.ProcessVersion").count() == 2
    assert cases.get_process(case.process_version_id).number == 1


def test_a_procedure_without_a_process_cannot_be_accepted(office):
    code = make.submitted(office)
    make.rows_of("cases.ProcessVersion").delete()

    with pytest.raises(NoProcess):
        accept(office, code)

    assert make.get(code).state == State.WAITING


def test_accepting_takes_few_statements(office, django_assert_max_num_queries):
    make.accepted(office)
    code = make.submitted(office)

    with django_assert_max_num_queries(12 + 4):  # and the savepoints of the test
        accept(office, code)


def test_each_paper_is_checked_and_a_second_look_replaces_the_first(office):
    code = make.submitted(office)

    check(office, code, "ILLEGIBLE", "INCOMPLETE")
    check(office, code)

    found = Check.objects.get()
    assert (found.faults, found.note, found.checked_by) == ([], "Trang 2", office.reception.name)
    (line,) = queries.list_paper_lines(of=make.get(code))
    assert line.check == found
    assert line.is_given


def test_what_reception_found_stays_once_it_is_over(office):
    code = make.accepted(office)

    with pytest.raises(WrongState):
        check(office, code, "ILLEGIBLE")


def test_only_reception_checks_papers(office, citizen):
    code = make.submitted(office, citizen)

    for actor in (citizen, office.specialist):
        with pytest.raises(NotPermitted):
            check(replace(office, reception=actor), code)


def test_a_refusal_has_a_reason_and_form_03(office, told):
    code = make.submitted(office)

    number = use_cases.refuse_submission(
        actor=office.reception,
        code=code,
        reason="Thuộc thẩm quyền của quận.",
        advice="Nộp tại quận.",
        at=LATER,
    )

    sent = make.get(code)
    assert sent.state == State.REFUSED
    assert sent.national_status is NationalStatus.NOT_ACCEPTED
    assert (sent.ended_at, sent.end_reason) == (LATER, "Thuộc thẩm quyền của quận.")
    issued = sent.forms.get(form=FormNumber.REFUSAL)
    assert issued.number == number
    assert issued.data["advice"] == "Nộp tại quận."
    assert queries.draw_form(submission=sent, form=FormNumber.REFUSAL).startswith(b"%PDF")
    assert told(code)[-1][0] == "refused"


def test_a_refusal_without_a_reason_is_none(office):
    code = make.submitted(office)

    with pytest.raises(ReasonMissing):
        use_cases.refuse_submission(actor=office.reception, code=code, reason="  ", at=LATER)


def test_what_was_accepted_is_not_refused(office):
    code = make.accepted(office)

    with pytest.raises(WrongState):
        use_cases.refuse_submission(actor=office.reception, code=code, reason="x", at=LATER)


def test_reception_sees_what_waits_the_longest_first_in_one_query(
    office, django_assert_num_queries
):
    first = make.submitted(office, at=AT)
    second = make.submitted(office, at=LATER)
    make.accepted(office)
    make.submitted(make.make_office())

    with django_assert_num_queries(1):
        waiting = queries.list_waiting(actor=office.reception)
    rest = queries.list_waiting(
        actor=office.reception, after=queries.ReceptionPlace(waiting[0].submitted_at, waiting[0].id)
    )

    assert [each.code for each in waiting] == [first, second]
    assert [each.code for each in rest] == [second]
    assert queries.list_waiting(actor=office.specialist) == []


def test_reception_counts_what_waits_and_what_waits_too_long(office, django_assert_num_queries):
    make.submitted(office, at=AT)
    make.submitted(office, at=local("2024-03-05 08:00"))
    make.finished(office)

    with django_assert_num_queries(1):
        counts = queries.count_reception(actor=office.reception, at=local("2024-03-05 10:00"))

    assert counts == {"waiting": 2, "late": 1, "supplement": 0, "ready": 1}
