"""On which days a lane runs, and for what, as pure functions."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from motcua.foundation.time import TimeLimit, TimeUnit

from .types import Kind, LaneInfo

MOST_HOURS = Decimal(40)
SATURDAY = 5


def runs_on(lane: LaneInfo, day: date) -> bool:
    """Tell whether a lane is open on a day: one of its weekdays, or a day that was announced."""
    if day < lane.valid_from or (lane.valid_to is not None and day >= lane.valid_to):
        return False
    if lane.weekdays or lane.days:
        return day.weekday() in lane.weekdays or day in lane.days
    return True


def takes(lane: LaneInfo, *, procedure_code: str, day: date) -> bool:
    """Tell whether a dossier of a procedure may enter a lane on a day."""
    return procedure_code in lane.procedure_codes and runs_on(lane, day)


def limit_of(lane: LaneInfo) -> TimeLimit:
    """Return the lane's own time; a model day ends with the day, by the rule of the cut-off."""
    if lane.kind is Kind.MODEL_DAY:
        return TimeLimit(Decimal(1), TimeUnit.SAME_DAY)
    return TimeLimit(lane.hours, TimeUnit.WORKING_HOUR)


def faults_of(
    *,
    title: str,
    kind: Kind,
    procedure_codes: Collection[str],
    known: Collection[str],
    weekdays: Collection[int],
    hours: Decimal | None,
    has_duty: bool,
) -> tuple[tuple[str, str], ...]:
    """Return what keeps a lane from being opened: (field, reason), all at once."""
    found = []
    if not title.strip():
        found.append(("title", "no_title"))
    if not procedure_codes:
        found.append(("procedure_codes", "no_procedure"))
    found += [
        ("procedure_codes", f"unknown:{code}") for code in procedure_codes if code not in known
    ]
    if any(not 0 <= day <= 6 for day in weekdays):  # noqa: PLR2004 - a week has seven days
        found.append(("weekdays", "no_weekday"))
    if kind is not Kind.MODEL_DAY and (hours is None or not 0 < hours <= MOST_HOURS):
        found.append(("hours", "no_hours"))
    if kind is Kind.EXPRESS and not has_duty:
        found.append(("duty_post_id", "no_duty"))
    return tuple(found)
