"""Sets of indicators as their files say them."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from ..types import Criterion, Grade, Group, IndicatorSet, Shown

FRACTIONS = {"max_points", "full_at", "when_empty"}


def read_set(given: Mapping[str, Any]) -> IndicatorSet:
    """Return a set as a value.

    Raises:
        ValueError: The points of a group are not those of its criteria.
    """
    return IndicatorSet(
        code=given["code"],
        version=given["version"],
        since=given["since"],
        title=given["title"],
        short_title=given["short_title"],
        source=given["source"],
        groups=tuple(_group(each) for each in given["groups"]),
        grades=tuple(
            Grade(title=each["title"], points=Fraction(each["points"]))
            for each in given.get("grades", ())
        ),
    )


def _group(given: Mapping[str, Any]) -> Group:
    found = Group(
        number=given["number"],
        title=given["title"],
        criteria=tuple(_criterion(each) for each in given["criteria"]),
    )
    if found.max_points != Fraction(given["max_points"]):
        raise ValueError(f"group {found.number}: {found.max_points} points in its criteria")
    return found


def _criterion(given: Mapping[str, Any]) -> Criterion:
    read: dict[str, Any] = dict(given)
    for name in FRACTIONS & given.keys():
        read[name] = Fraction(given[name])
    return Criterion(**{**read, "shown": Shown(given.get("shown", Shown.SHARE))})


def in_force(versions: Iterable[IndicatorSet], on: date) -> IndicatorSet:
    """Return the version of a set that holds on a day; before the first, the first."""
    first, *later = sorted(versions, key=lambda each: each.since)
    return next((each for each in reversed(later) if each.since <= on), first)
