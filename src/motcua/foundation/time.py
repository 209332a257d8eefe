"""Instants, days and the limits that laws set."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def local(at: datetime) -> datetime:
    """Return the aware instant ``at`` on the clock of Việt Nam."""
    if at.tzinfo is None:
        raise ValueError("an instant must be aware")
    return at.astimezone(LOCAL_ZONE)


def local_date(at: datetime) -> date:
    """Return the day of the aware instant ``at`` in Việt Nam."""
    return local(at).date()


class TimeUnit(StrEnum):
    """The units in which laws and processes give time."""

    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    SAME_DAY = "same_day"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A span of time as a law or a process gives it, such as 3 working days.

    ``amount`` may be a fraction for working hours and days (0.5 working day is 4 working hours).
    ``SAME_DAY`` means the end of the day, or of the next working day after the cut-off; its amount
    is 1.
    """

    amount: Decimal
    unit: TimeUnit

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise ValueError("a time limit is more than nothing")
        whole = self.amount == self.amount.to_integral_value()
        if not whole and self.unit not in {TimeUnit.WORKING_HOUR, TimeUnit.WORKING_DAY}:
            raise ValueError("only working hours and days have fractions")

    @classmethod
    def parse(cls, text: str) -> "TimeLimit":
        """Read ``"5 working_day"`` or ``"same_day"``.

        Raises:
            ValueError: The text is no time limit; the message names what is allowed.
        """
        words = text.split()
        if words == [TimeUnit.SAME_DAY.value]:
            words = ["1", TimeUnit.SAME_DAY.value]
        try:
            amount, unit = words
            return cls(amount=Decimal(amount), unit=TimeUnit(unit))
        except (ValueError, InvalidOperation) as error:
            units = ", ".join(unit.value for unit in TimeUnit)
            message = f"{text!r} is no time limit: write a number and one of {units}"
            raise ValueError(message) from error

    def __str__(self) -> str:
        return f"{self.amount.normalize():f} {self.unit.value}"
