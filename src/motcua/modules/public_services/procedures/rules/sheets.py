"""From rows of the sheets beside the procedures to values, with every fault at once."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from motcua.foundation.time import TimeLimit

from ..types import Effort, PlainText, ProposalState, Reason, Row, RowFault
from . import plain
from .rows import DURATION_UNITS, limit_of

MOST_WORDS = 1000
OVERRIDE_TEXTS = ("place", "opening_hours", "contact", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """By which decision, and from which day, a procedure of the file holds."""

    row: Row
    code: str
    decision_date: date | None
    effective_from: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRow:
    """What a ward does differently, by the codes of the file."""

    row: Row
    code: str
    unit_code: str
    texts: Mapping[str, str]
    time_limit: TimeLimit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A proposal by the codes of the file."""

    row: Row
    number: int | None
    code: str
    unit_code: str
    state: ProposalState
    limit_before: TimeLimit | None
    limit_after: TimeLimit
    papers: tuple[str, ...]
    effort_before: Effort
    effort_after: Effort
    dossiers_a_year: int
    reason: str
    legal_basis: str
    plain: PlainText
    effective_from: date
    proposed_at: datetime | None
    proposed_by: str
    decided_at: datetime | None
    decided_by: str
    decision_no: str
    decision_date: date | None
    decision_note: str


class RowReader:
    """Reads one row and notes its faults; a faulty value reads as an empty one."""

    def __init__(self, row: Row) -> None:
        self.row, self.faults = row, list[RowFault]()

    def fault(self, column: str, reason: Reason, **details: str | int) -> None:
        """Note what is wrong with a column."""
        row = self.row
        self.faults.append(
            RowFault(line=row.line, field=column, reason=reason, details=details, sheet=row.sheet)
        )

    def text(self, column: str, *, needed: bool = False, most: int = MOST_WORDS) -> str:
        """Return a text, its lines kept."""
        value = self.row.values.get(column)
        text = plain.read({"needed": value}).needed
        if needed and not text:
            self.fault(column, Reason.MISSING)
        if len(text) > most:
            self.fault(column, Reason.TOO_LONG, most=most)
        return text

    def day(self, column: str, *, needed: bool = False) -> date | None:
        """Return a day."""
        value = self.row.values.get(column)
        if isinstance(value, date):
            return value
        if value is not None:
            self.fault(column, Reason.NOT_A_DAY)
        elif needed:
            self.fault(column, Reason.MISSING)
        return None

    def instant(self, column: str) -> datetime | None:
        """Return an instant; what is none is left out: the column is only to read."""
        try:
            found = datetime.fromisoformat(str(self.row.values.get(column)))
        except ValueError:
            return None
        return found if found.tzinfo else None

    def count(self, column: str) -> int:
        """Return a whole number, 0 if there is none."""
        value = self.row.values.get(column, 0)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.fault(column, Reason.NOT_A_NUMBER)
            return 0
        return value

    def hours(self, column: str) -> Decimal:
        """Return a number of hours, 0 if there is none."""
        value = self.row.values.get(column, 0)
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            self.fault(column, Reason.NOT_A_NUMBER)
            return Decimal(0)
        return Decimal(str(value)).quantize(Decimal("0.01"))

    def limit(self, name: str, *, needed: bool = False) -> TimeLimit | None:
        """Return a time limit from its two columns."""
        values = self.row.values
        amount, unit = values.get(f"{name}_value"), values.get(f"{name}_unit")
        if amount is None and unit is None:
            if needed:
                self.fault(f"{name}_value", Reason.MISSING)
            return None
        limit = limit_of({"value": amount, "unit": unit})
        if limit is None:
            self.fault(f"{name}_value", Reason.BAD_DURATION, allowed=", ".join(DURATION_UNITS))
        return limit

    def effort(self, when: str) -> Effort:
        """Return what the applicant spends before or after."""
        return Effort(
            hours=self.hours(f"hours_{when}"),
            trips=self.count(f"trips_{when}"),
            dong=self.count(f"dong_{when}"),
        )


def read_text(row: Row) -> tuple[str, PlainText, list[RowFault]]:
    """Return the code of a procedure and its plain text."""
    reader = RowReader(row)
    code = reader.text("procedure", needed=True)
    parts = {
        one.name: reader.text(one.name, most=plain.MOST_OF_A_PART) for one in fields(PlainText)
    }
    text = PlainText(**parts)
    for part in plain.missing_parts(text):
        reader.fault(part, Reason.MISSING)
    if text.length > plain.MOST_IN_ALL:
        reader.fault("needed", Reason.TOO_LONG, most=plain.MOST_IN_ALL)
    return code, text, reader.faults


def read_publication(row: Row) -> tuple[Publication, list[RowFault]]:
    """Return by which decision and from when a procedure holds."""
    reader = RowReader(row)
    found = Publication(
        row=row,
        code=reader.text("procedure", needed=True),
        decision_date=reader.day("decision_date"),
        effective_from=reader.day("effective_from"),
    )
    return found, reader.faults


def read_override(row: Row) -> tuple[LocalRow, list[RowFault]]:
    """Return what a ward does differently."""
    reader = RowReader(row)
    found = LocalRow(
        row=row,
        code=reader.text("procedure", needed=True),
        unit_code=reader.text("unit", needed=True),
        texts={name: reader.text(name, most=plain.MOST_OF_A_PART) for name in OVERRIDE_TEXTS},
        time_limit=reader.limit("time"),
    )
    return found, reader.faults


def read_proposal(row: Row) -> tuple[ProposalRow | None, list[RowFault]]:
    """Return a proposal, None if it is faulty."""
    reader = RowReader(row)
    number = reader.count("number") or None
    limit, day = reader.limit("after", needed=True), reader.day("effective_from", needed=True)
    before, state = reader.limit("before"), _state(reader)
    papers = row.values.get("papers") or ()
    given = {
        "code": reader.text("procedure", needed=True),
        "unit_code": reader.text("unit", needed=True),
        "reason": reader.text("reason", needed=True),
        "legal_basis": reader.text("legal_basis", needed=True),
        "proposed_by": reader.text("proposed_by"),
        "decided_by": reader.text("decided_by"),
        "decision_no": reader.text("decision_no"),
        "decision_note": reader.text("decision_note"),
    }
    efforts = (reader.effort("before"), reader.effort("after"))
    words = PlainText(time=reader.text("plain_time"), needed=reader.text("plain_needed"))
    instants = (reader.instant("proposed_at"), reader.instant("decided_at"))
    decision_date, yearly = reader.day("decision_date"), reader.count("dossiers_a_year")
    if reader.faults or limit is None or day is None or state is None:
        return None, reader.faults
    found = ProposalRow(
        row=row,
        number=number,
        state=state,
        limit_before=before,
        limit_after=limit,
        papers=tuple(map(str, papers)) if isinstance(papers, list | tuple) else (),
        effort_before=efforts[0],
        effort_after=efforts[1],
        dossiers_a_year=yearly,
        plain=words,
        effective_from=day,
        proposed_at=instants[0],
        decided_at=instants[1],
        decision_date=decision_date,
        **given,
    )
    return found, reader.faults


def _state(reader: RowReader) -> ProposalState | None:
    word = reader.text("state").upper()
    if not word:
        return ProposalState.PROPOSED
    if word not in ProposalState.values:
        allowed = ", ".join(one.value.lower() for one in ProposalState)
        reader.fault("state", Reason.NOT_A_CHOICE, allowed=allowed)
        return None
    return ProposalState(word)
