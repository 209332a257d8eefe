"""How reports are shown: states in words and colours, cells of a sheet."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.ui import words

from .. import queries, rules
from ..models import Report
from ..types import VALUES, Cell, CellKind, Sheet, Standing, State

LONG = 16  # letters: a label that needs room
STATES = {
    State.FILLING: ("waiting", "edit"),
    State.TO_SIGN: ("working", "clock"),
    State.SIGNING: ("working", "clock"),
    State.SENT: ("good", "check"),
}
STANDINGS = {
    Standing.OPEN: ("working", "clock"),
    Standing.LATE: ("bad", "error"),
    Standing.ON_TIME: ("good", "check"),
    Standing.SENT_LATE: ("waiting", "check"),
}


def state_of(report: Report) -> dict[str, Any]:
    """Return where a report is, as components show it."""
    tone, icon = STATES[State(report.state)]
    label = _("Being corrected") if report.is_corrected else State(report.state).label
    return {"label": label, "tone": tone, "icon": icon}


def standing_of(report: Report, at: datetime) -> dict[str, Any]:
    """Return what the clock says, as components show it."""
    standing = report.standing(at)
    tone, icon = STANDINGS[standing]
    label = str(standing.label)
    if standing is Standing.LATE:
        label = words.as_distance(report.due_at, at)
    return {"label": label, "tone": tone, "icon": icon}


def line(report: Report, at: datetime, *, with_unit: bool = False) -> dict[str, Any]:
    """Return a report as a line of a list."""
    href = reverse("reports:sheet", args=[report.id])
    name = report.unit.short_name or report.unit.name
    sent = words.as_date(local_date(report.sent_at)) if report.sent_at else "–"
    return {
        "late": report.standing(at) is Standing.LATE,
        "cells": [
            {"text": name if with_unit else report.regime.title, "href": href},
            *([] if with_unit else [report.period_words]),
            words.as_instant(report.due_at),
            {"text": "", "state": standing_of(report, at)},
            {"text": "", "state": state_of(report)},
            sent,
        ],
    }


def id_of(key: str) -> str:
    """Return by which id a cell is found on a page: ``cell-B1-C5``."""
    return f"cell-{place_of(key)}"


def place_of(key: str) -> str:
    """Return a cell as it stands in an id: ``B1-C5``, or ``B1-C5-Hộ-tịch`` of a line."""
    return re.sub(r"\W+", "-", key)


def faults_at(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults so that the summary jumps to their cells."""
    return [Fault(place_of(each.path), each.message) for each in faults]


class Grid:
    """Turns a report into what the template of a sheet draws, cell by cell.

    Attributes:
        editable: Cells that are typed are fields.
        marked: Faults and empty cells are marked.
    """

    def __init__(self, filled: queries.Filled, *, editable: bool, marked: bool) -> None:
        self._filled = filled
        self.editable = editable
        self._marks = _marks(filled) if marked else {}
        self._has_below = bool(filled.below)

    def sheets(self) -> list[dict[str, Any]]:
        """Return every sheet: its heads in two lines, its rows of cells."""
        return [self._sheet(each) for each in self._filled.form.sheets]

    def _sheet(self, sheet: Sheet) -> dict[str, Any]:
        rows = self._filled.form.rows_of(sheet.code)
        return {
            "code": sheet.code,
            "title": sheet.title,
            "note": sheet.note,
            "columns": heads(sheet),
            "rows": [[self._cell(cell, sheet) for cell in row] for row in rows],
            "has_groups": any(each.group for each in sheet.columns),
        }

    def _cell(self, cell: Cell, sheet: Sheet) -> dict[str, Any]:
        figures = self._filled.figures
        own, together = figures.own.get(cell.key), figures.together.get(cell.key)
        shows_own = self.editable or not figures.below
        shown: dict[str, Any] = {
            "key": cell.key,
            "id": id_of(cell.key),
            "kind": cell.kind.value.lower(),
            "text": self._text(cell),
            "label": cell_name(sheet, cell),
            "value": queries.number_words(own if shows_own else together),
            "fault": self._marks.get(cell.key, ""),
            "is_long": cell.kind is CellKind.LABEL and len(cell.text) > LONG,
            "is_watched": self.editable and cell.kind not in {CellKind.LABEL, CellKind.EMPTY},
            "is_field": self.editable and cell.kind in {CellKind.NUMBER, CellKind.WORDS},
        }
        if self.editable and figures.below and cell.kind in VALUES:
            shown["together"] = queries.number_words(together)
        if cell.key in self._filled.indicators:
            indicator = self._filled.indicators[cell.key]
            shown["source"] = f"{indicator.title}: {indicator.formula}"
            shown["href"] = rows_href(self._filled.report, cell.key)
        return shown

    def _text(self, cell: Cell) -> str:
        if cell.kind is CellKind.LABEL:
            return cell.text
        return str(self._filled.version.typed.get(cell.key, ""))


def rows_href(report: Report, key: str) -> str:
    """Return where stands what the figure in a cell counts."""
    cell, field = rules.parted(key)
    address = reverse("reports:rows", args=[report.id, cell])
    return f"{address}?{urlencode({'field': field})}" if field else address


def labels_of(row: Iterable[str]) -> list[str]:
    """Return the labels among what stands in a row of a form."""
    return [each for each in row if each and each[0] not in "?#=*"]


def cell_name(sheet: Sheet, cell: Cell) -> str:
    """Return by what people know a cell: the heads of its column, the longest label of its row."""
    column = sheet.columns[cell.column]
    labels = [cell.line] if cell.line else labels_of(sheet.rows[cell.row])
    row = max(labels, key=len) if labels else str(cell.row + 1)
    return " – ".join(part for part in (column.group, column.title, row) if part)


def _marks(filled: queries.Filled) -> Mapping[str, str]:
    found = dict(filled.faults)
    found |= dict.fromkeys(filled.missing, pgettext("cell", "Empty"))
    for each in filled.broken:
        found.setdefault(each.key, queries.words_of_broken(each))
    return found


def heads(sheet: Sheet) -> list[dict[str, Any]]:
    """Return the columns of a sheet; the first of a group says how many it heads."""
    found: list[dict[str, Any]] = []
    for column in sheet.columns:
        starts = bool(column.group) and (not found or found[-1]["group"] != column.group)
        found.append({"title": column.title, "group": column.group, "span": 1, "starts": starts})
    for nth, each in enumerate(found):
        if each["starts"]:
            rest = found[nth:]
            until = next(
                (n for n, one in enumerate(rest) if one["group"] != each["group"]), len(rest)
            )
            each["span"] = until
    return found
