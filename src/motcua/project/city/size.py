"""How large a simulated city is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.foundation.time import LOCAL_ZONE

MOST_PLAYED = 3000
WARDS_OF_HONG_BANG = 9  # the first district is that of the demo


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many of everything there are, and over which days.

    Attributes:
        last_day: The last on which dossiers are sent.
        kinds: How many procedures are asked for at each level.
    """

    dossiers: int
    districts: int
    wards: int
    years: int
    seed: int
    last_day: date
    kinds: int = 12

    def __post_init__(self) -> None:
        least = WARDS_OF_HONG_BANG + self.districts - 1
        if min(self.dossiers, self.districts, self.years) < 1 or self.wards < least:
            raise ValueError(f"a city has at least one of each, and here {least} wards")

    @property
    def is_played(self) -> bool:
        """Tell whether it is small enough for each act to be done by somebody."""
        return self.districts == 1 and self.dossiers <= MOST_PLAYED

    @property
    def until(self) -> datetime:
        """Return the end of the last day: what would happen later has not happened yet."""
        return datetime.combine(self.last_day + timedelta(days=1), time.min, LOCAL_ZONE)

    @property
    def merger_on(self) -> date:
        """Return the day on which two wards are merged."""
        return self.first_day + (self.last_day - self.first_day) / 2

    @property
    def first_day(self) -> date:
        """Return the first day: a New Year's Day, so that years can be compared."""
        return date(self.last_day.year - self.years + 1, 1, 1)

    def wards_of(self, nth: int) -> int:
        """Return how many wards a district has; the first is Hồng Bàng with those it has."""
        if nth == 0:
            return WARDS_OF_HONG_BANG
        left, others = max(0, self.wards - WARDS_OF_HONG_BANG), self.districts - 1
        return left // others + (nth - 1 < left % others)
