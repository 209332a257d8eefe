from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from motcua.foundation.money import Money
from motcua.ui import words

DUE = datetime(2024, 3, 12, 10, 0, tzinfo=UTC)  # 17:00 in Việt Nam, a Tuesday


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def test_a_promise_is_a_time_a_weekday_and_a_day_on_the_clock_of_viet_nam():
    assert words.as_promise(DUE) == "trước 17:00 thứ Ba 12/03/2024"


def test_in_english_the_day_is_still_written_as_on_the_paper():
    with translation.override("en"):
        assert words.as_promise(DUE) == "before 17:00 Tuesday 12/03/2024"


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (timedelta(days=2, hours=3, minutes=9), "còn 2 ngày 3 giờ"),
        (timedelta(days=5, hours=3), "còn 5 ngày"),
        (timedelta(hours=1, minutes=5), "còn 1 giờ 5 phút"),
        (timedelta(seconds=20), "còn chưa đến một phút"),
        (timedelta(), "còn chưa đến một phút"),
        (-timedelta(days=1, hours=2), "quá hạn 1 ngày 2 giờ"),
    ],
)
def test_a_distance_has_at_most_two_units(before, text):
    assert words.as_distance(DUE, DUE - before) == text


def test_what_was_today_needs_no_date():
    assert words.as_ago(DUE, DUE + timedelta(hours=1)) == "17:00"
    assert words.as_ago(DUE, DUE + timedelta(hours=10)) == "hôm qua 17:00"
    assert words.as_ago(DUE, DUE + timedelta(days=9)) == "17:00 12/03/2024"


def test_the_day_of_an_instant_is_that_of_viet_nam():
    assert words.as_date(datetime(2024, 3, 12, 18, 0, tzinfo=UTC)) == "13/03/2024"
    assert words.as_date(date(2024, 3, 12)) == "12/03/2024"


def test_thousands_have_points_and_decimals_a_comma():
    assert words.as_money(Money(1_250_000)) == "1.250.000 đ"
    assert words.as_money(20_000) == "20.000 đ"
    assert words.as_number(1234.5, 1) == "1.234,5"
    assert words.as_number(99.67, 1) == "99,7"  # rounded, not cut off
    assert words.as_number(99.995, 2) == "100,00"


@pytest.mark.parametrize(
    ("octets", "text"), [(200, "1 kB"), (84_400, "84 kB"), (1_240_000, "1,2 MB")]
)
def test_the_size_of_a_file_is_round(octets, text):
    assert words.as_size(octets) == text


def test_the_week_begins_with_the_second_day_in_vietnamese():
    names = [words.weekday(date(2024, 3, 11) + timedelta(days=nth)) for nth in range(7)]

    assert names == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]
