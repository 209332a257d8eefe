"""The sets of indicators that ship with the house, each in its versions."""

import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path

from .. import rules
from ..errors import NoSuchCriterion, NoSuchSet
from ..types import Criterion, IndicatorSet

DATA = Path(__file__).resolve().parents[1] / "data"


@lru_cache(maxsize=1)
def _versions() -> tuple[IndicatorSet, ...]:
    return tuple(
        rules.read_set(tomllib.loads(file.read_text(encoding="utf-8")))
        for file in sorted(DATA.glob("*.toml"))
    )


def list_sets(*, on: date) -> list[IndicatorSet]:
    """Return each set in the version of a day, those with points first."""
    codes = {each.code for each in _versions()}
    found = [get_set(code, on=on) for code in codes]
    return sorted(found, key=lambda each: (not each.max_points, each.code))


def get_set(code: str, *, on: date) -> IndicatorSet:
    """Return a set in the version of a day.

    Raises:
        NoSuchSet: There is none of that code.
    """
    versions = [each for each in _versions() if each.code == code]
    if not versions:
        raise NoSuchSet
    return rules.in_force(versions, on)


def get_criterion(of: IndicatorSet, number: str) -> Criterion:
    """Return the criterion of that number.

    Raises:
        NoSuchCriterion: The set has none.
    """
    for each in of.criteria:
        if each.number == number:
            return each
    raise NoSuchCriterion
