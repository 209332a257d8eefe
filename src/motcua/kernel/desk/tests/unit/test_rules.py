"""Days of a page, the calendar as phones read it, the lines of a sheet."""

from datetime import UTC, date, datetime

import pytest

from motcua.kernel.desk import rules
from motcua.kernel.desk.types import View


@pytest.mark.parametrize(
    ("view", "first", "last"),
    [
        (View.DAY, date(2024, 2, 29), date(2024, 2, 29)),
        (View.WEEK, date(2024, 2, 26), date(2024, 3, 3)),
        (View.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_page_of_the_calendar_begins_and_ends_with_whole_days(view, first, last):
    assert rules.span_of(view, date(2024, 2, 29)) == (first, last)
    before, after = rules.neighbours(view, date(2024, 2, 29))
    assert rules.span_of(view, before)[1] < first
    assert rules.span_of(view, after)[0] > last


def test_december_is_followed_by_january():
    assert rules.span_of(View.MONTH, date(2024, 12, 31))[1] == date(2024, 12, 31)
    assert rules.neighbours(View.MONTH, date(2024, 12, 5))[1] == date(2025, 1, 1)


def test_an_entry_keeps_every_letter_in_lines_that_phones_can_read():
    words = "Rà soát; báo cáo, kết quả \\ hộ tịch " * 6
    entry = rules.Entry(
        uid="a-1@x", at=datetime(2024, 3, 7, 10, tzinfo=UTC), summary=words, url="https://x/y/"
    )

    text = rules.as_calendar("Hạn", [entry], at=datetime(2024, 3, 5, 1, tzinfo=UTC))

    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "")
    written = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:{written}\r\n" in whole
    assert "DTSTART:20240307T094500Z\r\n" in whole
    assert "DTEND:20240307T100000Z\r\n" in whole


def test_nobody_writes_a_second_entry_through_the_words_of_one():
    entry = rules.Entry(
        uid="1",
        at=datetime(2024, 3, 7, tzinfo=UTC),
        summary="một\r\nEND:VEVENT\nBEGIN:VEVENT",
        url="https://x/",
    )

    text = rules.as_calendar("Hạn", [entry], at=datetime(2024, 3, 5, tzinfo=UTC))

    assert text.count("\r\nBEGIN:VEVENT\r\n") == 1


def test_the_lines_of_a_sheet_are_shared_and_none_is_wasted():
    assert rules.share({"a": 2, "b": 50, "c": 50}, 12) == {"a": 2, "b": 5, "c": 5}
    assert rules.share({"a": 2, "b": 1}, 12) == {"a": 2, "b": 1}
    assert sum(rules.share({"a": 50, "b": 50}, 7).values()) == 7
