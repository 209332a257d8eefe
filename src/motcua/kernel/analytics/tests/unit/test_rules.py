from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.analytics import rules
from motcua.kernel.analytics.types import Indicator, Kind, Measure

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


@pytest.mark.parametrize(
    "text", ["soon", "2024-13", "2024-01-02", "2024-Q5", "2024-03-02..2024-03-01"]
)
def test_nonsense_names_no_period(text):
    with pytest.raises(ValueError):  # noqa: PT011 - any reason will do
        rules.parse(text, at=datetime(2024, 5, 1, tzinfo=UTC))


def test_a_share_of_nothing_is_no_figure():
    assert Measure(0, 0).value(Kind.SHARE) is None
    assert Measure(3, 4).value(Kind.SHARE) == Fraction(3, 4)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-9M", "2024-01-01", "2024-09-30"),
        ("2024-03@14", "2024-02-15", "2024-03-14"),
        ("2024-Q1@14", "2023-12-15", "2024-03-14"),
        ("2024-H1@14", "2023-12-15", "2024-06-14"),
        ("2024@14", "2023-12-15", "2024-12-14"),
        ("2024-01-15..2024-02-14", "2024-01-15", "2024-02-14"),
    ],
)
def test_reports_close_on_the_14th_and_the_dashboard_with_the_month(text, first, last):
    period = rules.parse(text, at=datetime(2024, 5, 1, tzinfo=UTC))

    assert (str(period.first_date), str(period.last_date)) == (first, last)


@pytest.mark.parametrize(
    ("text", "before", "a_year_before"),
    [
        ("2024-Q1", "2023-Q4", "2023-Q1"),
        ("2024-01@14", "2023-12@14", "2023-01@14"),
        ("2024-H1@14", "2023-H2@14", "2023-H1@14"),
        ("2024", "2023", "2023"),
        ("2024-03-01..2024-03-10", "2024-02-20..2024-02-29", "2023-03-01..2023-03-10"),
        ("2024-02-29..2024-02-29", "2024-02-28..2024-02-28", "2023-02-28..2023-02-28"),
    ],
)
def test_what_a_period_is_compared_with(text, before, a_year_before):
    at = datetime(2024, 5, 1, tzinfo=UTC)
    period = rules.parse(text, at=at)

    assert rules.before(period) == rules.parse(before, at=at)
    assert rules.a_year_before(period) == rules.parse(a_year_before, at=at)


@given(st.fractions(-10_000, 10_000), st.sampled_from(list(Kind)))
def test_a_figure_is_rounded_as_on_paper(value, kind):
    each = Indicator(
        code="it", title="", meaning="", formula="", source="", kind=kind, rows=lambda *_: ()
    )
    exactly = Decimal(value.numerator) * (100 if kind is Kind.SHARE else 1) / value.denominator
    places = Decimal(1) if kind is Kind.COUNT else Decimal("0.1")

    read = rules.shown(value, each).removesuffix(" %").replace(".", "").replace(",", ".")

    assert Decimal(read) == exactly.quantize(places, ROUND_HALF_UP)
