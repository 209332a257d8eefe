"""Results: approved, signed, issued, handed over."""

from datetime import timedelta

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.kernel.cases import api as cases
from motcua.kernel.documents import api as documents
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.errors import (
    DraftResultInvalid,
    NoResultYet,
    ReceiverMissing,
    WrongState,
)
from motcua.modules.public_services.dossiers.queries.facts import facts_of
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import LATER, SYSTEM, local
from motcua.modules.public_services.dossiers.types import (
    FormNumber,
    NationalStatus,
    ResultState,
    ResultWay,
    State,
)
from motcua.modules.public_services.dossiers.use_cases.makers import LETTER, maker_for
from motcua.modules.public_services.procedures.tests import factories as catalogue

pytestmark = pytest.mark.django_db
STEPS = catalogue.a_record()["steps"]
BY_THE_HEAD = [
    *STEPS[:2],
    {"name": "Ký giấy phép", "role": "Lãnh đạo phòng", "duration_hours": 2.0},
    STEPS[3],
]


@pytest.fixture
def _with_clerk():
    make.make_catalogue_with_a_clerk()


@pytest.fixture
def _by_the_head():
    make.make_catalogue(steps=BY_THE_HEAD)


def case_of(code):
    return cases.get_case(case_id=make.get(code).dossier.case_id)


@pytest.mark.usefixtures("catalogue")
class TestApproval:
    def test_the_leaders_decision_numbers_the_paper_and_waits_for_its_signature(self, office, told):
        code = make.at_signature(office)

        number = use_cases.approve_result(actor=office.leader, code=code, at=LATER)

        result = make.result_of(code)
        assert number == result.number == "1/KQ-UBND"
        assert result.state == ResultState.PREPARED
        assert (result.signer_name, result.signer_title) == (office.leader.name, "Chủ tịch")
        assert result.data["signer"]["authority"] == "TM. ỦY BAN NHÂN DÂN"
        assert result.data["verify"]["token"] == result.token
        assert make.get(code).state == make.get(code).dossier.state == State.SIGNING
        assert make.get(code).national_status is NationalStatus.PROCESSING
        assert case_of(code).step_kind is cases.StepKind.SIGN
        assert told(code)[-1][0] == "result_approved"

    def test_numbers_have_no_gap(self, office):
        codes = [make.approved(office) for _nth in range(3)]

        assert [make.result_of(code).number for code in codes] == [
            f"{nth}/KQ-UBND" for nth in (1, 2, 3)
        ]

    def test_it_is_approved_once(self, office):
        code = make.approved(office)

        with pytest.raises(WrongState):
            use_cases.approve_result(actor=office.leader, code=code, at=LATER)

        assert make.result_of(code).number == "1/KQ-UBND"

    def test_only_who_signs_there_approves(self, office, citizen):
        code = make.at_signature(office, citizen)
        other, _post = make.make_actor(office.unit.id, "AUTHORITY_LEADER", sort=9)

        for actor in (citizen, office.reception, office.specialist):
            with pytest.raises(NotPermitted):
                use_cases.approve_result(actor=actor, code=code, at=LATER)
        with pytest.raises(cases.NotYourStep):
            use_cases.approve_result(actor=other, code=code, at=LATER)

    def test_nothing_is_approved_before_it_came_up(self, office):
        with pytest.raises(cases.WrongStep):
            use_cases.approve_result(actor=office.leader, code=make.accepted(office), at=LATER)

    def test_a_deputy_signs_in_place_of_the_chairman(self, office):
        deputy, post_id = make.make_actor(
            office.unit.id, "AUTHORITY_LEADER", title="Phó Chủ tịch", sort=9
        )
        code = make.at_signature(office)
        use_cases.hand_over(actor=office.leader, code=code, to_post_id=post_id, at=LATER)

        use_cases.approve_result(actor=deputy, code=code, at=LATER)

        signer = make.result_of(code).data["signer"]
        assert (signer["on_behalf"], signer["title"]) == ("KT. Chủ tịch", "Phó Chủ tịch")


@pytest.mark.usefixtures("catalogue")
class TestSignature:
    def test_a_signed_result_can_be_verified_and_lies_ready(self, office, told):
        code = make.approved(office, result_way=ResultWay.DESK)

        make.sign(code)

        sent, result = make.get(code), make.result_of(code)
        assert (result.state, result.signed_at) == (ResultState.SIGNED, LATER)
        assert sent.state == sent.dossier.state == State.FINISHED
        assert sent.national_status is NationalStatus.FINISHED
        assert sent.dossier.finished_at == LATER
        paper = documents.get_paper(token=result.token)
        assert (paper.dossier_code, paper.number) == (code, "1/KQ-UBND")
        case = case_of(code)
        assert case.settled_at == LATER
        assert case.step_kind is cases.StepKind.RETURN
        signing = cases.history(case_id=case.id)[-2]
        assert signing.holder_name == office.leader.name
        assert [event for event, _payload in told(code)][-2:] == [
            "result_signed",
            "result_issued",
        ]
        assert told(code)[-1][1]["on_time"] is True

    def test_a_signature_taken_in_twice_is_once(self, office):
        code = make.approved(office, result_way=ResultWay.DESK)
        make.sign(code)

        make.sign(code, at=LATER + timedelta(hours=1))

        assert make.result_of(code).signed_at == LATER

    def test_a_failure_does_not_advance_the_state_and_is_tried_again_later(self, office, told):
        code = make.approved(office)
        sent = make.get(code)

        first = use_cases.note_signing_failure(
            actor=SYSTEM, submission_id=sent.id, error="no provider", at=LATER
        )
        second = use_cases.note_signing_failure(
            actor=SYSTEM, submission_id=sent.id, error="no provider", at=first
        )

        result = make.result_of(code)
        assert make.get(code).state == State.SIGNING
        assert (result.attempts, result.error) == (2, "no provider")
        assert result.retry_at == second > first > LATER
        assert told(code)[-1][0] == "signing_failed"

    def test_an_electronic_result_is_handed_over_at_once(self, office, citizen, told):
        code = make.approved(office, citizen)

        make.sign(code)

        sent, result = make.get(code), make.result_of(code)
        assert sent.state == State.RETURNED
        assert sent.national_status is NationalStatus.RETURNED
        assert sent.dossier.returned_at == LATER
        assert (result.returned_way, result.receiver) == (ResultWay.ELECTRONIC, citizen.name)
        assert case_of(code).state is cases.CaseState.CLOSED
        assert told(code)[-1][0] == "result_returned"

    def test_a_late_result_is_late_but_handed_over(self, office, told):
        code = make.approved(office, result_way=ResultWay.DESK)

        make.sign(code, at=local("2024-03-07 17:01"))

        assert told(code)[-1][1]["on_time"] is False
        assert make.get(code).state == State.FINISHED

    def test_what_was_not_approved_is_not_signed(self, office):
        code = make.at_signature(office)

        with pytest.raises(WrongState):
            make.sign(code)
        with pytest.raises(WrongState):
            use_cases.note_signing_failure(
                actor=SYSTEM, submission_id=make.get(code).id, error="x", at=LATER
            )

    def test_a_result_signed_by_hand_is_recorded(self, office):
        code = make.at_signature(office)

        use_cases.record_paper_result(
            actor=office.leader, code=code, number="12/GP", title="Giấy phép", at=LATER
        )

        result = make.result_of(code)
        assert (result.state, result.number) == (ResultState.ON_PAPER, "12/GP")
        assert make.get(code).state == State.FINISHED  # a paper is fetched, whatever was wished

    def test_a_paper_without_a_number_is_none(self, office):
        code = make.at_signature(office)

        with pytest.raises(DraftResultInvalid):
            use_cases.record_paper_result(
                actor=office.leader, code=code, number=" ", title="", at=LATER
            )

        assert make.get(code).state == State.PROCESSING


@pytest.mark.usefixtures("_with_clerk")
class TestIssue:
    def test_the_clerk_issues_what_is_signed(self, office):
        code = make.approved(office, result_way=ResultWay.DESK)
        with pytest.raises(WrongState):
            use_cases.issue_result(actor=office.clerk, code=code, at=LATER)
        make.sign(code)
        assert make.get(code).state == State.SIGNING
        assert case_of(code).post_id == office.posts["CLERK"]

        with pytest.raises(NotPermitted):
            use_cases.issue_result(actor=office.specialist, code=code, at=LATER)
        with pytest.raises(cases.NotYourStep):
            use_cases.issue_result(actor=office.reception, code=code, at=LATER)
        use_cases.issue_result(actor=office.clerk, code=code, at=LATER)

        assert make.get(code).state == State.FINISHED
        assert case_of(code).step_kind is cases.StepKind.RETURN

    def test_what_the_leader_signed_by_hand_cannot_be_withdrawn_while_it_is_issued(
        self, office, citizen
    ):
        code = make.at_signature(office, citizen)
        use_cases.record_paper_result(
            actor=office.leader, code=code, number="12/GP", title="Giấy phép", at=LATER
        )

        with pytest.raises(WrongState):
            use_cases.withdraw(actor=citizen, code=code, at=LATER)
        use_cases.issue_result(actor=office.clerk, code=code, at=LATER)

        assert make.get(code).state == State.FINISHED


@pytest.mark.usefixtures("_by_the_head")
def test_a_head_signs_where_the_process_says_so_in_his_own_title(office):
    code = make.at_signature(office)

    use_cases.approve_result(actor=office.head, code=code, at=LATER)

    signer = make.result_of(code).data["signer"]
    assert (signer["authority"], signer["title"]) == ("", "Trưởng bộ phận")


@pytest.mark.usefixtures("catalogue")
class TestReturn:
    def test_it_is_handed_over_at_the_desk_to_somebody_with_a_name(self, office, told):
        code = make.finished(office)
        assert [each.code for each in queries.list_ready(actor=office.reception)] == [code]

        with pytest.raises(ReceiverMissing):
            use_cases.return_result(actor=office.reception, code=code, receiver=" ", at=LATER)
        use_cases.return_result(actor=office.reception, code=code, receiver="Phạm Văn Bố", at=LATER)

        sent, result = make.get(code), make.result_of(code)
        assert sent.state == State.RETURNED
        assert (result.returned_way, result.receiver) == (ResultWay.DESK, "Phạm Văn Bố")
        assert case_of(code).state is cases.CaseState.CLOSED
        assert queries.list_ready(actor=office.reception) == []
        assert told(code)[-1][0] == "result_returned"

    def test_it_goes_by_post(self, office):
        code = make.finished(office)

        use_cases.return_result(
            actor=office.reception, code=code, receiver="VNPost", way=ResultWay.POST, at=LATER
        )

        assert make.result_of(code).returned_way == ResultWay.POST

    def test_it_is_handed_over_once_and_not_before_it_is_ready(self, office):
        early, code = make.approved(office), make.finished(office)
        give = {"actor": office.reception, "receiver": "Hà", "at": LATER}
        use_cases.return_result(code=code, **give)

        for each in (early, code):
            with pytest.raises(WrongState):
                use_cases.return_result(code=each, **give)

    def test_only_the_desk_hands_over(self, office, citizen):
        code = make.finished(office, citizen)

        for actor in (citizen, office.specialist, office.leader):
            with pytest.raises(NotPermitted):
                use_cases.return_result(actor=actor, code=code, receiver="Hà", at=LATER)


@pytest.mark.usefixtures("catalogue")
class TestWithdrawal:
    def test_the_applicant_takes_it_back_before_the_result_is_decided(self, office, citizen, told):
        waiting = make.submitted(office, citizen)
        handled = make.accepted(office, citizen)

        for code in (waiting, handled):
            use_cases.withdraw(actor=citizen, code=code, reason="Không cần nữa", at=LATER)

            sent = make.get(code)
            assert sent.state == State.WITHDRAWN
            assert sent.national_status is NationalStatus.WITHDRAWN
            assert (sent.ended_at, sent.end_reason) == (LATER, "Không cần nữa")
            assert told(code)[-1][0] == "withdrawn"
        assert make.get(handled).dossier.state == State.WITHDRAWN
        assert case_of(handled).state is cases.CaseState.CLOSED

    def test_it_is_not_taken_back_after(self, office, citizen):
        for code in (make.approved(office, citizen), make.finished(office, citizen)):
            with pytest.raises(WrongState):
                use_cases.withdraw(actor=citizen, code=code, at=LATER)

    def test_a_second_withdrawal_is_refused(self, office, citizen):
        code = make.submitted(office, citizen)
        use_cases.withdraw(actor=citizen, code=code, at=LATER)

        with pytest.raises(WrongState):
            use_cases.withdraw(actor=citizen, code=code, at=LATER)

    def test_reception_does_it_for_him_nobody_else(self, office, citizen):
        code = make.accepted(office, citizen)

        with pytest.raises(NotPermitted):
            use_cases.withdraw(actor=office.specialist, code=code, at=LATER)
        use_cases.withdraw(actor=office.reception, code=code, at=LATER)

        assert make.get(code).state == State.WITHDRAWN


def test_a_result_that_is_not_there_cannot_be_drawn(office):
    make.make_catalogue()

    with pytest.raises(NoResultYet):
        queries.draw_form(submission=make.get(make.submitted(office)), form=FormNumber.RECEIPT)


def test_every_procedure_without_a_register_gets_a_letter(office):
    make.make_catalogue()
    sent = make.get(make.accepted(office))
    facts = facts_of(sent, sent.dossier)
    maker = maker_for(sent.procedure_code)

    proposed = maker.propose(facts)
    plan = maker.preview(facts=facts, draft=proposed, at=LATER)

    assert maker is LETTER
    assert maker.check(facts, proposed) == ()
    assert {field.name for field in maker.fields(facts)} == set(proposed)
    assert plan
    assert plan.number == ""
    assert queries.draw_preview(submission=sent, plan=plan, at=LATER).startswith(b"%PDF")
