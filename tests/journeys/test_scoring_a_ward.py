"""The district opens a year by the shipped example; a ward scores a domain of itself."""

import pytest

from motcua.kernel.documents import api as documents
from motcua.modules.operations.self_assessment import queries
from motcua.modules.operations.self_assessment.models import Assessment

pytestmark = pytest.mark.usefixtures("live_server")
ROOT = "/workspace/self-assessment/"


def _press(page, name, then):
    page.get_by_role("button", name=name, exact=True).first.click()
    page.get_by_text(then).first.wait_for()


def test_a_year_is_opened_and_a_domain_is_scored(come_in, seen, tmp_path):
    example = tmp_path / "bo-chi-so.xlsx"
    example.write_bytes(
        documents.draw_sheet(
            title="x", name="x", heads=queries.HEADS, rows=queries.example(), widths=()
        )
    )
    chair = come_in("chairman", f"{ROOT}index/")
    seen(chair)
    chair.locator("[name=title]").fill("Bộ chỉ số phường")
    chair.locator("[name=workbook]").set_input_files(example)
    _press(chair, "Công bố thành phiên bản mới", "Đã công bố phiên bản mới.")
    chair.goto(f"{ROOT}open/")
    seen(chair)
    _press(chair, "Mở năm này", "Đã mở năm chấm điểm")
    seen(chair)

    ward = come_in("leader1", ROOT, width=390, height=844)
    ward.get_by_role("link", name="Năm 20").first.click()
    ward.get_by_role("link", name="Ủy ban nhân dân phường").first.click()
    ward.locator("[name='v-1.1.1']").select_option("1")
    ward.locator("[name='v-1.1.2']").fill("95")
    seen(ward)
    _press(ward, "Lưu lĩnh vực này", "Đã lưu.")
    seen(ward)
    points = Assessment.objects.get(scores__code="1.1.2").scores.get(code="1.1.2").points
    assert float(points) == 2.85
    assert seen.faults == []
