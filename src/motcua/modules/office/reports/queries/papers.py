"""A report as a paper: its sheets, who signs, by which number it is checked."""

import re
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any

from motcua.foundation.time import local
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from ..models import Version
from ..types import CellKind, Sheet
from .figures import period_of
from .filling import Filled, number_words

TEMPLATE = Path(__file__).resolve().parents[1] / "data" / "papers" / "bieu-bao-cao-v1.typ"


def _place(unit: organisation.UnitInfo) -> str:
    """Return where a paper of an authority is dated: “Hồng Bàng” of “… quận Hồng Bàng”."""
    return re.sub(r"^Ủy ban nhân dân (?:quận|huyện|phường|xã|thành phố|tỉnh) ", "", unit.name)


def shown_numbers(filled: Filled) -> Mapping[str, Fraction | None]:
    """Return the numbers that stand on the paper: with those below, where there are any."""
    return filled.figures.together if filled.figures.below else filled.figures.own


def text_of(filled: Filled, key: str) -> str:
    """Return what stands in a cell of the paper."""
    cell = filled.form.cells[key]
    if cell.kind is CellKind.LABEL:
        return cell.text
    if cell.kind is CellKind.WORDS:
        return str(filled.version.typed.get(key, ""))
    return number_words(shown_numbers(filled).get(key))


def _groups(sheet: Sheet) -> list[list[Any]]:
    """Return the upper heads: the words, and over how many columns they stand."""
    found = groupby(sheet.columns, key=lambda each: each.group)
    return [[group, len(list(columns))] for group, columns in found]


def _sheet(filled: Filled, sheet: Sheet) -> dict[str, Any]:
    rows: list[list[list[Any]]] = [
        [
            [text_of(filled, cell.key), cell.kind not in {CellKind.LABEL, CellKind.WORDS}]
            for cell in row
        ]
        for row in filled.form.rows_of(sheet.code)
    ]
    columns = range(len(sheet.columns))
    longest = [max((len(row[n][0]) for row in rows), default=0) for n in columns]
    return {
        "title": sheet.title,
        "note": sheet.note,
        "groups": _groups(sheet),
        "heads": [each.title for each in sheet.columns],
        "longest": longest,
        "rows": rows,
    }


def paper_values(filled: Filled, *, at: datetime) -> Mapping[str, Any]:
    """Return what the template is told of a report."""
    report, version = filled.report, filled.version
    unit = organisation.get_unit(report.unit_id)
    parent = organisation.get_unit(unit.parent_id) if unit.parent_id else None
    period = period_of(report)
    return {
        "title": f"{report.regime.title}, {report.period_words}",
        "author": unit.name,
        "at": version.approved_at or at,
        "unit": {
            "parent": parent.name if parent else None,
            "name": unit.name,
            "place": _place(unit),
        },
        "number": "",
        "form_mark": report.regime.source,
        "heading": report.regime.title.upper(),
        "period": f"Kỳ báo cáo: {report.period_words}"
        f" (từ ngày {period.first_date:%d/%m/%Y} đến ngày {period.last_date:%d/%m/%Y})",
        "receiver": report.receiver.name if report.receiver else report.regime.receiver,
        "state": _state(version),
        "below": _below(filled),
        "sheets": [_sheet(filled, each) for each in filled.form.sheets],
        "signer": version.signer_lines or None,
        "verify": {"token": version.token, "url": documents.verify_url(version.token)}
        if version.token
        else None,
    }


def _state(version: Version) -> str:
    if version.number > 1:
        return f"Bản điều chỉnh lần {version.number - 1}. Lý do: {version.reason}"
    return "" if version.approved_at else "Bản đang lập, chưa ký"


def _below(filled: Filled) -> str:
    if not filled.below:
        return ""
    frozen = filled.version.frozen_at
    words = f"Tổng hợp từ báo cáo của {len(filled.included)}/{len(filled.below)} đơn vị trực thuộc"
    return f"{words}, tính đến {local(frozen):%H:%M ngày %d/%m/%Y}." if frozen else f"{words}."


def draw(filled: Filled, *, at: datetime) -> bytes:
    """Draw a report as PDF."""
    return documents.render_paper(TEMPLATE, paper_values(filled, at=at))
