"""Handling: take, hand over, draft, submit, send back."""

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.errors import (
    DossierNotFound,
    DraftResultInvalid,
    ReasonMissing,
    WrongState,
)
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER, LETTER
from motcua.modules.public_services.dossiers.types import State
from motcua.modules.public_services.procedures.tests import factories as records

pytestmark = pytest.mark.django_db
HANDED_OUT = [
    records.a_record()["steps"][0],
    {"name": "Phân công thụ lý", "role": "Lãnh đạo phòng", "duration_hours": 1.0},
    *records.a_record()["steps"][1:],
]
REVIEWED = [
    *records.a_record()["steps"][:2],
    {"name": "Kiểm tra dự thảo", "role": "Lãnh đạo phòng", "duration_hours": 2.0},
    *records.a_record()["steps"][2:],
]


@pytest.fixture
def _reviewed():
    make.make_catalogue(steps=REVIEWED)


def case_of(code):
    return cases.get_case(case_id=make.get(code).dossier.case_id)


@pytest.mark.usefixtures("catalogue")
class TestHandling:
    def test_the_specialist_finds_it_in_his_inbox(self, office):
        code = make.accepted(office)

        assert [case.subject_code for case in cases.inbox(actor=office.specialist)] == [code]
        assert cases.inbox(actor=office.leader) == []

    def test_he_takes_it_upon_himself(self, office):
        code = make.accepted(office)

        use_cases.take_dossier(actor=office.specialist, code=code, at=LATER)

        assert case_of(code).account_id == office.specialist.account_id

    def test_he_hands_it_over_and_its_clock_goes_on(self, office):
        code = make.accepted(office)
        colleague, post_id = make.make_actor(office.unit.id, "SPECIALIST", sort=5)

        use_cases.hand_over(
            actor=office.specialist, code=code, to_post_id=post_id, note="Nghỉ phép", at=LATER
        )

        assert [case.subject_code for case in cases.inbox(actor=colleague)] == [code]
        assert case_of(code).due_at == make.get(code).dossier.due_at
        with pytest.raises(cases.NotYourStep):
            use_cases.take_dossier(actor=office.specialist, code=code, at=LATER)

    def test_whoever_gets_it_in_another_department_sees_it(self, office):
        code = make.accepted(office)
        department = units.make_unit(
            kind=organisation.UnitKind.DEPARTMENT, parent_id=office.unit.id
        )
        colleague, post_id = make.make_actor(department.id, "SPECIALIST")
        with pytest.raises(DossierNotFound):
            queries.get_submission(actor=colleague, code=code)

        use_cases.hand_over(actor=office.specialist, code=code, to_post_id=post_id, at=LATER)

        assert queries.get_submission(actor=colleague, code=code).code == code
        use_cases.draft_result(actor=colleague, code=code, draft=LETTER, at=LATER)
        use_cases.submit_result(actor=colleague, code=code, at=LATER)

    def test_it_is_not_handed_over_to_another_authority(self, office):
        code, elsewhere = make.accepted(office), make.make_office()

        with pytest.raises(cases.PostElsewhere):
            use_cases.hand_over(
                actor=office.specialist,
                code=code,
                to_post_id=elsewhere.posts["SPECIALIST"],
                at=LATER,
            )

    def test_a_draft_may_be_saved_incomplete_but_not_submitted(self, office, told):
        code = make.accepted(office)

        use_cases.draft_result(actor=office.specialist, code=code, draft={"subject": "x"}, at=LATER)
        with pytest.raises(DraftResultInvalid) as refused:
            use_cases.submit_result(actor=office.specialist, code=code, at=LATER)

        assert {fault.path for fault in refused.value.faults} == {"decision", "words"}
        assert told(code)[-1][0] == "result_drafted"

    def test_without_a_draft_nothing_goes_up(self, office):
        with pytest.raises(DraftResultInvalid):
            use_cases.submit_result(actor=office.specialist, code=make.accepted(office), at=LATER)

    def test_a_submitted_draft_is_at_the_leader(self, office, told):
        code = make.at_signature(office)

        case = case_of(code)
        assert (case.step_kind, case.post_id) == (
            cases.StepKind.SIGN,
            office.posts["AUTHORITY_LEADER"],
        )
        assert make.get(code).state == State.PROCESSING
        assert told(code)[-1][0] == "result_submitted"

    def test_two_submissions_are_one(self, office):
        code = make.at_signature(office)

        with pytest.raises(cases.WrongStep):
            use_cases.submit_result(actor=office.specialist, code=code, at=LATER)

    def test_only_handlers_draft(self, office, citizen):
        code = make.accepted(office, citizen)

        for actor in (citizen, office.reception, office.clerk):
            with pytest.raises(NotPermitted):
                use_cases.draft_result(actor=actor, code=code, draft=LETTER, at=LATER)

    def test_the_leader_sends_it_back_with_a_reason(self, office, told):
        code = make.at_signature(office)

        with pytest.raises(ReasonMissing):
            use_cases.send_back(actor=office.leader, code=code, reason=" ", at=LATER)
        use_cases.send_back(actor=office.leader, code=code, reason="Thiếu căn cứ", at=LATER)

        assert case_of(code).post_id == office.posts["SPECIALIST"]
        assert told(code)[-1] == (
            "result_sent_back",
            {
                "submission_id": str(make.get(code).id),
                "dossier_code": code,
                "reason": "Thiếu căn cứ",
            },
        )

    def test_what_is_approved_is_not_sent_back(self, office):
        code = make.approved(office)

        with pytest.raises(WrongState):
            use_cases.send_back(actor=office.leader, code=code, reason="x", at=LATER)

    def test_what_is_not_accepted_is_not_handled(self, office):
        code = make.submitted(office)

        with pytest.raises(DossierNotFound):
            use_cases.draft_result(actor=office.specialist, code=code, draft=LETTER, at=LATER)

    def test_going_up_takes_few_statements(self, office, django_assert_max_num_queries):
        make.at_signature(office)
        code = make.accepted(office)
        use_cases.draft_result(actor=office.specialist, code=code, draft=LETTER, at=LATER)

        with django_assert_max_num_queries(11 + 4):  # and the savepoints of the test
            use_cases.submit_result(actor=office.specialist, code=code, at=LATER)


def test_a_head_hands_the_work_out_without_a_draft(office):
    make.make_catalogue(steps=HANDED_OUT)
    code = make.accepted(office)
    assert case_of(code).post_id == office.posts["UNIT_HEAD"]

    use_cases.submit_result(actor=office.head, code=code, note="Giao chị Tiên", at=LATER)

    case = case_of(code)
    assert (case.step_kind, case.post_id) == (cases.StepKind.HANDLE, office.posts["SPECIALIST"])
    with pytest.raises(DraftResultInvalid):
        use_cases.submit_result(actor=office.specialist, code=code, at=LATER)


@pytest.mark.usefixtures("_reviewed")
class TestReview:
    def test_a_head_reviews_before_the_leader_signs(self, office):
        code = make.at_signature(office)
        assert case_of(code).post_id == office.posts["UNIT_HEAD"]

        with pytest.raises(cases.NotYourStep):
            use_cases.complete_review(actor=office.leader, code=code, at=LATER)
        use_cases.complete_review(actor=office.head, code=code, note="Đồng ý", at=LATER)

        assert case_of(code).post_id == office.posts["AUTHORITY_LEADER"]
        with pytest.raises(cases.WrongStep):
            use_cases.complete_review(actor=office.leader, code=code, at=LATER)

    def test_a_leader_does_what_nobody_else_is_there_for(self):
        unit = make.make_office()
        lonely = units.make_unit()
        organisation.give_competence(
            actor=make.SYSTEM,
            unit_id=lonely.id,
            level=lonely.level,
            valid_from=units.SINCE,
            at=AT,
        )
        reception, _post = make.make_actor(lonely.id, "RECEPTION")
        leader, _post = make.make_actor(lonely.id, "AUTHORITY_LEADER", title="Chủ tịch")
        office = make.Office(lonely, reception, leader, leader, leader, leader, unit.posts)

        code = make.at_signature(office)
        use_cases.complete_review(actor=leader, code=code, at=LATER)
        use_cases.approve_result(actor=leader, code=code, at=LATER)

        assert make.get(code).state == State.SIGNING
