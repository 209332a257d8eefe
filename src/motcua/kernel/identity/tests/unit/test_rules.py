from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.foundation.text import sort_key
from motcua.kernel.identity import rules
from motcua.kernel.identity.rules import NumberDoubt

AT = datetime(2024, 3, 5, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["001190123456", "038300000001", "079205000001"])
def test_a_personal_number_is_twelve_digits(text):
    assert rules.is_personal_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1190123456",
        "00119012345",
        "0011901234567",
        "00119012345a",
        "001190123456\n",
        "٠٠١١٩٠١٢٣٤٥٦",
    ],
)
def test_anything_else_is_no_personal_number(text):
    assert not rules.is_personal_number(text)


@pytest.mark.parametrize(
    ("number", "birth_date", "gender"),
    [
        ("001190123456", date(1990, 5, 1), "FEMALE"),  # often misread as a man
        ("079205000001", date(2005, 5, 1), "MALE"),
        ("038300000001", date(2000, 5, 1), "FEMALE"),
        ("031000000001", date(1900, 5, 1), "MALE"),
        ("031490000001", date(2190, 5, 1), "MALE"),
    ],
)
def test_digits_four_to_six_tell_century_sex_and_year(number, birth_date, gender):
    assert rules.doubts(number=number, birth_date=birth_date, gender=gender) == ()


def test_a_number_that_does_not_fit_is_a_doubt_and_not_a_refusal():
    found = rules.doubts(number="001190123456", birth_date=date(1991, 5, 1), gender="MALE")

    assert found == (NumberDoubt.BIRTH_YEAR, NumberDoubt.GENDER)


def test_what_is_not_known_is_not_doubted():
    assert rules.doubts(number="001190123456", birth_date=None, gender="") == ()
    assert rules.doubts(number="", birth_date=date(1990, 1, 1), gender="MALE") == ()


def test_lists_are_sorted_by_given_name_first():
    names = ["Nguyễn Văn Bình", "Trần Thị Ánh", "Lê An", "Đỗ Thị Đào", "Phạm Dung", "Lê Thị An"]

    in_order = sorted(names, key=lambda name: sort_key(rules.name_for_sorting(name)))

    assert in_order == [
        "Lê An",
        "Lê Thị An",
        "Trần Thị Ánh",
        "Nguyễn Văn Bình",
        "Phạm Dung",
        "Đỗ Thị Đào",
    ]


def test_a_name_is_kept_in_composed_letters_with_single_spaces():
    assert rules.tidy_name("  Nguyê\u0303n   Văn A ") == "Nguyễn Văn A"


def test_five_wrong_passwords_lock_a_name_for_five_minutes():
    def throttled(failures: int, minutes: float) -> bool:
        since = AT - timedelta(minutes=minutes)
        return rules.is_throttled(kind="name", failures=failures, since=since, at=AT)

    assert not throttled(4, 1)
    assert throttled(5, 4.9)
    assert not throttled(5, 5)
