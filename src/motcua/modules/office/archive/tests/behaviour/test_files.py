"""Record plans, files, and documents that find their file."""

from datetime import date
from typing import Any

import pytest

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotPermitted
from motcua.modules.office.archive import api, errors, queries, use_cases
from motcua.modules.office.archive.models import File, Heading, Record
from motcua.modules.office.archive.tests import factories as make
from motcua.modules.office.archive.types import Access, FileState, Line, PlanState

AT = make.MORNING
pytestmark = pytest.mark.django_db


def _plan(office, *, approve=True):
    plan_id = use_cases.draw_up_plan(
        actor=office.actor("clerk"), unit_id=office.unit_id, year=2024, at=AT
    )
    use_cases.save_lines(actor=office.actor("clerk"), plan_id=plan_id, lines=make.lines(), at=AT)
    if approve:
        use_cases.propose_plan(actor=office.actor("clerk"), plan_id=plan_id, at=AT)
        use_cases.approve_plan(actor=office.actor("leader"), plan_id=plan_id, at=AT)
    return plan_id


def test_a_plan_is_proposed_approved_copied_and_files_are_opened_by_it(office):
    plan_id = _plan(office)
    heading = Heading.objects.get(plan_id=plan_id, mark="TP")

    file_id = use_cases.open_file(
        actor=office.actor("drafter"),
        keeper_unit_id=office.department_id,
        new=make.new(title="", code="", years=1),
        heading_id=heading.id,
        at=AT,
    )
    later = make.local("2025-01-06 09:00")
    copied = use_cases.draw_up_plan(
        actor=office.actor("clerk", later),
        unit_id=office.unit_id,
        year=2025,
        copy_last=True,
        at=later,
    )

    file = File.objects.get(id=file_id)
    assert (file.code, file.title, file.years) == ("02.TP", "Công tác hộ tịch", 20)
    assert Heading.objects.filter(plan_id=copied).count() == 2
    plan: Any = queries.find_plan(actor=office.actor("drafter"), unit_id=office.unit_id, year=2024)
    assert plan.state == PlanState.APPROVED
    assert queries.plan_rows(plan)[0] == ("", "I. Tổng hợp", "", "", "")
    assert queries.plan_paper(plan, at=AT).startswith(b"%PDF")
    read: Any = queries.read_sheet(queries.plan_sheet(plan))
    assert read[1][:3] == ["01.TH", "Báo cáo năm", "Vĩnh viễn"]
    with pytest.raises(errors.PlanThere):
        _plan(office)
    with pytest.raises(errors.WrongState):
        use_cases.save_lines(actor=office.actor("clerk"), plan_id=plan_id, lines=(), at=AT)


def test_nobody_but_the_head_approves_and_no_two_lines_have_one_symbol(office):
    plan_id = _plan(office, approve=False)
    twice = Line(group="", serial=1, mark="TH", title="Khác", years=5)

    with pytest.raises(errors.PlanIncomplete):
        use_cases.save_lines(
            actor=office.actor("clerk"), plan_id=plan_id, lines=(*make.lines(), twice), at=AT
        )
    use_cases.propose_plan(actor=office.actor("clerk"), plan_id=plan_id, at=AT)
    with pytest.raises(NotPermitted):
        use_cases.approve_plan(actor=office.actor("clerk"), plan_id=plan_id, at=AT)
    leader = office.actor("leader")
    use_cases.return_plan(actor=leader, plan_id=plan_id, reason="Thiếu đất đai", at=AT)
    assert (
        queries.find_plan(actor=office.actor("drafter"), unit_id=office.unit_id, year=2024) is None
    )


def test_what_is_registered_is_missed_until_it_lies_in_a_file(office):
    record = make.incoming(office, subject="Rà soát sổ hộ tịch số hóa")
    file_id = make.open_file(office, title="Số hóa sổ hộ tịch năm 2024")
    drafter = office.actor("drafter")

    assert [each.id for each in queries.list_unfiled(actor=drafter)] == [record.id]
    proposed = queries.proposals(actor=drafter, records=[record])
    use_cases.put_in(actor=drafter, file_id=file_id, record_ids=[record.id], at=AT)
    use_cases.put_in(actor=drafter, file_id=file_id, record_ids=[record.id], at=AT)

    assert proposed[record.id].file_id == file_id
    assert not queries.list_unfiled(actor=drafter)
    assert File.objects.get(id=file_id).documents == 1
    (found,) = api.files_of([record.document_id])[record.document_id]
    assert (found.id, found.is_archived) == (file_id, False)
    assert not api.requestable([record.document_id])
    assert api.visible_files(actor=office.actor("stranger"), file_ids=[file_id], at=AT) == set()
    with pytest.raises(errors.FileNotFound):
        use_cases.put_in(
            actor=office.actor("stranger"), file_id=file_id, record_ids=[record.id], at=AT
        )


def test_an_answer_is_proposed_for_the_file_of_its_question(office):
    question = make.incoming(office, subject="Hỏi về thẩm quyền chứng thực")
    answer_id, _number = make.arrivals.issue_answer(office, question.document_id)
    use_cases.note_issued(actor=make.SYSTEM, document_id=answer_id, at=AT)
    deliver_pending()
    file_id = make.open_file(office, title="Việc khác", code="09.TP")
    drafter = office.actor("drafter")
    use_cases.put_in(actor=drafter, file_id=file_id, record_ids=[question.id], at=AT)

    answer = Record.objects.get(document_id=answer_id)

    assert queries.proposals(actor=drafter, records=[answer])[answer.id].file_id == file_id


def test_documents_are_ordered_taken_out_and_the_file_is_closed_with_its_days(office):
    file_id = make.open_file(office, years=5)
    late = make.add_paper(office, file_id, issued_on=date(2024, 3, 4), subject="Sau")
    early = make.add_paper(office, file_id, issued_on=date(2024, 1, 9), subject="Trước")
    wrong = make.add_paper(office, file_id, subject="Nhầm")
    drafter = office.actor("drafter")

    with pytest.raises(errors.NoReasonGiven):
        use_cases.take_out(actor=drafter, file_id=file_id, item_id=wrong, reason=" ", at=AT)
    use_cases.take_out(actor=drafter, file_id=file_id, item_id=wrong, reason="Nhầm", at=AT)
    use_cases.put_in_order(actor=drafter, file_id=file_id, at=AT)
    use_cases.put_in_order(actor=drafter, file_id=file_id, sheets={late: 7}, at=AT)
    make.closed_file(office, file_id=file_id)

    file = File.objects.get(id=file_id)
    assert [each.id for each in queries.items_in(file)] == [early, late]
    assert (file.begins_on, file.ends_on) == (date(2024, 1, 9), date(2024, 3, 4))
    assert (file.documents, file.sheets) == (2, 10)
    assert file.expires_on == date(2029, 12, 31)
    assert file.current_due_on == date(2025, 12, 31)
    for paper in (queries.contents_paper, queries.file_cover):
        assert paper(file, at=AT).startswith(b"%PDF")
    with pytest.raises(errors.WrongState):
        make.add_paper(office, file_id)
    use_cases.reopen_file(actor=drafter, file_id=file_id, reason="Văn bản đến muộn", at=AT)
    assert File.objects.get(id=file_id).state == FileState.OPEN


def test_an_empty_file_and_uncounted_sheets_keep_a_file_open(office):
    file_id = make.open_file(office, medium="PAPER", access=Access.CONDITIONAL)
    close = {"actor": office.actor("drafter"), "file_id": file_id, "at": AT}

    with pytest.raises(errors.FileIncomplete) as empty:
        use_cases.close_file(new=make.new(medium="PAPER"), **close)
    make.add_paper(office, file_id, sheets=0)
    with pytest.raises(errors.FileIncomplete) as uncounted:
        use_cases.close_file(new=make.new(medium="PAPER"), **close)

    assert [each.path for each in empty.value.faults] == ["documents"]
    assert [each.path for each in uncounted.value.faults] == ["sheets"]


def test_a_symbol_is_given_once_a_year(office):
    make.open_file(office)

    with pytest.raises(errors.CodeTaken):
        make.open_file(office)
    with pytest.raises(errors.FileIncomplete):
        make.open_file(office, title=" ", code=" ")


def test_a_document_that_was_taken_back_is_missed_no_more(office):
    record = make.incoming(office)

    use_cases.note_taken_back(actor=make.SYSTEM, document_id=record.document_id, at=AT)

    assert not queries.list_unfiled(actor=office.actor("clerk"))
    assert not queries.find_records(actor=office.actor("clerk"), text="rà soát")
