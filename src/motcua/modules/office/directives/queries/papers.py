"""The evaluation as a paper, and the register as lines of a workbook."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from motcua.foundation.time import local
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from ..models import Sheet, Task
from ..types import Counts, Line
from .evaluation import formula_of, lines_of_sheet, total_of

SHEET = Path(__file__).resolve().parents[1] / "data" / "papers" / "phieu-danh-gia-v1.typ"
REGISTER_WIDTHS = (14, 50, 28, 24, 28, 14, 14, 20, 10, 16, 24)


def register_heads() -> tuple[str, ...]:
    """Return the columns of the register of tasks."""
    return (
        "Số",
        "Nội dung nhiệm vụ",
        "Đơn vị chủ trì",
        "Sản phẩm",
        "Nguồn giao",
        "Ngày giao",
        "Hạn ban đầu",
        "Hạn hiện tại",
        "Tiến độ (%)",
        "Ngày hoàn thành",
        "Tình trạng",
    )


def _day(at: datetime | None) -> str:
    return f"{local(at):%d/%m/%Y}" if at else ""


def register_lines(tasks: Sequence[Task], *, at: datetime) -> list[tuple[str, ...]]:
    """Return the cells of each task."""
    return [
        (
            f"{task.number}/{task.year}",
            task.text,
            task.owner_unit.short_name or task.owner_unit.name,
            task.product,
            task.directive.number_symbol or task.directive.title,
            _day(task.given_at),
            _day(task.due_original_at),
            _day(task.due_at),
            str(task.percent),
            _day(task.reported_at),
            str(task.standing(at).label),
        )
        for task in tasks
    ]


def number_text(value: Decimal | None) -> str:
    """Return a figure as it stands on a paper; a dash where there is none."""
    return "–" if value is None else f"{value:.2f}".replace(".", ",")


def _cells(name: str, counts: Counts, line: Line | None) -> list[str]:
    numbers = (
        counts.all,
        counts.on_time,
        counts.late,
        counts.overdue,
        counts.due_soon,
        counts.not_due,
    )
    ends = (
        [number_text(line.on_time_share), number_text(line.score), line.grade or "–"]
        if line
        else ["", "", ""]
    )
    return [name, *map(str, numbers), *ends]


def _place(unit: organisation.UnitInfo) -> str:
    """Return where a paper of an authority is dated: “Hồng Bàng” of “… quận Hồng Bàng”."""
    return re.sub(r"^Ủy ban nhân dân (?:quận|huyện|phường|xã|thành phố|tỉnh) ", "", unit.name)


def sheet_values(
    *,
    unit: organisation.UnitInfo,
    month: int,
    year: int,
    lines: Sequence[Line],
    scoring: Mapping[str, Any],
    as_of: datetime,
    dated: datetime,
    is_frozen: bool,
    signer: Mapping[str, str] | None = None,
    token: str = "",
) -> Mapping[str, Any]:
    """Return what the template of the evaluation is told."""
    parent = organisation.get_unit(unit.parent_id) if unit.parent_id else None
    title = f"Đánh giá thực hiện nhiệm vụ tháng {month}/{year}"
    return {
        "title": title,
        "author": unit.name,
        "at": dated,
        "unit": {
            "parent": parent.name if parent else None,
            "name": unit.name,
            "place": _place(unit),
        },
        "number": "",
        "form_mark": None,
        "month": f"{month:02d}" if month < 3 else str(month),  # noqa: PLR2004 - ND 30/2020
        "year": str(year),
        "as_of": f"{local(as_of):%H:%M ngày %d/%m/%Y}",
        "frozen": is_frozen,
        "rows": [
            *(_cells(line.unit_name, line.counts, line) for line in lines),
            _cells("Cộng", total_of(lines), None),
        ],
        "formula": formula_of(scoring),
        "source": str(scoring["source"]),
        "grades": "; ".join(f"{name}: từ {least} điểm" for least, name in scoring["grades"]),
        "signer": dict(signer) if signer else None,
        "verify": {"token": token, "url": documents.verify_url(token)} if token else None,
    }


def values_of(sheet: Sheet) -> Mapping[str, Any]:
    """Return what the template is told of a frozen evaluation."""
    return sheet_values(
        unit=organisation.get_unit(sheet.unit_id),
        month=sheet.month,
        year=sheet.year,
        lines=lines_of_sheet(sheet),
        scoring=sheet.scoring,
        as_of=sheet.ends_at - timedelta(minutes=1),
        dated=sheet.approved_at or sheet.frozen_at,
        is_frozen=True,
        signer=sheet.signer_lines,
        token=sheet.token,
    )


def draw_sheet(values: Mapping[str, Any]) -> bytes:
    """Draw an evaluation as PDF."""
    return documents.render_paper(SHEET, values)
