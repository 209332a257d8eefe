"""Any range of days as few cells, none counted twice."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.analytics import rules
from motcua.kernel.analytics.types import Grain

DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2030, 12, 31))
NEXT = {
    Grain.DAY: lambda day: day + timedelta(days=1),
    Grain.MONTH: lambda day: (day + timedelta(days=31)).replace(day=1),
    Grain.YEAR: lambda day: day.replace(year=day.year + 1),
}


def days_of(piece):
    """Walk day by day through the cells of a piece."""
    cell = piece.first
    while cell <= piece.last:
        after, day = NEXT[piece.grain](cell), cell
        while day < after:
            yield day
            day += timedelta(days=1)
        cell = after


@given(DAYS, DAYS)
def test_every_day_lies_in_one_cell(one, other):
    first, last = sorted([one, other])
    pieces = list(rules.pieces(first, last))

    covered = [day for piece in pieces for day in days_of(piece)]
    assert covered == [first + timedelta(days=nth) for nth in range((last - first).days + 1)]
    assert len(pieces) <= 5


def test_a_year_is_one_cell_and_an_administrative_quarter_four_pieces_at_most():
    assert [each.grain for each in rules.pieces(date(2024, 1, 1), date(2024, 12, 31))] == ["Y"]
    quarter = rules.parse("2024-Q1@14", at=datetime(2024, 5, 1, tzinfo=UTC))
    grains = [each.grain for each in rules.pieces(quarter.first_date, quarter.last_date)]
    assert grains == ["D", "M", "D"]


def test_nothing_lies_between_a_day_and_the_day_before():
    assert list(rules.pieces(date(2024, 5, 2), date(2024, 5, 1))) == []
