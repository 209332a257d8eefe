"""Forms understood, computed, balanced and rolled up; periods, deadlines, workbooks."""

import io
from datetime import date
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from motcua.modules.office.reports import rules
from motcua.modules.office.reports.types import CellKind, Closing, Column, Frequency, Sheet


def sheet(*rows, checks=(), code="B1", columns=5):
    return Sheet(
        code=code,
        title="Tiếp nhận và giải quyết",
        columns=tuple(Column(f"Cột {n}") for n in range(columns)),
        rows=tuple(map(tuple, rows)),
        checks=tuple(checks),
    )


BALANCED = sheet(
    ["Hộ tịch", "#received", "?", "=B+C", "?chữ"],
    ["Đất đai", "?", "?1", "=B2 + C2", ""],
    ["Cộng", "=SUM(B1:B2)", "=SUM(C1:C2)", "=SUM(D1:D2)", ""],
    ["Tỷ lệ", "=B3÷D3×100", "", "", ""],
    checks=["D = B + C | Tổng số bằng mới nhận cộng kỳ trước", "B3 <= D3 | Không quá tổng số"],
)


def numbers(**given):
    return {f"B1!{key}": Fraction(value) for key, value in given.items()}


def test_a_cell_is_what_is_typed_into_it():
    form = rules.understand([BALANCED], indicators={"received": True})
    assert not form.faults
    kinds = {key: cell.kind for key, cell in form.cells.items()}
    assert kinds["B1!A1"] is CellKind.LABEL
    assert kinds["B1!B1"] is CellKind.COUNTED
    assert kinds["B1!C2"] is CellKind.NUMBER
    assert kinds["B1!E1"] is CellKind.WORDS
    assert kinds["B1!E2"] is CellKind.EMPTY
    assert form.cells["B1!C2"].places == 1


def test_formulas_are_computed_in_the_order_in_which_they_need_each_other():
    form = rules.understand([BALANCED])
    values = rules.compute(form, numbers(B1=4, C1=1, B2=6, C2=9))
    assert values["B1!D3"] == 20
    assert values["B1!B4"] == 50


def test_every_fault_of_a_form_is_named_at_its_cell():
    form = rules.understand(
        [
            sheet(
                ["a", "=C1", "=B1", "#nothing", "=Z9"],
                ["b", "=A1", "=+", "?", "?chữ"],
                checks=["B + C", "A = E | chữ không cộng được"],
            )
        ],
        indicators={"received": True},
    )
    named = {each.path for each in form.faults}
    assert {"B1!D1", "B1!E1", "B1!B2", "B1!C2", "B1!checks-1", "B1!checks-2"} <= named
    circle = rules.understand([sheet(["a", "=C1", "=B1", "", ""])])
    assert any("B1!B1" in each.message for each in circle.faults)


def test_what_does_not_balance_is_said_in_words_at_its_cell():
    form = rules.understand([BALANCED])
    values = rules.compute(form, numbers(B1=4, C1=1)) | numbers(D1=7)
    (broken,) = rules.broken(form, values)
    assert broken.key == "B1!D1"
    assert (broken.left, broken.right) == (Fraction(7), Fraction(5))
    assert "kỳ trước" in broken.words
    assert rules.broken(form, {}) == []


def test_a_share_of_all_is_not_the_sum_of_shares():
    form = rules.understand([BALANCED])
    below = [numbers(B1=1, C1=1), numbers(B1=9, C1=9)]
    figures = rules.add_up(form, numbers(B1=10, C1=0), below)
    assert figures.below["B1!D3"] == 20
    assert figures.together["B1!B1"] == 20
    assert figures.together["B1!B4"] == Fraction(200, 3)


@pytest.mark.parametrize(
    ("frequency", "closing", "code", "last"),
    [
        (Frequency.QUARTER, Closing.FOURTEENTH, "2024-Q1@14", date(2024, 3, 14)),
        (Frequency.QUARTER, Closing.CALENDAR, "2023-Q4", date(2023, 12, 31)),
        (Frequency.YEAR, Closing.FOURTEENTH, "2023@14", date(2023, 12, 14)),
        (Frequency.MONTH, Closing.FOURTEENTH, "2024-03@14", date(2024, 3, 14)),
        (Frequency.HALF_YEAR, Closing.CALENDAR, "2023-H2", date(2023, 12, 31)),
    ],
)
def test_the_latest_period_that_is_over(frequency, closing, code, last):
    found = rules.ended(date(2024, 3, 15), frequency, closing, since=date(2023, 11, 1))
    assert next(found) == (code, last)
    assert rules.words_of(code)


def test_a_deadline_is_a_span_after_the_period_or_a_day_of_its_month():
    start, limit = rules.read_rule("5 working_day", last=date(2024, 3, 14))
    assert (start.day, str(limit)) == (14, "5 working_day")
    start, _limit = rules.read_rule("day 18", last=date(2024, 3, 14))
    assert start.date() == date(2024, 3, 18)
    start, _limit = rules.read_rule("day 10", last=date(2024, 3, 31))
    assert start.date() == date(2024, 4, 10)
    with pytest.raises(ValueError, match="soon"):
        rules.read_rule("soon", last=date(2024, 3, 31))


def test_a_workbook_goes_out_with_live_formulas_and_comes_back_as_it_was_typed():
    form = rules.understand([BALANCED])
    typed = {"B1!C1": "1", "B1!B2": "mười", "B1!C2": "9,5", "B1!E1": "=HYPERLINK(1)"}
    content = rules.write_workbook(
        form, stamp="R:2024-Q1", under="Phường", typed=typed, values=numbers(B1=4, C1=1)
    )
    page = load_workbook(io.BytesIO(content))["B1"]
    assert page["B7"].value == '=IFERROR(SUM(B5:B6),"")'
    assert page["D5"].value == '=IFERROR((B5+C5),"")'
    assert page["E5"].value == "'=HYPERLINK(1)"
    assert page["C5"].protection.locked is False
    assert page["B5"].protection.locked is True
    read = rules.read_workbook(content, form)
    assert (read.stamp, read.missing) == ("R:2024-Q1", ())
    assert {key: text for key, text in read.typed.items() if text} == typed
    assert read.places["B1!C2"] == "B1!C6"
    with pytest.raises(rules.NotAWorkbook):
        rules.read_workbook(b"PK no", form)


BY_FIELD = sheet(
    ["I", "Hồ sơ", "#received", "#finished", "=D÷C×100"],
    ["*", "*lĩnh vực", "#received", "#finished", "=D÷C×100"],
    ["II", "Ngoài hệ thống", "?", "?", ""],
    ["", "Cộng", "=SUM(C1; C3)", "=SUM(D2:D3)", ""],
    checks=["C1 = C2 | Tổng các lĩnh vực", "D <= C | Không thể nhiều hơn"],
)
OF_FIELDS = {
    "B1!C1": Fraction(10),
    "B1!D1": Fraction(4),
    "B1!C2@Hộ tịch": Fraction(8),
    "B1!D2@Hộ tịch": Fraction(4),
    "B1!C2@Đất đai": Fraction(2),
    "B1!D2@Đất đai": Fraction(0),
    "B1!C2@Chứng thực": Fraction(0),
    "B1!C3": Fraction(1),
    "B1!D3": Fraction(1),
}


def spread(*figures):
    return rules.spread(rules.understand([BY_FIELD]), rules.fields_in(*figures))


def test_a_row_has_a_line_for_each_field_that_somebody_had_in_the_order_of_the_dictionary():
    rows = spread(OF_FIELDS).rows_of("B1")
    assert [[cell.text for cell in row[:2]] for row in rows] == [
        ["I", "Hồ sơ"],
        ["1", "Đất đai"],
        ["2", "Hộ tịch"],
        ["II", "Ngoài hệ thống"],
        ["", "Cộng"],
    ]
    assert len(rules.understand([BY_FIELD]).rows_of("B1")) == 3


def test_lines_are_computed_each_for_itself_and_their_row_is_all_of_them_together():
    form = spread(OF_FIELDS)
    values = rules.compute(form, OF_FIELDS)
    assert values["B1!E2@Hộ tịch"] == 50
    assert values["B1!C2"] == 10
    assert values["B1!E2"] == 40
    assert values["B1!C4"] == 11
    assert values["B1!D4"] == 5
    assert rules.broken(form, values) == []
    lacking = rules.compute(form, OF_FIELDS | {"B1!C1": Fraction(11), "B1!D2@Đất đai": Fraction(3)})
    assert [each.key for each in rules.broken(form, lacking)] == ["B1!C1", "B1!D2@Đất đai"]


def test_lines_of_those_below_are_added_field_by_field():
    other = {"B1!C2@Hộ tịch": Fraction(5), "B1!C2@Cư trú": Fraction(1)}
    figures = rules.add_up(spread(OF_FIELDS, other), OF_FIELDS, [other, other])
    assert figures.together["B1!C2@Hộ tịch"] == 18
    assert figures.below["B1!C2@Cư trú"] == 2
    assert figures.together["B1!C2"] == 22


def test_a_workbook_with_lines_comes_back_though_there_are_other_fields_by_then():
    form = spread(OF_FIELDS)
    typed = {"B1!C3": "1", "B1!D3": "x"}
    content = rules.write_workbook(
        form, stamp="R", under="Phường", typed=typed, values=rules.compute(form, OF_FIELDS)
    )
    page = load_workbook(io.BytesIO(content))["B1"]
    assert [page[f"B{line}"].value for line in range(5, 11)] == [
        "Hồ sơ",
        None,
        "Đất đai",
        "Hộ tịch",
        "Ngoài hệ thống",
        "Cộng",
    ]
    assert page.row_dimensions[6].hidden
    assert page["C6"].value == "=SUM(C7:C8)"
    assert page["E8"].value == '=IFERROR(((D8/C8)*100),"")'
    assert page["C10"].value == '=IFERROR(SUM(C5,C9),"")'
    assert page["D10"].value == '=IFERROR(SUM(D6,D9),"")'
    read = rules.read_workbook(content, rules.understand([BY_FIELD]))
    assert read.typed == {"B1!C3": "1", "B1!D3": "1"}
    assert read.places["B1!D3"] == "B1!D9"


def test_what_is_repeated_is_counted_by_field_and_never_typed():
    rows = [["*lĩnh vực", "#received", "#declared", "?", "?chữ"]]
    known = {"received": True, "declared": False}
    found = rules.understand([sheet(*rows)], indicators=known).faults
    assert [each.path for each in found] == ["B1!C1", "B1!D1", "B1!E1"]
