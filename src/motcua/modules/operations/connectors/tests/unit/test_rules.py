"""Numbers, periods, versions and workbooks, without a database."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.operations.connectors import rules
from motcua.modules.operations.connectors.types import (
    Direction,
    Every,
    Formula,
    SourceSettings,
    Target,
)
from motcua.ui import words

VALUES = st.integers(-(10**14), 10**14)
SCALES = st.integers(0, 4)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def _in_vietnamese(value, scale):
    """Write a value as Vietnamese do: 1.234,50."""
    text = f"{Decimal(value).scaleb(-scale):,f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


@given(VALUES, SCALES)
def test_what_vietnamese_write_is_read_to_the_last_digit(value, scale):
    assert rules.read_typed(_in_vietnamese(value, scale), scale) == value


@given(VALUES, SCALES)
def test_what_stands_in_a_box_is_read_back(value, scale):
    assert rules.read_typed(rules.as_typed(value, scale), scale) == value


@given(st.text(max_size=12))
def test_no_text_at_all_breaks_the_reader(text):
    number = words.read_number(text)

    assert number is None or number.is_finite()


@pytest.mark.parametrize(
    ("text", "scale", "value"),
    [
        ("1.234,5", 1, 12345),
        ("1 234,5", 1, 12345),
        ("1.234", 0, 1234),
        ("1.234.567", 2, 123456700),
        ("0,25", 2, 25),
        ("97.5", 1, 975),
        ("-3,5", 1, -35),
        ("−3,5", 1, -35),
    ],
)
def test_numbers_are_read_as_people_type_them(text, scale, value):
    assert rules.read_typed(text, scale) == value


@pytest.mark.parametrize(
    "text", ["", "mười", "1,2,3", "1.2.3", "1.23,4", "12.34.567", "1e5", "٣", "--1", "9" * 16]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(rules.NotANumber):
        rules.read_typed(text, 0)


def test_what_somebody_typed_is_not_rounded_but_what_a_machine_sends_is():
    with pytest.raises(rules.TooFine):
        rules.read_typed("1,25", 1)
    assert rules.rounded("1.25", 1) == 12
    assert rules.rounded(Decimal("97.449"), 1) == 974
    for wrong in ("nan", "inf", "", "1,5", None, "1e99"):
        with pytest.raises(rules.NotANumber):
            rules.rounded(wrong, 1)


@given(DAYS, st.sampled_from(Every))
def test_slots_follow_each_other_without_a_gap_and_are_read_back_from_their_names(day, every):
    slot = rules.slot_of(day, every)
    after = rules.next_slot(slot, every)

    assert slot.first <= day <= slot.last
    assert after.first == slot.last + timedelta(days=1)
    assert rules.read_slot(rules.label_of(slot, every), every) == slot
    assert rules.last_slots(after.last, every, 2) == [slot, after]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2026-10", "2026-10-31"),
        ("10/2026", "2026-10-31"),
        ("2026-10-07", "2026-10-31"),
        ("07/10/2026", "2026-10-31"),
        ("2026-10-31T17:30:00+00:00", "2026-11-30"),  # in Việt Nam it is November by then
    ],
)
def test_days_and_months_are_read_as_people_and_machines_write_them(text, last):
    slot = rules.read_slot(text, Every.MONTH)

    assert slot is not None
    assert str(slot.last) == last


@pytest.mark.parametrize("text", ["", "hôm qua", "13/2026", "2026-13", "31/02/2026", "Q5/2026"])
def test_what_is_no_day_is_none(text):
    assert rules.read_slot(text, Every.MONTH) is None


def _said(title):
    return Formula(
        title=title,
        meaning="",
        formula="",
        source="",
        direction=Direction.UP,
        keeper_id=UUID(int=1),
    )


def test_a_target_of_a_year_holds_for_that_year_alone():
    found = rules.segments(
        [(1, date(2024, 7, 1), _said("a")), (2, date(2025, 3, 1), _said("b"))],
        {2025: Target(year=2025, value=5)},
    )

    assert [(str(each.since), each.number, bool(each.target)) for each in found] == [
        ("2024-07-01", 1, False),
        ("2025-01-01", 1, True),
        ("2025-03-01", 2, True),
        ("2026-01-01", 2, False),
    ]


def test_of_two_descriptions_of_one_day_the_later_one_holds():
    first, second = (1, date(2026, 1, 1), _said("a")), (2, date(2026, 1, 1), _said("b"))

    assert [each.number for each in rules.segments([first, second], {})] == [2]
    assert rules.segments([], {}) == []


BY = SourceSettings(
    address="https://a", rows="data.items", series_code="s", unit="unit.code", value="n", units={}
)


def test_rows_are_found_where_the_settings_say():
    answer = {"data": {"items": [{"unit": {"code": "P1"}, "n": Decimal("12.50")}, {"n": None}]}}

    lines = rules.read_lines(answer, BY)

    assert [(each.number, each.unit, each.value) for each in lines] == [
        (1, "P1", "12.50"),
        (2, "", ""),
    ]


@pytest.mark.parametrize("answer", [{}, {"data": {"items": 3}}, [1], "text"])
def test_an_answer_without_a_list_is_refused(answer):
    with pytest.raises(ValueError, match=r"data\.items"):
        rules.read_lines(answer, BY)


def test_a_place_that_cannot_be_read_is_known_beforehand():
    assert rules.is_expression("data[?type=='x'].items")
    assert not rules.is_expression("data[")


def test_a_workbook_comes_back_as_it_was_written():
    page = rules.Page(
        code="pupils",
        title="Học sinh",
        hint="",
        periods=["10/2026", "11/2026"],
        rows=[("H24.12.21", "Quán Toan", [Decimal("12.5"), None])],
    )

    ((title, cells),) = rules.read_workbook(rules.write_workbook([page]))

    assert title == "pupils"
    assert [(c.place, c.unit, c.period, c.text) for c in cells] == [
        ("C4", "H24.12.21", "10/2026", "12,5")
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>", b"\0" * 100])
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(rules.NoWorkbook):
        list(rules.read_workbook(content))
