"""Which description and which target of a series hold from when on."""

from collections.abc import Iterable, Mapping
from datetime import date

from ..types import Formula, Segment, Target


def segments(
    versions: Iterable[tuple[int, date, Formula]], targets: Mapping[int, Target]
) -> list[Segment]:
    """Return a series as pieces that each have one version and one target, the earliest first.

    Of versions that begin on the same day the later one holds. A year without a target has none:
    that of the year before does not go on.
    """
    begins = {since: (number, said) for number, since, said in sorted(versions, key=lambda v: v[0])}
    if not begins:
        return []
    first = min(begins)
    borders = {date(each, 1, 1) for year in targets for each in (year, year + 1)}
    found: list[Segment] = []
    number, said = begins[first]
    for day in sorted(begins.keys() | {each for each in borders if each > first}):
        number, said = begins.get(day, (number, said))
        piece = Segment(number=number, since=day, formula=said, target=targets.get(day.year))
        if not found or _differs(found[-1], piece):
            found.append(piece)
    return found


def _differs(one: Segment, other: Segment) -> bool:
    return one.number != other.number or one.target != other.target
