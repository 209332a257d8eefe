import io

import pytest
from openpyxl import load_workbook

from motcua.modules.public_services.procedures.rules import workbooks
from motcua.modules.public_services.procedures.rules.rows import read_row
from motcua.modules.public_services.procedures.tests.factories import a_record
from motcua.modules.public_services.procedures.types import Reason, Row


def changed(change, *records):
    book = load_workbook(io.BytesIO(workbooks.write_workbook(records or [a_record()])))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_says_what_the_record_said():
    record = a_record(conditions=["a", "b"], former_codes=["1.000001"])

    book = workbooks.read_workbook(workbooks.write_workbook([record]))

    assert book.faults == ()
    assert read_row(book.rows[0]) == read_row(Row(2, record, "procedures"))


def test_the_template_is_empty_and_explains_its_columns():
    data = workbooks.write_workbook([])
    book = load_workbook(io.BytesIO(data))

    assert book.sheetnames == list(workbooks.ALL_SHEETS)
    assert all(cell.comment for sheet in book for cell in sheet[1])
    read = workbooks.read_workbook(data)
    assert (read.rows, read.faults) == ((), ())
    assert set(read.more.values()) == {()}


def test_a_code_that_excel_took_for_a_number_is_read():
    def retype(book):
        book["procedures"]["A2"] = 1.0012
        for sheet in ("fees", "components", "steps"):
            for row in book[sheet].iter_rows(min_row=2, max_col=1):
                row[0].value = 1.0012

    book = workbooks.read_workbook(changed(retype))

    assert book.faults == ()
    assert book.rows[0].values["code"] == "1.001200"


def test_a_part_without_its_procedure_is_a_fault_with_sheet_and_row():
    def orphan(book):
        book["fees"]["A2"] = "1.000009"

    (fault,) = workbooks.read_workbook(changed(orphan)).faults

    assert (fault.sheet, fault.line, fault.reason) == ("fees", 2, Reason.NO_OWNER)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda book: book.remove(book["steps"]), Reason.NO_SHEET),
        (lambda book: book["fees"].delete_cols(2), Reason.NO_COLUMN),
        (lambda book: book["fees"].cell(1, 9, "colour"), Reason.UNKNOWN_FIELD),
    ],
)
def test_a_workbook_of_another_shape_is_refused(change, reason):
    book = workbooks.read_workbook(changed(change))

    assert book.rows == ()
    assert reason in {one.reason for one in book.faults}


def test_what_is_no_workbook_is_refused():
    with pytest.raises(workbooks.NotAWorkbook):
        workbooks.read_workbook(b"PK not really")


def test_a_workbook_without_the_other_sheets_is_read():
    def without(book):
        for name in workbooks.MORE_SHEETS:
            book.remove(book[name])

    book = workbooks.read_workbook(changed(without))

    assert (len(book.rows), book.faults) == (1, ())


def test_a_fault_of_a_part_is_named_with_sheet_row_column_and_cell():
    def spoil(book):
        book["fees"]["C2"] = "nhiều"

    book = workbooks.read_workbook(changed(spoil))
    _content, faults = read_row(book.rows[0])

    (fault,) = map(book.locate, faults)
    place = (fault.sheet, fault.line, fault.field, fault.cell)
    assert place == ("fees", 2, "amount_vnd", "C2")


def test_a_text_that_looks_like_a_formula_stays_a_text():
    record = a_record(note="=1+1")

    data = workbooks.write_workbook([record])

    cells = {
        cell.value: cell.data_type for cell in load_workbook(io.BytesIO(data))["procedures"][2]
    }
    assert cells["=1+1"] == "s"
