"""What is missing: asked for once, all at once; only the applicant's time stops the clock."""

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.errors import (
    AskedOnceAlready,
    NothingAsked,
    NothingToAskFor,
    SupplementIncomplete,
    WrongState,
)
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER, local
from motcua.modules.public_services.dossiers.types import (
    FormNumber,
    MissingItem,
    NationalStatus,
    Stage,
    State,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
FRIDAY = local("2024-03-08 10:00")


def item(key=None, reason="Ảnh mờ"):
    return MissingItem(key=key or make.paper_key(), name="Đơn đề nghị", reason=reason)


def ask(actor, code, *items, at=LATER):
    return use_cases.request_supplement(
        actor=actor, code=code, items=items or (item(),), reason="Chưa đủ", at=at
    )


def answer(actor, code, *, at=FRIDAY, key=None, file=True, reply=""):
    papers = [(key or make.paper_key(), "Đơn đề nghị", make.make_file() if file else None)]
    return use_cases.answer_supplement(actor=actor, code=code, papers=papers, reply=reply, at=at)


def test_before_acceptance_no_clock_runs(office, citizen, told):
    code = make.submitted(office, citizen)

    number = ask(office.reception, code)

    sent = make.get(code)
    request = queries.open_supplement_request(submission=sent)
    assert sent.state == State.SUPPLEMENT
    assert sent.national_status is NationalStatus.SUPPLEMENT
    assert request
    assert request.stage == Stage.AT_RECEPTION
    assert [line["reason"] for line in request.items] == ["Ảnh mờ"]
    issued = sent.forms.get(form=FormNumber.SUPPLEMENT)
    assert issued.number == number
    assert queries.draw_form(submission=sent, form=FormNumber.SUPPLEMENT).startswith(b"%PDF")
    assert told(code)[-1][0] == "supplement_requested"


def test_an_answer_before_acceptance_brings_it_back_to_reception(office, citizen, told):
    code = make.submitted(office, citizen)
    ask(office.reception, code)

    due_at = answer(citizen, code, reply="Tôi đã chụp lại.")

    sent = make.get(code)
    assert due_at is None
    assert sent.state == State.WAITING
    assert sent.answer_by == local("2024-03-11 10:00")  # reception has its eight hours again
    assert sent.supplement_requests.get().reply == "Tôi đã chụp lại."
    assert sorted(sent.papers.values_list("round", flat=True)) == [0, 1]
    assert told(code)[-1][0] == "supplement_answered"


def test_while_handled_the_clock_stands_and_the_promise_moves(office, citizen):
    code = make.accepted(office, citizen)  # due on Thursday evening
    ask(office.specialist, code)

    due_at = answer(citizen, code)

    sent = make.get(code)
    assert sent.state == sent.dossier.state == State.PROCESSING
    # Asked for on Monday at ten: three working days were left, Friday is not counted.
    assert due_at == sent.dossier.due_at == local("2024-03-13 17:00")
    assert sent.dossier.due_original_at == local("2024-03-07 17:00")
    assert cases.list_pauses(case_id=sent.dossier.case_id) == [(LATER, FRIDAY)]


def test_while_the_applicant_is_waited_for_nothing_is_done(office, citizen):
    code = make.accepted(office, citizen)
    ask(office.specialist, code)

    with pytest.raises(WrongState):
        use_cases.draft_result(actor=office.specialist, code=code, draft=make.LETTER, at=FRIDAY)
    assert make.get(code).state == State.SUPPLEMENT


def test_supplements_are_asked_for_once(office, citizen):
    code = make.submitted(office, citizen)
    ask(office.reception, code)
    with pytest.raises(WrongState):
        ask(office.reception, code)
    answer(citizen, code)

    with pytest.raises(AskedOnceAlready):
        ask(office.reception, code)


def test_an_administration_may_allow_a_second_request(office, citizen, settings):
    settings.SUPPLEMENT_REQUESTS = 2
    code = make.submitted(office, citizen)
    ask(office.reception, code)
    answer(citizen, code)

    ask(office.reception, code)

    assert make.get(code).supplement_requests.count() == 2


def test_asking_for_nothing_is_refused(office):
    code = make.submitted(office)

    with pytest.raises(NothingToAskFor):
        use_cases.request_supplement(actor=office.reception, code=code, items=[], at=LATER)


def test_only_who_has_the_dossier_asks(office, citizen):
    waiting, handled = make.submitted(office, citizen), make.accepted(office, citizen)

    with pytest.raises(NotPermitted):
        ask(office.specialist, waiting)
    with pytest.raises(NotPermitted):
        ask(citizen, waiting)
    with pytest.raises(NotPermitted):
        ask(office.reception, handled)
    with pytest.raises(cases.NotYourStep):
        ask(office.head, handled)


def test_what_is_approved_needs_nothing_more(office):
    code = make.approved(office)

    with pytest.raises(WrongState):
        ask(office.specialist, code)


def test_everything_asked_for_must_come(office, citizen):
    code = make.submitted(office, citizen)
    ask(office.reception, code, item(), MissingItem(key="other", name="Ảnh mèo", reason=""))

    with pytest.raises(SupplementIncomplete) as refused:
        answer(citizen, code)

    assert [(fault.path, fault.message) for fault in refused.value.faults] == [
        ("papers.other", "Ảnh mèo")
    ]
    assert make.get(code).state == State.SUPPLEMENT


def test_a_thing_that_is_no_paper_needs_no_file(office, citizen):
    code = make.submitted(office, citizen)
    ask(office.reception, code, MissingItem(key="", name="Số điện thoại", reason="Sai số"))

    use_cases.answer_supplement(
        actor=citizen, code=code, papers=[], reply="0912 345 678", at=FRIDAY
    )

    assert make.get(code).state == State.WAITING


def test_nothing_asked_nothing_answered(office, citizen):
    code = make.submitted(office, citizen)

    with pytest.raises(NothingAsked):
        answer(citizen, code)


def test_an_answered_paper_is_checked_anew(office, citizen):
    code = make.submitted(office, citizen)
    use_cases.record_check(
        actor=office.reception,
        code=code,
        component_key=make.paper_key(),
        faults=["ILLEGIBLE"],
        at=AT,
    )
    ask(office.reception, code)

    answer(citizen, code)

    (line,) = queries.list_paper_lines(of=make.get(code))
    assert line.check is None
    assert [file.round for file in line.files] == [0, 1]


def test_reception_takes_an_original_at_the_counter_a_citizen_does_not(office, citizen):
    code = make.submitted(office, citizen)
    ask(office.reception, code)

    with pytest.raises(NotPermitted):
        answer(citizen, code, file=False)
    with pytest.raises(NotPermitted):
        answer(office.specialist, code, file=False)
    answer(office.reception, code, file=False)

    assert make.get(code).state == State.WAITING
