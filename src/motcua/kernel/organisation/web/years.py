"""The days of a year as rows that people type, or paste from a spreadsheet."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.foundation.errors import Fault

from ..queries.calendar import read_segments
from ..types import CalendarDraft, Certainty, DayKind, DayRule, Segments
from .forms import DAY_FORMATS, read_hours

BLANK_ROWS = 5
MOST_ROWS = 120
CELLS = ("day", "kind", "name", "hours", "basis")
_SEPARATORS = re.compile(r"\t|;")


@dataclass(frozen=True, slots=True)
class Row:
    """A line as typed."""

    day: str = ""
    kind: str = ""
    name: str = ""
    hours: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """What was typed, what it means, and what is wrong with it."""

    rows: tuple[Row, ...]
    rules: tuple[DayRule, ...] = ()
    faults: tuple[Fault, ...] = ()
    pasted: str = ""

    def with_blanks(self) -> list[Row]:
        """Return the rows, and some empty ones to go on with."""
        return [*self.rows, *[Row(kind=DayKind.HOLIDAY.value)] * BLANK_ROWS]

    def draft(
        self, unit_id: UUID | None, said: Iterable[DayRule], *, legal_basis: str
    ) -> CalendarDraft:
        """Return what is new against ``said``; a line that is gone is taken back."""
        before = {rule.day: rule for rule in said}
        changed = [
            _named(rule, legal_basis)
            for rule in self.rules
            if not _same(rule, before.get(rule.day))
        ]
        gone = before.keys() - {rule.day for rule in self.rules}
        return CalendarDraft(unit_id=unit_id, days=tuple(changed), forgotten=tuple(sorted(gone)))


def _same(rule: DayRule, before: DayRule | None) -> bool:
    if before is None:
        return False
    basis = rule.legal_basis or before.legal_basis
    said = (rule.kind, rule.name, rule.segments, basis)
    return said == (before.kind, before.name, before.segments, before.legal_basis)


def _named(rule: DayRule, legal_basis: str) -> DayRule:
    return DayRule(
        day=rule.day,
        kind=rule.kind,
        name=rule.name,
        segments=rule.segments,
        legal_basis=rule.legal_basis or legal_basis,
        certainty=Certainty.NOTICE,
    )


def kinds() -> list[tuple[str, str]]:
    """Return what a day may be made."""
    return [(value, str(label)) for value, label in DayKind.choices if value != DayKind.WEEKEND]


def show(rules: Iterable[DayRule]) -> Year:
    """Return rows of what is said about a year."""
    rows = tuple(
        Row(
            day=f"{rule.day:%d/%m/%Y}",
            kind=rule.kind.value,
            name=rule.name,
            hours=", ".join(str(each) for each in rule.segments or ()),
            basis=rule.legal_basis,
        )
        for rule in rules
    )
    return Year(rows)


def read(posted: Mapping[str, Any], year: int) -> Year:
    """Read the rows of a form and the lines pasted into it."""
    pasted = str(posted.get("pasted", ""))
    typed = [
        Row(*(str(posted.get(f"{cell}.{n}", "")).strip() for cell in CELLS))
        for n in range(MOST_ROWS)
        if posted.get(f"day.{n}")
    ]
    rows = [*typed, *_lines(pasted)]
    rules: dict[date, DayRule] = {}
    faults = []
    for n, row in enumerate(rows):
        path = f"day.{n}" if n < len(typed) else "pasted"
        try:
            rule = _rule(row, year)
        except ValueError as error:
            faults.append(Fault(path, f"{row.day}: {error}"))
            continue
        if rule.day in rules:
            faults.append(Fault(path, _("%(day)s stands there twice.") % {"day": row.day}))
        rules[rule.day] = rule
    if faults:
        return Year(tuple(typed), faults=tuple(faults), pasted=pasted)
    in_order = tuple(rules[day] for day in sorted(rules))
    return Year(show(in_order).rows, in_order)


def _lines(pasted: str) -> list[Row]:
    found = []
    for line in pasted.splitlines():
        cells = [cell.strip() for cell in _SEPARATORS.split(line)]
        if any(cells):
            found.append(Row(*(cells + [""] * len(CELLS))[: len(CELLS)]))
    return found


def _rule(row: Row, year: int) -> DayRule:
    day = _day(row.day)
    if day.year != year:
        raise ValueError(_("this day is not in the year %(year)s.") % {"year": year})
    return DayRule(
        day=day, kind=_kind(row.kind), name=row.name, segments=_hours(row), legal_basis=row.basis
    )


def _day(text: str) -> date:
    for each in DAY_FORMATS:
        try:
            return datetime.strptime(text, each).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(_("write the day like this: 12/03/2024."))


def _kind(text: str) -> DayKind:
    wanted = text.casefold()
    for value, label in DayKind.choices:
        if wanted in {value.casefold(), str(label).casefold()}:
            return DayKind(value)
    known = ", ".join(label for _value, label in kinds())
    raise ValueError(_("say what this day is: %(known)s.") % {"known": known})


def _hours(row: Row) -> Segments | None:
    if not row.hours:
        return None
    if not _kind(row.kind).is_working:
        raise ValueError(_("a day off has no hours of work."))
    try:
        return read_segments(read_hours(row.hours))
    except ValueError:
        raise ValueError(_("write the hours like this: 8:00-12:00, 13:00-17:00.")) from None
