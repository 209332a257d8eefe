"""What people see and press: the grid, its computing, the units below, regimes and forms."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from motcua.kernel.organisation.tests.factories import local
from motcua.modules.office.reports import queries, rules
from motcua.modules.office.reports.models import FormVersion, Regime
from motcua.modules.office.reports.tests import factories as make
from motcua.modules.office.reports.types import State

pytestmark = pytest.mark.django_db
ROOT = "/reports/"


@pytest.fixture
def page(world):
    """Return a page as somebody gets it: its answer and its text."""

    def page_(who, path, data=None, **values):
        client = Client()
        client.force_login(world.accounts[who])
        given = data if data is not None else values
        answer = client.post(path, given) if given else client.get(path)
        return answer, answer.content.decode(errors="replace")

    return page_


def address(report, end=""):
    return f"{ROOT}{report.id}/{end}"


def cells(**changed):
    return {f"cell.{key}": text for key, text in {**make.WHOLE, **changed}.items()}


def test_a_ward_types_checks_and_lays_its_report_before_the_head(world, page):
    report = world.report("ward")
    _answer, text = page("clerk", ROOT)
    assert "tháng 3/2024" in text
    _answer, text = page("clerk", address(report))
    assert 'name="cell.B1!C1"' in text
    answer, _text = page(
        "clerk", address(report, "act/"), {"act": "check", **cells(**{"B1!B1": "x"})}
    )
    answer, text = page("clerk", answer["Location"])
    assert 'href="#cell-B1-B1"' in text
    assert "không phải là số" in text
    assert 'value="x"' in text
    page("clerk", address(report, "act/"), {"act": "submit", **cells()})
    report.refresh_from_db()
    assert report.state == State.TO_SIGN
    _answer, text = page("warden", address(report))
    assert "Ký và gửi báo cáo" in text
    assert 'name="cell.B1!C1"' not in text
    assert "cells/B1!F1/" in text
    page("warden", address(report, "act/"), act="sign")
    report.refresh_from_db()
    assert report.state == State.SIGNING


def test_formulas_follow_what_is_typed_and_only_changed_cells_are_kept(world, page):
    report = world.report("ward")
    typed = {"cell.B1!B1": "2", "cell.B1!C1": "1.250", "cell.B1!E1": "9999", "was.B1!B1": "2"}
    answer, _text = page("clerk", address(report, "computed/"), typed)
    found = answer.json()
    assert found["values"]["cell-B1-D1"] == ["1.250", ""]  # what did not change stays as it is kept
    assert "nhiều hơn" in found["faults"]["cell-B1-E1"]
    assert queries.get_version(report).typed == {}
    page("clerk", address(report, "save/"), typed)
    assert queries.get_version(report).typed == {"B1!C1": "1.250", "B1!E1": "9999"}


def test_the_workbook_goes_out_and_comes_back_and_the_paper_is_drawn(world, page):
    report = world.report("ward")
    answer, _text = page("clerk", address(report, "excel/"))
    book = load_workbook(io.BytesIO(answer.content))
    for place, value in (("B5", 2), ("C5", 5), ("E5", 6), ("B6", 0), ("C6", "?"), ("E6", 0)):
        book["B1"][place] = value
    for value, status in (("?", 422), (1, 302)):
        book["B1"]["C6"] = value
        out = io.BytesIO()
        book.save(out)
        upload = SimpleUploadedFile("bao-cao.xlsx", out.getvalue())
        answer, text = page("clerk", address(report, "act/"), {"act": "upload", "workbook": upload})
        assert answer.status_code == status
        assert ("B1!C6" in text) == (status == 422)
    assert queries.get_version(report).typed["B1!C2"] == "1"
    answer, _text = page("clerk", address(report, "pdf/"))
    assert answer["Content-Type"] == "application/pdf"


def test_the_district_follows_reminds_and_sees_units_side_by_side(world, page):
    make.send(world, "ward")
    assert page("supervisor", f"{ROOT}follow/")[0].status_code == 200
    place = f"{ROOT}follow/PAKN/2024-03@14/"
    _answer, text = page("supervisor", place)
    assert "Nhắc 2 đơn vị chậm" in text
    answer, _text = page("supervisor", place, remind="1")
    assert answer.status_code == 302
    district = world.report("district")
    _answer, text = page("supervisor", address(district))
    assert "Tổng hợp từ 1/2 đơn vị" in text
    _answer, text = page("supervisor", address(district, "below/"))
    assert "UBND phường Sở Dầu" in text
    answer, _text = page("clerk2", address(world.report("ward")))
    assert answer.status_code == 404
    assert page("clerk2", f"{ROOT}follow/")[0].status_code == 200  # his own ward alone
    assert page("clerk2", place)[1].count("UBND phường") == 1


def test_versions_are_compared_cell_by_cell(world, page):
    report = make.send(world, "ward")
    page("clerk", address(report, "act/"), act="correct", reason="Sót một phản ánh.")
    page("clerk", address(report, "save/"), {"cell.B1!C1": "6", "was.B1!C1": "5"})
    _answer, text = page("clerk", address(report, "versions/"))
    assert "Sót một phản ánh." in text
    assert "B1!C1" in text
    assert "B1!D3" in text
    assert "B1!C2" not in text


def test_what_a_counted_cell_counts_is_listed(world, page):
    report = world.report("ward")
    answer, text = page("clerk", address(report, "cells/B1!F1/"))
    assert answer.status_code == 200
    assert "Hồ sơ" in text
    assert page("clerk", address(report, "cells/B1!B1/"))[0].status_code == 404


def test_a_form_is_edited_as_a_sheet_and_published_as_its_next_version(world, page):
    place = f"{ROOT}forms/PAKN/"
    _answer, text = page("admin", place)
    assert "#received" in text
    sheet = {"sheet": "0", "code": "B1", "title": "Phản ánh", "checks": "B = C | Bằng nhau"}
    answer, _text = page(
        "admin",
        place,
        {**sheet, "act": "check", "cell.0.0": "Cộng", "cell.0.1": "=A1", "cell.0.2": "?"},
    )
    answer, text = page("admin", answer["Location"])
    assert "không phải ô số" in text
    fixed = {**sheet, "cell.0.1": "?", "cell.0.2": "?", "cell.1.0": "Thêm"}
    page("admin", place, {**fixed, "act": "add-row.1"})
    draft = FormVersion.objects.get(number=None)
    assert len(draft.sheets[0]["rows"]) == 4
    page("admin", place, {**fixed, "act": "publish"})
    assert set(FormVersion.objects.values_list("number", flat=True)) == {1, 2}
    assert world.report("ward").form_version.number == 1
    assert page("clerk", place)[0].status_code == 403


def test_a_regime_is_taken_over_entered_and_changed_from_a_day_on(world, page):
    _answer, text = page("admin", f"{ROOT}regimes/")
    assert "Thông tư 01/2020/TT-VPCP" in text
    page("admin", f"{ROOT}regimes/", code="KSTT-QUY")
    regime = Regime.objects.get(code="KSTT-QUY")
    assert not queries.understood(regime.form_version_id).faults
    answer, text = page("admin", f"{ROOT}regimes/new/", code="x", valid_from="1/12/2026")
    assert answer.status_code == 422
    assert "Hãy điền mục này." in text
    changed = {
        "title": "Báo cáo tháng về phản ánh",
        "subject": "Phản ánh",
        "receiver": "Thành phố",
        "source": "Nghị định 09/2019/NĐ-CP",
        "frequency": "MONTH",
        "closing": "CALENDAR",
        "deadline_WARD": "day 5",
        "form": "PAKN",
        "valid_from": "01/05/2024",
    }
    page("admin", f"{ROOT}regimes/PAKN/", changed)
    old, new = Regime.objects.filter(code="PAKN").order_by("valid_from")
    assert (old.valid_to, new.closing) == (new.valid_from, "CALENDAR")
    assert make.open_all(local("2024-06-03 08:00")) > 0


@pytest.mark.parametrize("code", queries.shipped_codes())
def test_every_form_that_comes_with_the_house_can_be_followed(world, code):
    _terms, form = queries.shipped_terms(code)
    _title, sheets = queries.shipped_form(form)
    found = queries.checked(rules.sheets_from(sheets), on=make.OPENED.date())
    assert found.faults == ()
