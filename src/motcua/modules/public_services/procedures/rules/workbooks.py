"""The catalogue as an Excel workbook: a sheet of procedures, and one for each part that repeats.

The first row of a sheet names the columns, a comment on each says what belongs there. Lists of
plain text stand in one cell, an entry a line. Rows of the other sheets belong to the procedure
whose code they carry, in the order in which they stand.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..types import Reason, Row, RowFault
from . import rows as records

MAIN = "procedures"
YES, NO = "yes", "no"
_WIDE, _NARROW = 48, 16
_HEAD_FILL = PatternFill("solid", fgColor="FFF3D0")


class NotAWorkbook(ValueError):
    """The bytes are no Excel workbook."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its name, what belongs there, and how a cell becomes a value."""

    name: str
    meaning: str
    kind: str = "text"  # text, list, number, truth
    choices: tuple[str, ...] = ()


def _choices(name: str) -> tuple[str, ...]:
    return tuple(str(one.value).lower() for one in records.CHOICES[name])


SHEETS: Mapping[str, tuple[Column, ...]] = {
    MAIN: (
        Column("code", "National code such as 1.001193; empty if there is none."),
        Column("name", "Name, without the words “Thủ tục”."),
        Column("name_official", "Name on the national portal, if it differs."),
        Column("field", "Lĩnh vực."),
        Column("level", "Who serves it.", choices=_choices("level")),
        Column("authority", "Body that decides."),
        Column("applicant", "Who may ask: one a line.", "list", _choices("applicant")),
        Column("online_level", "How much can be done online.", choices=_choices("online_level")),
        Column("duration_value", "Time limit: the number.", "number"),
        Column("duration_unit", "Time limit: the unit.", choices=tuple(records.DURATION_UNITS)),
        Column("legal_duration_value", "Limit of the law, if the promise is shorter.", "number"),
        Column("legal_duration_unit", "Its unit.", choices=tuple(records.DURATION_UNITS)),
        Column("result", "Paper that is handed over."),
        Column("legal_basis", "Numbers of the documents: one a line.", "list"),
        Column("conditions", "Conditions: one a line.", "list"),
        Column("process_key", "Procedures with the same key share a process."),
        Column("status", "Validity; empty: unverified.", choices=_choices("status")),
        Column("scope", "“national”, or the province that alone has it."),
        Column("replaced_by", "Code that took its place."),
        Column("former_codes", "Earlier codes: one a line.", "list"),
        Column("decision", "Decision that published it."),
        Column("source", "Where the facts were read."),
        Column("confidence", "high, medium or low."),
        Column("as_of", "When the source was read."),
        Column("note", "Anything an officer or applicant should know."),
    ),
    "fees": (
        Column("procedure", "Code of the procedure."),
        Column("name", "Name of the fee or charge."),
        Column("amount_vnd", "Đồng; 0: free; empty: set by the province.", "number"),
        Column("note", "For example: per copy."),
    ),
    "components": (
        Column("procedure", "Code of the procedure."),
        Column("name", "Name of the paper."),
        Column("originals", "Number of originals.", "number"),
        Column("copies", "Number of copies.", "number"),
        Column("required", "yes or no.", "truth", (YES, NO)),
        Column("case", "Only in this case; empty: always."),
        Column("form_code", "Prescribed form, if there is one."),
    ),
    "steps": (
        Column("procedure", "Code of the procedure."),
        Column("name", "What is done."),
        Column("role", "Office that does it."),
        Column("duration_hours", "Working hours; 8 are a day.", "number"),
    ),
}


# ---------------------------------------------------------------------------------------- reading
def read_workbook(data: bytes) -> tuple[tuple[Row, ...], tuple[RowFault, ...]]:
    """Return the records of a workbook, and what is wrong with its sheets.

    Raises:
        NotAWorkbook: The bytes are no Excel workbook.
    """
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise NotAWorkbook from error
    faults = [
        _fault(name, 1, "", Reason.NO_SHEET) for name in SHEETS if name not in book.sheetnames
    ]
    tables = dict[str, list[tuple[int, dict[str, object]]]]()
    for name in SHEETS:
        if name in book.sheetnames:
            table, wrong = _table(name, book[name].iter_rows(values_only=True))
            tables[name] = table
            faults += wrong
    book.close()
    if faults:
        return (), tuple(faults)
    return _joined(tables)


def _fault(sheet: str, line: int, field: str, reason: Reason, **details: str | int) -> RowFault:
    return RowFault(line=line, field=field, reason=reason, details=details, sheet=sheet)


def _table(
    sheet: str, lines: Iterator[Sequence[Any]]
) -> tuple[list[tuple[int, dict[str, object]]], list[RowFault]]:
    head = [str(cell).strip() if cell is not None else "" for cell in next(lines, ())]
    faults = [
        _fault(sheet, 1, column.name, Reason.NO_COLUMN)
        for column in SHEETS[sheet]
        if column.name not in head
    ]
    known = {column.name: column for column in SHEETS[sheet]}
    faults += [
        _fault(sheet, 1, name, Reason.UNKNOWN_FIELD) for name in head if name and name not in known
    ]
    if faults:
        return [], faults
    found = []
    for number, cells in enumerate(lines, start=2):
        values = {
            name: _value(known[name], cell)
            for name, cell in zip(head, cells, strict=False)
            if name and not _is_empty(cell)
        }
        if values:
            found.append((number, values))
    return found, []


def _is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _value(column: Column, cell: object) -> object:
    """Return the value of a cell; what does not fit is passed on and refused by the reader."""
    if column.kind == "list":
        return [one.strip() for one in str(cell).splitlines() if one.strip()]
    if column.kind == "truth":
        return {YES: True, NO: False}.get(str(cell).strip().lower(), cell)
    if column.kind == "number":
        return _number(cell)
    if column.name in {"code", "procedure", "replaced_by"} and isinstance(cell, float):
        return f"{cell:.6f}"  # Excel takes 1.001193 for a number
    return str(cell)


def _number(cell: object) -> object:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, str):
        try:
            return _number(float(cell.strip().replace(",", ".")))
        except ValueError:
            return cell
    return cell


def _joined(
    tables: Mapping[str, list[tuple[int, dict[str, object]]]],
) -> tuple[tuple[Row, ...], tuple[RowFault, ...]]:
    found = list[Row]()
    by_code = dict[str, dict[str, object]]()
    for number, values in tables[MAIN]:
        record = _record(values)
        name, field = str(record.get("name", "")), str(record.get("field", ""))
        code = str(record.get("code") or records.local_code(name=name, field=field))
        by_code.setdefault(code, record)
        found.append(Row(number, record, MAIN))
    faults = list[RowFault]()
    for part in records.PARTS:
        for number, values in tables[part]:
            code = str(values.pop("procedure", ""))
            if (owner := by_code.get(code)) is None:
                faults.append(_fault(part, number, "procedure", Reason.NO_OWNER, code=code or "–"))
                continue
            parts = owner.setdefault(part, [])
            if isinstance(parts, list):
                parts.append(values)
    return tuple(found), tuple(faults)


def _record(values: dict[str, object]) -> dict[str, object]:
    record = dict(values)
    for name in records.DURATIONS:
        number = record.pop(f"{name}_value", None)
        unit = record.pop(f"{name}_unit", None)
        if number is not None or unit is not None:
            record[name] = {"value": number, "unit": unit}
    return record


# ---------------------------------------------------------------------------------------- writing
def write_workbook(given: Iterable[Mapping[str, Any]]) -> bytes:
    """Return a workbook of records; without any it is the empty template."""
    book = Workbook()
    book.remove(book.worksheets[0])
    lines: dict[str, list[Mapping[str, Any]]] = {name: [] for name in SHEETS}
    for values in given:
        owner = values.get("code") or records.local_code(name=values["name"], field=values["field"])
        flat = {**values, "code": owner}
        for name in records.DURATIONS:
            limit = values.get(name) or {}
            flat[f"{name}_value"], flat[f"{name}_unit"] = limit.get("value"), limit.get("unit")
        lines[MAIN].append(flat)
        for part in records.PARTS:
            lines[part] += [{**one, "procedure": owner} for one in values.get(part) or ()]
    for name, rows in lines.items():
        _fill(_sheet(book, name), name, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, name: str) -> Worksheet:
    sheet: Worksheet = book.create_sheet(name)
    for at, column in enumerate(SHEETS[name], start=1):
        cell = sheet.cell(row=1, column=at, value=column.name)
        cell.font, cell.fill = Font(bold=True), _HEAD_FILL
        meaning = column.meaning
        if column.choices:
            meaning += f" One of: {', '.join(column.choices)}."
        cell.comment = Comment(meaning, "Một Cửa")
        wide = column.name in {"name", "name_official", "authority", "result", "note", "case"}
        sheet.column_dimensions[cell.column_letter].width = _WIDE if wide else _NARROW
        if column.choices and column.kind != "list":
            allowed = DataValidation(
                type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True
            )
            allowed.add(f"{cell.column_letter}2:{cell.column_letter}5000")
            sheet.add_data_validation(allowed)
    sheet.freeze_panes = "C2"
    return sheet


def _fill(sheet: Worksheet, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    for number, values in enumerate(rows, start=2):
        for at, column in enumerate(SHEETS[name], start=1):
            value = _cell(column, values.get(column.name))
            if value is None:
                continue
            cell = sheet.cell(row=number, column=at, value=value)
            if isinstance(value, str):
                cell.number_format = "@"  # text: a code must not become a number
            if column.kind == "list":
                cell.alignment = Alignment(wrap_text=True, vertical="top")


def _cell(column: Column, value: Any) -> Any:
    if value is None or value == []:
        return None
    if column.kind == "list":
        return "\n".join(value)
    if column.kind == "truth":
        return YES if value else NO
    return value
