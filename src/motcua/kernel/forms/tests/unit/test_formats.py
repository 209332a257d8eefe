import pytest

from motcua.kernel.forms.rules import formats


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("5/3/2024", "2024-03-05"),
        ("05-03-2024", "2024-03-05"),
        ("05.03.2024", "2024-03-05"),
        ("5 3 2024", "2024-03-05"),
        ("05032024", "2024-03-05"),
        ("2024-03-05", "2024-03-05"),
        ("31/2/2024", "31/2/2024"),
        ("5/3/24", "5/3/24"),
        ("hôm qua", "hôm qua"),
        ("2024", "2024"),
    ],
)
def test_a_day_typed_in_one_box_is_read_or_kept_as_typed(typed, iso):
    assert formats.read_typed_date(typed, partial=False) == iso


@pytest.mark.parametrize(
    ("parts", "iso"),
    [
        (("", "", "1988"), "1988"),
        (("", "6", "1988"), "1988-06"),
        (("1", "6", "1988"), "1988-06-01"),
        (("", "13", "1988"), "/13/1988"),
        (("31", "", "1988"), "31//1988"),
        (("6/1988", "", ""), "1988-06"),
    ],
)
def test_of_a_partial_date_day_and_month_may_be_missing(parts, iso):
    assert formats.read_date(*parts, partial=True) == iso


@pytest.mark.parametrize(
    "value", ["2024-03-05", "1988", "1988-06", "31/2/2024", "hôm qua", "/13/1988", ""]
)
def test_the_three_boxes_show_what_they_were_given(value):
    parts = formats.date_parts(value)

    assert formats.read_date(parts["day"], parts["month"], parts["year"], partial=True) in {
        value,
        "//",
    }


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        ("1.250.000", 1_250_000),
        ("1 250 000", 1_250_000),
        ("1.250,5", 1250.5),
        ("120,5", 120.5),
        ("120.5", 120.5),
        ("-3", -3),
        ("1,2,3", "1,2,3"),
        ("ba", "ba"),
        ("9" * 400, "9" * 400),
        ("1e9", "1e9"),
        ("nan", "nan"),
    ],
)
def test_numbers_are_read_as_vietnamese_write_them(typed, number):
    assert formats.read_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0912-345", "0912345"),
        ("không có", "không có"),
    ],
)
def test_phone_numbers_lose_their_spaces_and_the_code_of_the_country(typed, kept):
    assert formats.read_digits(typed, r"^0\d{9}$") == kept


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("8:30", "08:30"),
        ("8h30", "08:30"),
        ("8 giờ 30 phút", "08:30"),
        ("8h", "08:00"),
        ("25:00", "25:00"),
    ],
)
def test_times_are_read_as_people_say_them(typed, time):
    assert formats.read_time(typed) == time


@pytest.mark.parametrize("typed", ["08:30 12/03/2024", "12/3/2024 8h30", "8:30, 12-03-2024"])
def test_an_instant_is_read_in_either_order(typed):
    iso = formats.read_instant(typed)

    assert iso == "2024-03-12T08:30:00+07:00"
    assert formats.shown_instant(iso) == "08:30 12/03/2024"


def test_what_a_pattern_of_digits_wants():
    assert formats.digits_of(r"^\d{12}$") == ("", 12, 12)
    assert formats.digits_of(r"^0\d{9}$") == ("0", 10, 10)
    assert formats.digits_of(r"^\d{6,20}$") == ("", 6, 20)
    assert formats.digits_of("^[a-z]+$") is None
