"""The plan for the meeting: a workbook and a paper, and the template to fill in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from motcua.foundation.time import local
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from ..models import Item, Plan
from ..types import Direction, Kind, Standing
from .items import counts_of
from .workbooks import HEADS

PAPER = Path(__file__).resolve().parents[1] / "data" / "papers" / "tien-do-ke-hoach-v1.typ"
WIDTHS = (10, 6, 24, 50, 28, 36, 14, 28, 12, 12, 12, 18, 12)
_PLACES = 2  # at most: a share of figures that are counted has no end
_MEETING = ("Số", "Nội dung", "Đơn vị chủ trì", "Thời hạn", "Cần đạt", "Thực hiện", "Tình trạng")


def heads() -> tuple[str, ...]:
    """Return the columns of a meeting's workbook."""
    return _MEETING


def number_text(value: Decimal | None, measured_in: str = "") -> str:
    """Return a value as people read it, with what it is measured in."""
    if value is None:
        return "–"
    shown = round(value, _PLACES).normalize()
    places = max(-int(shown.as_tuple().exponent), 0)
    return f"{words.as_number(shown, places)} {measured_in}".strip()


def aim_text(item: Item) -> str:
    """Return what a target asks for; nothing of a task."""
    if item.aim is None:
        return item.product
    before = "≤ " if item.direction == Direction.DOWN else "≥ "
    return before + number_text(item.aim, item.measured_in)


def done_text(item: Item) -> str:
    """Return how far a line is, in its own measure."""
    if item.aim is not None:
        return number_text(item.value, item.measured_in)
    return f"{item.percent} %"


def meeting_lines(items: Iterable[Item], *, at: datetime) -> list[tuple[str, ...]]:
    """Return the cells of each line of a plan."""
    return [
        (
            item.label,
            item.text,
            item.lead_unit.short_name or item.lead_unit.name,
            f"{local(item.due_at):%d/%m/%Y}",
            aim_text(item),
            done_text(item),
            str(item.standing(at).label),
        )
        for item in items
    ]


def template() -> bytes:
    """Return an empty workbook with an example of each kind of line."""
    examples: Sequence[Sequence[str]] = (
        (
            "Chỉ tiêu",
            "1",
            "Chính quyền số",
            "Tỷ lệ hồ sơ giải quyết đúng hạn",
            "Văn phòng HĐND và UBND",
            "Phòng Nội vụ; Phòng Tư pháp",
            "31/12/2026",
            "Báo cáo năm",
            "%",
            "98",
            "Từ",
            "on-time",
            "",
        ),
        (
            "Nhiệm vụ",
            "1",
            "Chính quyền số",
            "Tổ chức tập huấn ký số cho công chức phường",
            "Phòng Nội vụ",
            "Phòng Văn hóa và Thông tin",
            "30/6/2026",
            "Danh sách, ảnh lớp tập huấn",
            "",
            "",
            "",
            "",
            "1",
        ),
    )
    return documents.draw_sheet(
        title="Chỉ tiêu, nhiệm vụ của kế hoạch (xóa hai dòng ví dụ trước khi nhập)",
        name="Chỉ tiêu, nhiệm vụ",
        heads=HEADS,
        rows=examples,
        widths=WIDTHS,
    )


def paper_values(plan: Plan, items: Sequence[Item], *, at: datetime) -> Mapping[str, Any]:
    """Return what the template of the meeting's paper is told."""
    unit = organisation.get_unit(plan.unit_id)
    parent = organisation.get_unit(unit.parent_id) if unit.parent_id else None
    counts = counts_of(items, at=at)
    late = [each for each in items if each.standing(at) is Standing.OVERDUE]
    return {
        "title": f"Tiến độ thực hiện {plan.number_symbol}",
        "author": unit.name,
        "at": at,
        "unit": {"parent": parent.name if parent else None, "name": unit.name, "place": ""},
        "number": "",
        "form_mark": None,
        "verify": None,
        "plan": f"{plan.title} ({plan.number_symbol}, ngày {plan.issued_on:%d/%m/%Y})",
        "resolution": plan.resolution or None,
        "as_of": f"{local(at):%H:%M ngày %d/%m/%Y}",
        "targets": f"{counts.targets_reached}/{counts.targets}",
        "tasks": f"{counts.tasks_done}/{counts.tasks}",
        "overdue": str(counts.overdue),
        "behind": str(counts.behind),
        "late": [f"{each.label}: {each.lead_unit.short_name}" for each in late],
        "heads": list(_MEETING),
        "parts": [
            {"title": title, "rows": [list(row) for row in meeting_lines(part, at=at)]}
            for title, part in (
                ("I. Chỉ tiêu", [each for each in items if each.kind == Kind.TARGET]),
                ("II. Nhiệm vụ", [each for each in items if each.kind == Kind.TASK]),
            )
            if part
        ],
    }


def draw_meeting_paper(plan: Plan, items: Sequence[Item], *, at: datetime) -> bytes:
    """Draw how a plan stands as PDF."""
    return documents.render_paper(PAPER, paper_values(plan, items, at=at))


def picture_meeting_paper(plan: Plan, items: Sequence[Item], *, at: datetime) -> bytes:
    """Draw the first page of how a plan stands as a picture."""
    return documents.picture_paper(PAPER, paper_values(plan, items, at=at))[0]
