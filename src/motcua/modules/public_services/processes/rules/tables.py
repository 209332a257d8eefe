"""From what was typed to steps."""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from motcua.kernel.cases import api as cases

from ..types import Row

ROLES = ("RECEPTION", "SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER", "CLERK", "PARTNER")
TRAIT_MANDATORY_NO = "NO"
HOURS_OF_A_DAY, MOST_HOURS = Decimal(8), Decimal(4000)
LONGEST_TEXT = 300
_HOURS = re.compile(
    r"(?P<whole>\d{1,5})?\s*(?:[.,](?P<part>\d{1,4}))?\s*(?P<half>½|1/2)?\s*"
    r"(?P<unit>giờ làm việc|giờ|gio|h|hours?|ngày làm việc|ngày|ngay|nlv|d|days?)?",
    re.IGNORECASE,
)
_DAY = ("ng", "nlv", "d")


class RowReason(StrEnum):
    """Why a cell cannot be read."""

    NAME_MISSING = "NAME_MISSING"
    TOO_LONG = "TOO_LONG"
    KIND_MISSING = "KIND_MISSING"
    ROLE_MISSING = "ROLE_MISSING"
    HOURS_MISSING = "HOURS_MISSING"
    NOT_HOURS = "NOT_HOURS"
    TOO_MANY_HOURS = "TOO_MANY_HOURS"


def read_hours(text: str) -> Decimal | None:
    """Read working hours: ``4``, ``0,5``, ``½ ngày``, ``2 ngày``; None for anything else."""
    typed = text.strip()
    found = _HOURS.fullmatch(typed)
    if not found or not (found["whole"] or found["part"] or found["half"]):
        return None
    amount = Decimal(f"{found['whole'] or 0}.{found['part'] or 0}")
    if found["half"]:
        if found["part"]:
            return None
        amount += Decimal("0.5")
    in_days = (found["unit"] or "").casefold().startswith(_DAY)
    return (amount * HOURS_OF_A_DAY if in_days else amount).normalize()


def read_row(row: Row, line: int) -> tuple[cases.Step, tuple[tuple[str, RowReason], ...]]:
    """Return the step of a line and what is wrong with its cells.

    What cannot be read is replaced by something harmless, so that the other faults of the table
    are found in the same moment.
    """
    hours = read_hours(row.hours)
    step = cases.Step(
        seq=line,
        name=row.name.strip() or "…",
        role=row.role if row.role in ROLES else "SPECIALIST",
        kind=cases.StepKind(row.kind)
        if row.kind in cases.StepKind.values
        else cases.StepKind.HANDLE,
        hours=hours if hours is not None else Decimal(1),
        condition=row.condition.strip(),
        group=row.group.strip(),
        assign=cases.Assignment(row.assign or cases.Assignment.POST)
        if row.assign in ("", *cases.Assignment.values)
        else cases.Assignment.POST,
        unit_code=row.unit_code.strip(),
        mandatory=row.mandatory != TRAIT_MANDATORY_NO,
        papers_in=row.papers_in.strip(),
        papers_out=row.papers_out.strip(),
    )
    return step, tuple(_faults(row, hours))


def _faults(row: Row, hours: Decimal | None) -> Iterator[tuple[str, RowReason]]:
    if not row.name.strip():
        yield "name", RowReason.NAME_MISSING
    for column in ("name", "condition", "group", "papers_in", "papers_out"):
        if len(getattr(row, column)) > LONGEST_TEXT:
            yield column, RowReason.TOO_LONG
    if row.kind not in cases.StepKind.values:
        yield "kind", RowReason.KIND_MISSING
    if row.role not in ROLES:
        yield "role", RowReason.ROLE_MISSING
    if reason := _fault_of_hours(row.hours.strip(), hours):
        yield "hours", reason


def _fault_of_hours(typed: str, hours: Decimal | None) -> RowReason | None:
    if not typed:
        return RowReason.HOURS_MISSING
    if hours is None:
        return RowReason.NOT_HOURS
    return RowReason.TOO_MANY_HOURS if hours > MOST_HOURS else None
