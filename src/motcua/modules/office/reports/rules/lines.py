"""Rows that are repeated: a line for each field of work that somebody had."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from motcua.foundation.text import sort_key

from ..types import Cell, CellKind
from .places import key_of_line, parted
from .sheets import Check, Form


def fields_in(*figures: Mapping[str, Fraction | None]) -> list[str]:
    """Return the fields that have a number in any of these, in the order of the dictionary."""
    found = {parted(key)[1] for given in figures for key, value in given.items() if value}
    return sorted(found - {""}, key=sort_key)


def spread(form: Form, fields: Sequence[str]) -> Form:
    """Return a form in which each repeated row has a line for each field.

    The row itself stays, unseen: it stands for all its lines together.
    """
    if not form.repeated:
        return form
    cells: dict[str, Cell] = {}
    for row in _rows(form):
        cells |= {each.key: each for each in row}
        if form.is_pattern(row[0]):
            for nth, field in enumerate(fields, start=1):
                cells |= {each.key: each for each in _line(row, nth, field)}
    return replace(
        form,
        cells=cells,
        order=tuple(key for each in form.order for key in _keys(form, each, fields)),
        checks=tuple(one for each in form.checks for one in _checks(form, each, fields)),
    )


def _rows(form: Form) -> Iterator[list[Cell]]:
    rows: dict[tuple[str, int], list[Cell]] = {}
    for cell in form.cells.values():
        rows.setdefault((cell.sheet, cell.row), []).append(cell)
    yield from rows.values()


def _line(row: Sequence[Cell], nth: int, field: str) -> Iterator[Cell]:
    for cell in row:
        key = key_of_line(cell.key, field)
        if cell.kind is CellKind.LINE:
            words = field if cell.text else str(nth)
            yield replace(cell, key=key, line=field, kind=CellKind.LABEL, text=words)
        else:
            yield replace(cell, key=key, line=field)


def _keys(form: Form, key: str, fields: Sequence[str]) -> list[str]:
    if not form.is_pattern(form.cells[key]):
        return [key]
    return [*(key_of_line(key, field) for field in fields), key]


def _checks(form: Form, check: Check, fields: Sequence[str]) -> list[Check]:
    """Return a check of every row once for each line of a repeated one."""
    if check.is_open and (check.sheet, check.row) in form.repeated:
        return [replace(check, line=field) for field in fields]
    return [check]
