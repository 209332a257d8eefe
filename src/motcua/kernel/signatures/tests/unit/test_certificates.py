"""What is read from certificates."""

from datetime import timedelta

import pytest

from motcua.kernel.signatures.rules.certificates import (
    OF_CITIZEN,
    days_to_warn,
    plain,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CCCD:031090001234", "031090001234"),
        ("cccd 031090001234", "031090001234"),
        ("UID=CMND:031234567", "031234567"),
        ("MST:0200123456", None),
    ],
)
def test_the_number_of_a_citizen_is_found_in_many_spellings(text, number):
    found = OF_CITIZEN.search(text)

    assert (found.group(1) if found else None) == number


@pytest.mark.parametrize(
    ("left", "warned", "step"),
    [(61, None, None), (60, None, 60), (45, 60, None), (30, 60, 30), (6, 30, 7), (1, 7, None)],
)
def test_a_warning_comes_60_and_30_and_7_days_before(left, warned, step):
    assert days_to_warn(timedelta(days=left), warned=warned) == step


def test_names_are_the_same_however_accents_are_written():
    assert plain("Nguyễn  Hữu ĐƯỜNG") == plain("Nguye\u0302\u0303n Hu\u031b\u0303u đường")
