"""Cells of the table that foretells, and what is said of a dossier."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

ENOUGH = 30  # dossiers; of fewer no share is told


class Key(NamedTuple):
    """Past mornings alike: of whom, of what, at which step, with how many working days left.

    An empty procedure stands for all of the unit, no unit for all of the house.
    """

    unit_id: UUID | None
    procedure_code: str
    step: str
    days_left: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many mornings were alike, and of how many the promise was broken in the end."""

    number: int = 0
    late: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.number + other.number, self.late + other.late)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """How likely a promise is broken, and of how many dossiers alike that is known."""

    chance: float
    alike: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """What came of the forecasts of some days, each dossier judged by its earliest.

    Attributes:
        number: Dossiers whose end is known.
        brier: The mean of the squares of what they were off; 0 is perfect.
        plain_brier: The same of a forecast that knows only how many are late on the whole.
        foretold, foretold_late: Foretold late (a chance of one half or more), and of these late.
        others, others_late: Not foretold late, and of these late.
    """

    number: int = 0
    brier: float = 0.0
    plain_brier: float = 0.0
    foretold: int = 0
    foretold_late: int = 0
    others: int = 0
    others_late: int = 0

    @property
    def says_something(self) -> bool:
        """Tell whether there are enough of them to speak of shares."""
        return self.number >= ENOUGH

    @property
    def of_100_foretold(self) -> int | None:
        return round(100 * self.foretold_late / self.foretold) if self.foretold else None

    @property
    def of_100_others(self) -> int | None:
        return round(100 * self.others_late / self.others) if self.others else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Forecasts of about the same chance: what they said on the average, and what came."""

    low: int
    high: int
    number: int
    said: float
    came: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What was foretold for a unit on a morning, for the next 7 and 14 days.

    Attributes:
        due: How many are promised in that time.
        expected: How many of them will be late: the sum of their chances.
        likely: Of how many it is more likely than not.
    """

    unit_id: UUID
    made_on: date
    due_7: int = 0
    expected_7: float = 0
    likely_7: int = 0
    due_14: int = 0
    expected_14: float = 0
    likely_14: int = 0
