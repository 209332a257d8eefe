"""The table editor's form: rows as typed, and what a button does to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.foundation.errors import Fault
from motcua.kernel.cases import api as cases

from .. import queries, rules
from ..types import COLUMNS, ReadTable, Row
from . import words

MOST_ROWS = 200
TELLING = ("unit_code", "group", "condition")  # whoever edits must see that they are there
EXTRAS = ("unit_code", "group", "condition", "mandatory", "assign", "papers_in", "papers_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a form sent."""

    title: str
    rows: tuple[Row, ...]
    revision: int
    page_key: str


def read_form(given: QueryDict) -> Typed:
    """Return the table that a form sent, whatever is in it."""
    count = min(_number(given.get("count")), MOST_ROWS)
    return Typed(
        title=given.get("title", ""),
        rows=tuple(
            Row(**{name: given.get(f"row-{at}-{name}", "") for name in COLUMNS})
            for at in range(1, count + 1)
        ),
        revision=_number(given.get("revision")),
        page_key=given.get("page_key", "")[:64],
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def acted(rows: Sequence[Row], act: str, pasted: str) -> tuple[tuple[Row, ...], int]:
    """Return the rows after a button was pressed, and the row to look at (0: none)."""
    name, _sep, number = act.partition(".")
    at = min(_number(number), len(rows))
    table = list(rows)
    if name == "add":
        table.insert(at, Row())
        return tuple(table), at + 1
    if name == "remove" and at:
        del table[at - 1]
        return tuple(table), min(at, len(table))
    if name in {"up", "down"} and at:
        return _moved(table, at, -1 if name == "up" else 1)
    if name in {"paste", "replace"}:
        lines = rules.read_pasted(pasted, queries.word_codes())
        kept = [] if name == "replace" and lines else [row for row in table if not row.is_empty]
        return tuple([*kept, *lines][:MOST_ROWS]), len(kept) + 1 if lines else 0
    return tuple(table), 0


def _moved(table: list[Row], at: int, by: int) -> tuple[tuple[Row, ...], int]:
    to = at - 1 + by
    if 0 <= to < len(table):
        table[at - 1], table[to] = table[to], table[at - 1]
        return tuple(table), to + 1
    return tuple(table), at


def row_views(rows: Sequence[Row], table: ReadTable | None) -> list[dict[str, Any]]:
    """Return the rows as the template shows them, each with its faults."""
    numbers = _line_numbers(rows)
    shown = []
    for at, (row, line) in enumerate(zip(rows, numbers, strict=True), start=1):
        faults = [one for one in (table.faults if table else ()) if line and one.line == line]
        wrong = {one.column for one in faults}
        shown.append(
            {
                "at": at,
                "row": row,
                "cells": {name: _cell(at, name, row, wrong) for name in COLUMNS},
                "faults": [
                    {"href": f"#row-{at}-{one.column or 'name'}", "message": one.message}
                    for one in faults
                ],
                "open": bool(wrong & set(EXTRAS)) or any(getattr(row, name) for name in TELLING),
            }
        )
    return shown


def _cell(at: int, name: str, row: Row, wrong: set[str]) -> dict[str, Any]:
    return {
        "id": f"row-{at}-{name}",
        "name": name,
        "label": words.COLUMN_NAMES[name],
        "value": getattr(row, name),
        "wrong": name in wrong,
        "options": _options(name),
    }


def _options(name: str) -> Sequence[tuple[str, Any]]:
    if name == "kind":
        return queries.kind_names()
    if name == "role":
        return queries.role_names()
    if name == "assign":
        return [
            ("" if code == cases.Assignment.POST.value else code, label)
            for code, label in cases.Assignment.choices
        ]
    return ()


def _line_numbers(rows: Sequence[Row]) -> list[int]:
    """Return for each row its line in the table without empty rows; 0 for an empty one."""
    line, numbers = 0, []
    for row in rows:
        line += not row.is_empty
        numbers.append(0 if row.is_empty else line)
    return numbers


def fault_lines(rows: Sequence[Row], table: ReadTable) -> list[Fault]:
    """Return every fault for the summary on top, each with the place of its cell."""
    places = {line: at for at, line in enumerate(_line_numbers(rows), start=1) if line}
    return [
        Fault(
            f"{places[one.line]}-{one.column or 'name'}",
            _("Step %(at)s: %(fault)s") % {"at": places[one.line], "fault": one.message},
        )
        if one.line in places
        else Fault("", one.message)
        for one in table.faults
    ]
