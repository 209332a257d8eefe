"""The papers of the archive: plan, contents of a file, lists of files, labels."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.kernel.documents import api as documents

from .. import rules
from ..models import File, Item, Place, Plan
from ..types import Medium, PlanState
from .filing import items_in
from .lists import path_of
from .plans import HEADS, plan_rows

PAPERS = Path(__file__).resolve().parents[1] / "data" / "papers"
LIST = PAPERS / "danh-sach-v1.typ"
LABELS = PAPERS / "nhan-v1.typ"
SIGN = "(Ký và ghi rõ họ tên)"
IN_HOUSE = "(Đã xác nhận trên hệ thống)"
_ITEM_HEADS = (
    "STT",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Tác giả văn bản",
    "Tờ số/Trang số",
    "Ghi chú",
)
FILE_HEADS = (
    "STT",
    "Số, ký hiệu hồ sơ",
    "Tiêu đề hồ sơ",
    "Thời gian tài liệu",
    "Thời hạn bảo quản",
    "Số tờ/Số trang",
    "Ghi chú",
)
FILE_WIDTHS = ("10", "26", "", "30", "22", "18", "24")


def as_day(day: date | None) -> str:
    """Return a day as papers print it; nothing where there is none."""
    return f"{day:%d/%m/%Y}" if day else ""


def draw_list(unit_name: str, at: datetime, **values: Any) -> bytes:
    """Return a list as a paper of its unit; ``values`` are those of the template."""
    given = {
        "title": values["heading"],
        "author": unit_name,
        "at": at,
        "unit_name": unit_name,
        "under": [],
        "after": [],
        "signers": [],
        "landscape": False,
        "verify": None,
    }
    return documents.render_paper(LIST, {**given, **values})


def plan_paper(plan: Plan, *, at: datetime) -> bytes:
    """Return the record plan as annex V prints it.

    Law:
        ND 30/2020, annex V
    """
    decided = plan.decided_by_name if plan.state == PlanState.APPROVED else None
    return draw_list(
        plan.unit.name,
        at,
        heading="Danh mục hồ sơ",
        under=[f"Năm {plan.year}"],
        heads=HEADS,
        widths=("26", "", "24", "36", "26"),
        rows=plan_rows(plan),
        after=[f"Danh mục này có {plan.headings.count()} hồ sơ."],
        signers=[
            {
                "title": "Người đứng đầu cơ quan",
                "note": IN_HOUSE if decided else SIGN,
                "name": decided,
            }
        ],
    )


def contents_rows(items: Sequence[Item]) -> list[tuple[str, ...]]:
    """Return the seven columns of the list of documents in a file.

    Law:
        ND 30/2020, annex V
    """
    return [
        (
            str(each.position),
            each.record.number_symbol,
            as_day(each.record.issued_on),
            ": ".join(part for part in (each.record.kind_name, each.record.subject) if part),
            each.record.author,
            str(each.sheets or each.record.pages or ""),
            each.note,
        )
        for each in items
    ]


def contents_paper(file: File, *, at: datetime) -> bytes:
    """Return the list of documents in a file.

    Law:
        ND 30/2020, annex V
    """
    return draw_list(
        file.unit.name,
        at,
        heading="Mục lục văn bản trong hồ sơ",
        under=[f"Hồ sơ số: {file.code}, năm {file.year}", file.title],
        heads=_ITEM_HEADS,
        widths=("10", "28", "22", "", "38", "18", "22"),
        rows=contents_rows(items_in(file)),
        after=[f"Hồ sơ này có {file.documents} văn bản, {file.sheets} tờ (trang)."],
        landscape=True,
    )


def contents_sheet(file: File) -> bytes:
    """Return the list of documents in a file as an Excel workbook."""
    return documents.draw_sheet(
        title=f"Mục lục văn bản trong hồ sơ {file.code} năm {file.year}",
        name="Mục lục văn bản",
        heads=_ITEM_HEADS,
        rows=contents_rows(items_in(file)),
        widths=(6, 18, 14, 60, 32, 10, 20),
    )


def file_rows(files: Sequence[File]) -> list[tuple[str, ...]]:
    """Return the seven columns of a list of files.

    Law:
        ND 30/2020, annex V
    """
    return [
        (
            str(n),
            f"{file.code} ({file.year})",
            file.title,
            f"{as_day(file.begins_on)} – {as_day(file.ends_on)}",
            rules.years_in_words(file.years),
            str(file.sheets or ""),
            str(Medium(file.medium).label) if file.medium != Medium.DIGITAL else "",
        )
        for n, file in enumerate(files, start=1)
    ]


def files_sheet(files: Sequence[File], *, title: str) -> bytes:
    """Return a list of files as an Excel workbook."""
    return documents.draw_sheet(
        title=title,
        name="Hồ sơ",
        heads=FILE_HEADS,
        rows=file_rows(files),
        widths=(6, 18, 60, 26, 16, 12, 20),
    )


def box_labels(boxes: Sequence[Place], *, at: datetime) -> bytes:
    """Return the labels of boxes, each with the files that lie in it."""
    labels = []
    for box in boxes:
        files = list(box.files.order_by("year", "code", "id"))
        shown = [f"{each.code} ({each.year}): {each.title}"[:60] for each in files[:8]]
        more = len(files) - len(shown)
        labels.append(
            {
                "unit": box.unit.name,
                "kind": "Hộp hồ sơ",
                "name": box.name,
                "place": path_of(box.above),
                "lines": shown + ([f"và {more} hồ sơ nữa"] if more > 0 else []),
                "years": "",
                "svg": _qr(f"/workspace/archive/stores/?box={box.id}"),
            }
        )
    return _labels(labels, title="Nhãn hộp hồ sơ", at=at)


def file_cover(file: File, *, at: datetime) -> bytes:
    """Return the label of a file's cover (bìa hồ sơ)."""
    lines = [
        file.title,
        f"Từ ngày {as_day(file.begins_on) or '…'} đến ngày {as_day(file.ends_on) or '…'}",
        f"Gồm {file.documents} văn bản, {file.sheets} tờ",
        f"Đơn vị lập: {file.keeper_unit.name}",
    ]
    label = {
        "unit": file.unit.name,
        "kind": "Hồ sơ",
        "name": f"{file.code} – {file.year}",
        "place": path_of(file.place),
        "lines": lines,
        "years": rules.years_in_words(file.years),
        "svg": _qr(f"/workspace/archive/files/{file.id}/"),
    }
    return _labels([label], title="Bìa hồ sơ", at=at)


def _labels(labels: list[dict[str, Any]], *, title: str, at: datetime) -> bytes:
    return documents.render_paper(
        LABELS, {"title": title, "author": "Một Cửa", "at": at, "labels": labels, "verify": None}
    )


def _qr(path: str) -> str:
    return documents.qr_svg(f"{settings.SITE_URL}{path}")
