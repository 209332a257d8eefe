"""Targets and tasks out of a workbook: each fault at its cell, nothing written before."""

from datetime import date
from decimal import Decimal

import pytest

from motcua.kernel.documents import api as documents
from motcua.modules.operations.programme import queries, use_cases
from motcua.modules.operations.programme.errors import ImportNotFound
from motcua.modules.operations.programme.models import Item, Workbook
from motcua.modules.operations.programme.tests import factories as make

pytestmark = pytest.mark.django_db
TARGET = {
    "Loại": "Chỉ tiêu",
    "Số": "1",
    "Nội dung": "Tỷ lệ văn bản ký số",
    "Đơn vị chủ trì": "phòng nội vụ",
    "Đơn vị phối hợp": "UBND H24.12.21; UBND H24.12.22",
    "Thời hạn": "30/6/2024",
    "Đơn vị tính": "%",
    "Giá trị cần đạt": "99,5",
    "Chiều": "Từ",
    "Mã chỉ số": "programme-tasks",
}
TASK = {
    "Loại": "nhiem vu",
    "Số": "1",
    "Nội dung": "Tập huấn",
    "Đơn vị chủ trì": "Phòng Nội vụ quận Hồng Bàng",
    "Thời hạn": "31/5/2024",
    "Thuộc chỉ tiêu số": "1",
}


@pytest.fixture
def plan(office):
    return make.enter(office)


def book(*rows):
    lines = [[row.get(head, "") for head in queries.HEADS] for row in rows]
    return documents.draw_sheet(title="x", name="x", heads=queries.HEADS, rows=lines, widths=())


def keep(office, plan, content):
    return use_cases.keep_workbook(
        actor=office.actor("leader"), plan_id=plan.id, content=content, at=make.MORNING
    )


def test_lines_are_looked_at_and_then_written_once(office, plan):
    kept, faults = keep(office, plan, book(TARGET, TASK))
    assert faults == []
    assert not Item.objects.exists()
    confirm = {"actor": office.actor("leader"), "plan_id": plan.id, "workbook_id": kept}

    assert use_cases.confirm_workbook(**confirm, at=make.MORNING) == 2

    target, task = Item.objects.filter(plan=plan).order_by("kind")
    assert (target.aim, target.indicator_code) == (Decimal("99.5"), "programme-tasks")
    assert target.supports.count() == 2
    assert task.target == target
    with pytest.raises(ImportNotFound):
        use_cases.confirm_workbook(**confirm, at=make.MORNING)


def test_each_fault_names_its_cell_and_nothing_is_kept(office, plan):
    wrong = TARGET | {
        "Loại": "Mục",
        "Số": "0",
        "Đơn vị chủ trì": "Sở Nào Đó",
        "Thời hạn": "31/6/2024",
        "Giá trị cần đạt": "nhiều",
        "Chiều": "Xuống",
        "Mã chỉ số": "khong-co",
    }
    late = TASK | {"Thời hạn": "1/1/2025", "Thuộc chỉ tiêu số": "7", "Nội dung": ""}

    kept, faults = keep(office, plan, book(wrong, late))

    assert kept is None
    assert not Workbook.objects.exists()
    cells = {each.cell for each in faults}
    assert cells == {"A3", "B3", "E3", "G3", "J3", "K3", "L3", "D4", "G4"}


def test_a_number_twice_and_a_target_that_is_not_there_are_faults(office, plan):
    _kept, faults = keep(office, plan, book(TASK, TASK))

    assert sorted(each.cell for each in faults) == ["B4", "M3", "M4"]


def test_columns_may_stand_in_another_order_and_cells_keep_their_names(office, plan):
    heads = ["Thời hạn", "Loại", "Số", "Nội dung"]
    row = [TASK | {"Thời hạn": "31/2/2024"}]
    lines = [[each[head] for head in heads] for each in row]
    content = documents.draw_sheet(title="x", name="x", heads=heads, rows=lines, widths=())

    _kept, faults = keep(office, plan, content)

    assert sorted(each.cell for each in faults) == ["A3", "Đơn vị chủ trì, 3"]


def test_what_is_no_workbook_is_said_so(office, plan):
    kept, faults = keep(office, plan, b"khong phai bang tinh")

    assert (kept, [each.cell for each in faults]) == (None, ["A1"])


def test_the_template_can_be_filled_in_and_read(office, plan):
    read = documents.read_sheet(queries.template(), heads=queries.HEADS)

    assert read is not None
    assert [line["Loại"] for _row, line in read.lines] == ["Chỉ tiêu", "Nhiệm vụ"]


def test_the_paper_and_the_sheet_of_the_meeting_have_every_line(office, plan):
    items = make.plan_items(office, plan, make.wanted(office), make.task(office))

    lines = queries.meeting_lines(items, at=make.MORNING)

    assert [line[0] for line in lines] == ["CT 1", "NV 1"]
    assert lines[0][4] == "≥ 95 %"
    assert queries.draw_meeting_paper(plan, items, at=make.MORNING).startswith(b"%PDF")
    assert date(2024, 1, 10) == plan.issued_on
