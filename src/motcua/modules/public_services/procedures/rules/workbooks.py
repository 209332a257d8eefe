"""The catalogue as an Excel workbook: a sheet of procedures, and one for each part that repeats.

The first row of a sheet names the columns, a comment on each says what belongs there. Lists of
plain text stand in one cell, an entry a line. Rows of the other sheets belong to the procedure
whose code they carry, in the order in which they stand. The last four sheets may be absent: plain
texts, publications, what wards do differently, proposals.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ..types import ProposalState, Reason, Row, RowFault
from . import rows as records

MAIN = "procedures"
YES, NO = "yes", "no"
_WIDE, _NARROW = 48, 16
_WIDE_COLUMNS = {"name", "name_official", "authority", "result", "note", "case"}
_HEAD_FILL = PatternFill("solid", fgColor="FFF3D0")


class NotAWorkbook(ValueError):
    """The bytes are no Excel workbook."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its name, what belongs there, and how a cell becomes a value."""

    name: str
    meaning: str
    kind: str = "text"  # text, list, number, truth, day, lines
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
_UNITS = tuple(records.DURATION_UNITS)
_STATES = tuple(one.value.lower() for one in ProposalState)
MORE_SHEETS: Mapping[str, tuple[Column, ...]] = {
    "plain_texts": (
        Column("procedure", "Code of the procedure."),
        Column("needed", "What one needs, in plain words.", "lines"),
        Column("cost", "What it costs.", "lines"),
        Column("time", "How long it takes.", "lines"),
        Column("place", "Where to go.", "lines"),
        Column("steps", "What happens: a step a line.", "lines"),
    ),
    "publications": (
        Column("procedure", "Code of the procedure."),
        Column("version", "Number of the version; only to read.", "number"),
        Column("decision_date", "Day of the decision.", "day"),
        Column("effective_from", "Day from which it holds; of a changed procedure.", "day"),
        Column("origin", "How it came; only to read."),
        Column("published_at", "When it was published; only to read."),
        Column("published_by", "Who published it; only to read."),
    ),
    "overrides": (
        Column("procedure", "Code of the procedure."),
        Column("unit", "Code of the ward."),
        Column("place", "Where to go in this ward.", "lines"),
        Column("opening_hours", "When it is open.", "lines"),
        Column("contact", "Whom to ask.", "lines"),
        Column("time_value", "Shorter time limit: the number.", "number"),
        Column("time_unit", "Its unit.", choices=_UNITS),
        Column("note", "Anything else.", "lines"),
    ),
    "proposals": (
        Column("number", "Number of the proposal; empty: a new one.", "number"),
        Column("procedure", "Code of the procedure."),
        Column("unit", "Code of the unit that proposes."),
        Column("state", "How far it has come.", choices=_STATES),
        Column("version", "Version that would be shortened; only to read.", "number"),
        Column("before_value", "Time limit before: the number; only to read.", "number"),
        Column("before_unit", "Its unit; only to read.", choices=_UNITS),
        Column("after_value", "Time limit after: the number.", "number"),
        Column("after_unit", "Its unit.", choices=_UNITS),
        Column("papers", "Keys of papers no longer asked for: one a line.", "list"),
        Column("hours_before", "Hours of the applicant before.", "number"),
        Column("hours_after", "Hours of the applicant after.", "number"),
        Column("trips_before", "Ways before.", "number"),
        Column("trips_after", "Ways after.", "number"),
        Column("dong_before", "Other expenses before, đồng.", "number"),
        Column("dong_after", "Other expenses after, đồng.", "number"),
        Column("dossiers_a_year", "Dossiers in a year.", "number"),
        Column("cost_before", "Cost of a dossier before, đồng; only to read.", "number"),
        Column("cost_after", "Cost of a dossier after, đồng; only to read.", "number"),
        Column("reason", "Why.", "lines"),
        Column("legal_basis", "By which law.", "lines"),
        Column("plain_time", "New plain words on the time.", "lines"),
        Column("plain_needed", "New plain words on the papers.", "lines"),
        Column("effective_from", "Day from which it would hold.", "day"),
        Column("proposed_at", "When it was proposed; only to read."),
        Column("proposed_by", "Who proposed it."),
        Column("decided_at", "When it was decided; only to read."),
        Column("decided_by", "Who decided."),
        Column("decision_no", "Number of the decision."),
        Column("decision_date", "Day of the decision.", "day"),
        Column("decision_note", "Why it was decided so.", "lines"),
        Column("result", "Version that it became; only to read.", "number"),
    ),
}
ALL_SHEETS = {**SHEETS, **MORE_SHEETS}


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as read: procedures with their parts, the rows of the other sheets, faults.

    ``letters`` says in which column of a sheet a field stands.
    """

    rows: tuple[Row, ...] = ()
    more: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    faults: tuple[RowFault, ...] = ()
    letters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def locate(self, fault: RowFault) -> RowFault:
        """Return a fault with the cell in which it is."""
        columns = self.letters.get(fault.sheet, {})
        name = fault.field.partition("[")[0]
        letter = columns.get(name) or columns.get(f"{name}_value", "")
        return replace(fault, cell=f"{letter}{fault.line}") if letter else fault


# ---------------------------------------------------------------------------------------- reading
def read_workbook(data: bytes) -> Book:
    """Return what a workbook says, and what is wrong with its sheets.

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
    letters = dict[str, dict[str, str]]()
    for name in ALL_SHEETS:
        if name in book.sheetnames:
            table, wrong, letters[name] = _table(name, book[name].iter_rows(values_only=True))
            tables[name] = table
            faults += wrong
    book.close()
    if faults:
        return Book(faults=tuple(faults), letters=letters)
    rows, wrong_parts = _joined(tables)
    more = {
        name: tuple(Row(number, values, name) for number, values in tables.get(name, ()))
        for name in MORE_SHEETS
    }
    return Book(rows, more, wrong_parts, letters)


def _fault(sheet: str, line: int, field: str, reason: Reason, **details: str | int) -> RowFault:
    return RowFault(line=line, field=field, reason=reason, details=details, sheet=sheet)


def _table(
    sheet: str, lines: Iterator[Sequence[Any]]
) -> tuple[list[tuple[int, dict[str, object]]], list[RowFault], dict[str, str]]:
    head = [str(cell).strip() if cell is not None else "" for cell in next(lines, ())]
    faults = [
        _fault(sheet, 1, column.name, Reason.NO_COLUMN)
        for column in ALL_SHEETS[sheet]
        if column.name not in head
    ]
    letters = {name: get_column_letter(at) for at, name in enumerate(head, start=1) if name}
    known = {column.name: column for column in ALL_SHEETS[sheet]}
    faults += [
        _fault(sheet, 1, name, Reason.UNKNOWN_FIELD) for name in head if name and name not in known
    ]
    if faults:
        return [], faults, letters
    found = []
    for number, cells in enumerate(lines, start=2):
        values = {
            name: _value(known[name], cell)
            for name, cell in zip(head, cells, strict=False)
            if name and not _is_empty(cell)
        }
        if values:
            found.append((number, values))
    return found, [], letters


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
    if column.kind == "day":
        return _day(cell)
    if column.name in {"code", "procedure", "replaced_by"} and isinstance(cell, float):
        return f"{cell:.6f}"  # Excel takes 1.001193 for a number
    return str(cell)


def _day(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, str):
        for shape in ("%d/%m/%Y", "%Y-%m-%d"):
            try:
                return datetime.strptime(cell.strip(), shape).date()  # noqa: DTZ007 - a day
            except ValueError:
                continue
    return cell


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
    places = dict[str, dict[str, list[int]]]()
    for number, values in tables[MAIN]:
        record = _record(values)
        name, field = str(record.get("name", "")), str(record.get("field", ""))
        code = str(record.get("code") or records.local_code(name=name, field=field))
        by_code.setdefault(code, record)
        found.append(Row(number, record, MAIN, places.setdefault(code, {})))
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
                places[code].setdefault(part, []).append(number)
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
def write_workbook(
    given: Iterable[Mapping[str, Any]],
    more: Mapping[str, Iterable[Mapping[str, Any]]] | None = None,
) -> bytes:
    """Return a workbook of records; without any it is the empty template.

    Args:
        more: Rows of the sheets beside the procedures, by the names of their columns.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    lines: dict[str, list[Mapping[str, Any]]] = {name: [] for name in ALL_SHEETS}
    for values in given:
        owner = values.get("code") or records.local_code(name=values["name"], field=values["field"])
        flat = {**values, "code": owner}
        for name in records.DURATIONS:
            limit = values.get(name) or {}
            flat[f"{name}_value"], flat[f"{name}_unit"] = limit.get("value"), limit.get("unit")
        lines[MAIN].append(flat)
        for part in records.PARTS:
            lines[part] += [{**one, "procedure": owner} for one in values.get(part) or ()]
    for name, rows in (more or {}).items():
        lines[name] += rows
    for name, rows in lines.items():
        _fill(_sheet(book, name), name, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, name: str) -> Worksheet:
    sheet: Worksheet = book.create_sheet(name)
    for at, column in enumerate(ALL_SHEETS[name], start=1):
        cell = sheet.cell(row=1, column=at, value=column.name)
        cell.font, cell.fill = Font(bold=True), _HEAD_FILL
        meaning = column.meaning
        if column.choices:
            meaning += f" One of: {', '.join(column.choices)}."
        cell.comment = Comment(meaning, "Một Cửa")
        wide = column.kind == "lines" or column.name in _WIDE_COLUMNS
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
        for at, column in enumerate(ALL_SHEETS[name], start=1):
            value = _cell(column, values.get(column.name))
            if value is None:
                continue
            cell = sheet.cell(row=number, column=at, value=value)
            if isinstance(value, str):
                cell.number_format = "@"  # text: a code must not become a number
                cell.data_type = "s"  # and what begins with = no formula
            elif isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
            if column.kind in {"list", "lines"}:
                cell.alignment = Alignment(wrap_text=True, vertical="top")


def _cell(column: Column, value: Any) -> Any:
    if value is None or value in ([], (), ""):
        return None
    if column.kind == "list":
        return "\n".join(value)
    if column.kind == "truth":
        return YES if value else NO
    return value
