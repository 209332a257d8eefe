"""How many come on a day: busy Mondays, quiet weekends, seasons, and nobody at Tết."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

WEEKDAYS = (1.35, 1.1, 1.0, 0.95, 0.9, 1.0, 1.0)
MONTHS = (1.05, 0.85, 1.05, 1.0, 1.05, 1.15, 1.2, 1.2, 1.05, 1.0, 0.95, 0.9)
DAY_OFF = 0.1  # only those who send online
LONG_HOLIDAY = 5  # days: Tết, which empties the week before it and fills that after it
BEFORE_TET, AFTER_TET, NEAR = 0.55, 1.3, 7
GROWTH = 0.06  # a year
CHANCE = 0.08


def weights(works: Mapping[date, bool], random: Random) -> dict[date, float]:
    """Return how much comes on each day beside the others; ``works`` tells which are worked on."""
    days = sorted(works)
    tet = _long_holidays(days, works)
    found = {}
    for day in days:
        share = WEEKDAYS[day.weekday()] * MONTHS[day.month - 1] if works[day] else DAY_OFF
        share *= 1 + GROWTH * (day - days[0]).days / 365
        share *= _near_tet(day, tet) * random.uniform(1 - CHANCE, 1 + CHANCE)
        found[day] = share
    return found


def _long_holidays(days: Sequence[date], works: Mapping[date, bool]) -> list[tuple[date, date]]:
    found, run = [], list[date]()
    for day in days:
        if not works[day]:
            run.append(day)
            continue
        if len(run) >= LONG_HOLIDAY:
            found.append((run[0], run[-1]))
        run = []
    return found


def _near_tet(day: date, holidays: Sequence[tuple[date, date]]) -> float:
    for first, last in holidays:
        if first <= day <= last:
            return 0.2
        if timedelta(0) < first - day <= timedelta(days=NEAR):
            return BEFORE_TET
        if timedelta(0) < day - last <= timedelta(days=NEAR):
            return AFTER_TET
    return 1.0


def shares(amount: int, weights: Mapping[date, float]) -> dict[date, int]:
    """Share out an amount by weight so that it comes out even."""
    total, seen, given, found = sum(weights.values()), 0.0, 0, {}
    for day, weight in weights.items():
        seen += weight
        upto = round(amount * seen / total)
        found[day], given = upto - given, upto
    return found
