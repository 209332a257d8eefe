"""A workbook is read with each fault at its cell; confirmed by name, it counts or does not."""

import io

import pytest
from openpyxl import load_workbook

from motcua.foundation.time import local_date
from motcua.modules.operations.connectors import queries, use_cases
from motcua.modules.operations.connectors.errors import (
    NotAWorkbook,
    ReadingsInvalid,
    UploadFaulty,
    UploadNotFound,
)
from motcua.modules.operations.connectors.models import Reading, Upload
from motcua.modules.operations.connectors.tests import factories as make
from motcua.modules.operations.connectors.types import Kind, UploadState

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = "G", "H"  # columns of the template on 26 November


@pytest.fixture(scope="module")
def series(city):
    make.make_series(city, "rate", kind=Kind.AVERAGE, scale=1, measured_in="%")
    return make.make_series(city, "records")


def _filled(city, who="keeper", *, sheet="records", **cells):
    """Return the template of somebody with some cells written into it."""
    actor = city.actor(who)
    book = load_workbook(io.BytesIO(queries.template(actor=actor, on=local_date(make.NOON))))
    for place, value in cells.items():
        book[sheet][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _upload(city, content, who="keeper"):
    upload_id = use_cases.upload_workbook(
        actor=city.actor(who), filename="so-lieu.xlsx", content=content, at=make.NOON
    )
    return Upload.objects.get(id=upload_id)


def _confirm(city, upload, who="keeper", reason=""):
    return use_cases.confirm_workbook(
        actor=city.actor(who), upload_id=upload.id, reason=reason, at=make.NOON
    )


def test_the_template_has_a_sheet_for_each_series_and_the_values_in_force(city, series):
    make.give(city, series, [(city.wards[0], "2026-10-31", 7)])

    book = load_workbook(io.BytesIO(_filled(city)))

    assert book.sheetnames == ["rate", "records"]
    sheet = book["records"]
    assert [cell.value for cell in sheet[3]][:3] == ["Mã đơn vị", "Đơn vị", "06/2026"]
    assert (sheet["A4"].value, sheet[f"{OCTOBER}4"].value) == ("H24.12.21", 7)
    assert load_workbook(io.BytesIO(_filled(city, "first")))["records"].max_row == 4


def test_every_fault_is_named_with_its_sheet_and_cell(city, series):
    content = _filled(
        city,
        "first",
        sheet="records",
        A5="H24.12.22",
        G5=3,
        A6="H99",
        G6=1,
        G4="mười",
        D4="2,5",
        E3="tháng Tám",
        E4=1,
        G7=4,
    )

    upload = _upload(city, content, "first")

    assert upload.state == UploadState.FAULTY
    assert {(each["sheet"], each["cell"]): each["message"] for each in upload.faults} == {
        ("records", "A7"): "Dòng này không có mã đơn vị.",
        ("records", "A5"): "Ông/bà không được nhập số liệu của đơn vị này.",
        ("records", "A6"): "Không có đơn vị nào mang mã “H99”.",
        ("records", "G4"): "“mười” không phải là số. Hãy ghi như 1.234,5.",
        ("records", "D4"): "Hãy ghi số nguyên, không có phần thập phân.",
        ("records", "E3"): "Đây không phải là kỳ số liệu. Hãy ghi như 11/2026.",
    }
    with pytest.raises(UploadFaulty):
        _confirm(city, upload, "first")
    assert not Reading.objects.exists()


def test_the_same_unit_and_period_twice_is_a_fault(city, series):
    upload = _upload(city, _filled(city, A5="H24.12.21", G4=1, G5=2))

    assert [(each["cell"], "G4" in each["message"]) for each in upload.faults] == [("G5", True)]


def test_a_sheet_of_an_unknown_series_and_an_empty_workbook_are_faults(city, series):
    book = load_workbook(io.BytesIO(_filled(city, G4=1)))
    book["records"].title = "recordz"
    out = io.BytesIO()
    book.save(out)

    assert _upload(city, out.getvalue()).faults[0]["sheet"] == "recordz"
    assert len(_upload(city, _filled(city)).faults) == 1


def test_nothing_counts_before_it_is_confirmed_and_then_all_of_it_under_that_name(city, series):
    upload = _upload(city, _filled(city, G4=10, H4="1.234", G5=30))
    assert not Reading.objects.exists()

    taken = _confirm(city, upload)

    assert (taken.new, taken.corrected) == (3, 0)
    batch = Reading.objects.all()[0].batch
    assert (batch.by_name, batch.name, batch.file_id) == (
        "Cán bộ keeper",
        "so-lieu.xlsx",
        upload.file_id,
    )
    assert set(Reading.objects.values_list("value", flat=True)) == {10, 30, 1234}


def test_confirmed_again_or_uploaded_again_nothing_changes(city, series):
    content = _filled(city, G4=10)
    upload = _upload(city, content)
    _confirm(city, upload)

    assert _confirm(city, upload).new == 0
    assert _confirm(city, _upload(city, content)).unchanged == 1
    assert Reading.objects.count() == 1


def test_corrections_want_a_reason(city, series):
    make.give(city, series, [(city.wards[0], "2026-10-31", 7)])
    upload = _upload(city, _filled(city, G4=8))

    with pytest.raises(ReadingsInvalid):
        _confirm(city, upload)

    assert _confirm(city, upload, reason="Đối chiếu lại").corrected == 1


def test_nobody_confirms_the_workbook_of_somebody_else(city, series):
    upload = _upload(city, _filled(city, G4=10))

    with pytest.raises(UploadNotFound):
        _confirm(city, upload, "first")


def test_what_is_no_workbook_is_not_kept(city, series):
    with pytest.raises(NotAWorkbook):
        _upload(city, b"no workbook")
    assert not Upload.objects.exists()
