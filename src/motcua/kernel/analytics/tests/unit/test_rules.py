from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.analytics import rules
from motcua.kernel.analytics.types import Kind, Measure

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


@given(DAYS)
def test_the_month_before_ends_where_the_month_begins(day):
    period = rules.month(day)

    assert rules.before(period).end == period.start


@given(DAYS)
def test_the_year_before_a_year_is_a_year(day):
    period = rules.year(day)

    assert rules.before(period).label == str(day.year - 1)


def test_a_period_begins_at_midnight_in_viet_nam():
    period = rules.parse("2024-03", at=datetime(2024, 5, 1, tzinfo=UTC))

    assert period.start == datetime(2024, 2, 29, 17, tzinfo=UTC)


@pytest.mark.parametrize("text", ["soon", "2024-13", "2024-01-02"])
def test_nonsense_names_no_period(text):
    with pytest.raises(ValueError):  # noqa: PT011 - any reason will do
        rules.parse(text, at=datetime(2024, 5, 1, tzinfo=UTC))


def test_a_share_of_nothing_is_no_figure():
    assert Measure(0, 0).value(Kind.SHARE) is None
    assert Measure(3, 4).value(Kind.SHARE) == Fraction(3, 4)
