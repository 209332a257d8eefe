"""Which formula of an indicator counts on a day."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter

from ..types import Indicator


def in_force(declared: Iterable[Indicator], on: date | None) -> Iterator[Indicator]:
    """Yield each indicator in the version of a day, or in the last; before the first, the first."""
    versions = sorted(declared, key=attrgetter("code", "since"))
    for _code, of_one in groupby(versions, key=attrgetter("code")):
        first, *later = of_one
        begun = [each for each in later if on is None or each.since <= on]
        yield begun[-1] if begun else first
