"""Sending a draft."""

from datetime import date

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.kernel.identity.tests import factories as people
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.errors import (
    DraftAlreadySent,
    DraftNotFound,
    NotCompetent,
    SubmissionIncomplete,
)
from motcua.modules.public_services.dossiers.models import Submission
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER, local
from motcua.modules.public_services.dossiers.types import (
    Channel,
    NationalStatus,
    ResultWay,
    State,
)
from motcua.modules.public_services.procedures import api as procedures
from motcua.modules.public_services.procedures.tests import factories as records

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def submit(actor, draft_id, at=AT):
    return use_cases.submit(actor=actor, draft_id=draft_id, at=at)


def test_a_sent_draft_has_a_code_for_life_and_waits_for_reception(office, citizen, told):
    draft_id = make.make_draft(office, citizen)

    receipt = submit(citizen, draft_id)

    sent = make.get(receipt.code)
    assert receipt.code == f"{office.unit.code}-240304-0001"
    assert receipt.submitted_at == sent.submitted_at == AT
    assert sent.state == State.WAITING
    assert sent.national_status is NationalStatus.SUBMITTED
    assert (sent.person_id, sent.unit_id) == (citizen.person_id, office.unit.id)
    assert sent.channel == Channel.ONLINE
    assert sent.entered_by == ""
    assert sent.answer_by == local("2024-03-05 09:00")  # eight working hours
    assert [paper.component_key for paper in sent.papers.all()] == [make.paper_key()]
    assert [code for code, _payload in told(receipt.code)] == ["submitted"]


def test_the_same_draft_sent_twice_is_one_submission(office, citizen):
    draft_id = make.make_draft(office, citizen)

    first = submit(citizen, draft_id)
    second = submit(citizen, draft_id, at=LATER)

    assert second == first
    assert Submission.objects.count() == 1


def test_codes_have_no_gap_within_an_authority_and_a_day(office, citizen):
    other = make.make_office()

    codes = [make.submitted(office, citizen) for _nth in range(3)]
    elsewhere = make.submitted(other, citizen)
    tomorrow = make.submitted(office, citizen, at=local("2024-03-05 00:30"))

    assert [code[-11:] for code in codes] == ["240304-0001", "240304-0002", "240304-0003"]
    assert elsewhere == f"{other.unit.code}-240304-0001"
    assert tomorrow.endswith("-240305-0001")


def test_a_refused_submission_takes_no_number(office, citizen):
    faulty = make.make_draft(office, citizen, papers=False)
    with pytest.raises(SubmissionIncomplete):
        submit(citizen, faulty)

    assert make.submitted(office, citizen).endswith("-0001")


def test_all_faults_are_told_at_once(citizen):
    draft = use_cases.begin_draft(
        actor=citizen, procedure_code=make.CAT, data={"nguoi_yeu_cau": {"ho_ten": ""}}, at=AT
    )

    with pytest.raises(SubmissionIncomplete) as refused:
        submit(citizen, draft.id)

    paths = {fault.path for fault in refused.value.faults}
    assert {"unit", f"papers.{make.paper_key()}", "cam_doan", "noi_dung"} <= paths
    assert all(fault.message for fault in refused.value.faults)


def test_a_paper_that_only_some_cases_need_is_asked_for_in_those(office, citizen):
    records.import_records(
        records.a_record(
            components=[
                {
                    "name": "Giấy ủy quyền",
                    "originals": 1,
                    "copies": 0,
                    "form_code": None,
                    "required": True,
                    "case": "nộp thay",
                }
            ]
        ),
        effective_from=date(2024, 1, 1),
    )
    draft_id = make.make_draft(office, citizen, papers=False)

    use_cases.save_draft(actor=citizen, draft_id=draft_id, cases=["nộp thay"], at=AT)
    with pytest.raises(SubmissionIncomplete):
        submit(citizen, draft_id)
    use_cases.save_draft(actor=citizen, draft_id=draft_id, cases=[], at=AT)

    assert submit(citizen, draft_id).code


def test_what_holds_on_the_day_of_sending_is_asked_for(office, citizen):
    draft_id = make.make_draft(office, citizen)
    two = [
        {**records.a_record()["components"][0], "name": name} for name in ("Đơn đề nghị", "Ảnh mèo")
    ]
    records.import_records(records.a_record(components=two), effective_from=date(2024, 3, 5))

    draft = queries.get_draft(actor=citizen, draft_id=draft_id)
    assert use_cases.sending.preview_faults(draft=draft, at=AT) == ()
    with pytest.raises(SubmissionIncomplete) as refused:
        submit(citizen, draft_id, at=local("2024-03-05 09:00"))

    assert "Ảnh mèo" in refused.value.faults[0].message


def test_a_procedure_that_is_no_longer_in_force_cannot_be_asked_for(office, citizen):
    draft_id = make.make_draft(office, citizen)

    with pytest.raises(procedures.NoSuchProcedure):
        submit(citizen, draft_id, at=local("2022-12-31 09:00"))


def test_a_unit_that_does_not_decide_is_refused(office, citizen):
    district = make.make_office(level="DISTRICT")
    draft_id = make.make_draft(district, citizen)

    with pytest.raises(NotCompetent) as refused:
        submit(citizen, draft_id)

    assert district.unit.name in str(refused.value)


def test_a_draft_of_somebody_else_is_not_found(office, citizen):
    draft_id = make.make_draft(office, citizen)
    stranger = make.make_citizen("Vũ Văn Lạ")

    with pytest.raises(DraftNotFound):
        submit(stranger, draft_id)


def test_a_sent_draft_is_not_edited_any_more(office, citizen):
    draft_id = make.make_draft(office, citizen)
    code = submit(citizen, draft_id).code

    with pytest.raises(DraftAlreadySent) as refused:
        use_cases.save_draft(actor=citizen, draft_id=draft_id, data={}, at=LATER)

    assert code in str(refused.value)


def test_at_the_counter_official_and_applicant_are_both_recorded(office):
    applicant = people.make_person("Nguyễn Văn Chín")

    code = make.submitted(office, office.reception, person_id=applicant.id)

    sent = make.get(code)
    assert (sent.person_id, sent.person_name) == (applicant.id, "Nguyễn Văn Chín")
    assert sent.entered_by == office.reception.name
    assert sent.account_id == office.reception.account_id
    assert sent.channel == Channel.DIRECT
    assert sent.result_way == ResultWay.DESK


def test_what_came_by_post_is_entered_as_such(office):
    applicant = people.make_person()

    code = make.submitted(
        office, office.reception, person_id=applicant.id, channel=Channel.POST, papers=True
    )

    assert make.get(code).channel == Channel.POST


def test_an_official_enters_dossiers_only_where_he_receives_them(office):
    elsewhere = make.make_office()

    with pytest.raises(NotPermitted):
        use_cases.begin_draft(
            actor=office.reception, procedure_code=make.CAT, unit_id=elsewhere.unit.id, at=AT
        )
    with pytest.raises(NotPermitted):
        use_cases.begin_draft(
            actor=office.specialist, procedure_code=make.CAT, unit_id=office.unit.id, at=AT
        )


def test_an_official_who_moves_his_draft_elsewhere_cannot_send_it(office):
    applicant, elsewhere = people.make_person(), make.make_office()
    draft_id = make.make_draft(office, office.reception, person_id=applicant.id)
    use_cases.save_draft(
        actor=office.reception, draft_id=draft_id, unit_id=elsewhere.unit.id, at=AT
    )

    with pytest.raises(NotPermitted):
        submit(office.reception, draft_id)


def test_nobody_names_the_person_of_a_citizens_draft_but_himself(office, citizen):
    other = people.make_person()
    draft_id = make.make_draft(office, citizen, person_id=other.id)

    use_cases.save_draft(actor=citizen, draft_id=draft_id, person_id=other.id, at=AT)

    assert queries.get_draft(actor=citizen, draft_id=draft_id).person_id == citizen.person_id


def test_the_department_of_the_field_handles_it(office, citizen):
    assert make.get(make.submitted(office, citizen)).handling_unit_id == office.unit.id


def test_sending_takes_few_statements(office, citizen, django_assert_max_num_queries):
    make.submitted(office, citizen)
    draft_id = make.make_draft(office, citizen)

    with django_assert_max_num_queries(15 + 2):  # and the savepoint of the test
        submit(citizen, draft_id)
