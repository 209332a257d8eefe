"""Who is told when, and what an apology says."""

from decimal import Decimal

import pytest

from motcua.modules.public_services.delays import rules
from motcua.modules.public_services.delays.types import Level

PERSON, HEAD, CHAIRMAN = Level.PERSON, Level.HEAD, Level.CHAIRMAN


def reached(days_left, told=(), is_late=None):
    return rules.levels_reached(
        days_left=Decimal(str(days_left)),
        is_late=days_left < 0 if is_late is None else is_late,
        told=told,
        before=Decimal(2),
        chairman_after=Decimal(3),
    )


@pytest.mark.parametrize(
    ("days_left", "levels"),
    [
        (2.1, ()),
        (2, (PERSON,)),
        (0, (PERSON,)),
        (-0.1, (PERSON, HEAD)),
        (-2.9, (PERSON, HEAD)),
        (-3, (PERSON, HEAD, CHAIRMAN)),
    ],
)
def test_first_the_person_then_the_head_then_the_chairman(days_left, levels):
    assert reached(days_left) == levels


def test_the_morning_after_a_broken_promise_the_head_is_told():
    assert reached(0, is_late=True) == (PERSON, HEAD)


def test_nobody_is_told_twice_at_the_same_level():
    assert reached(-5, told=(PERSON, HEAD)) == (CHAIRMAN,)
    assert reached(-5, told=(PERSON, HEAD, CHAIRMAN)) == ()


def test_a_reason_is_that_of_the_catalogue_and_the_particulars():
    assert rules.reason_words("SYSTEM", " Từ 05/03. ").endswith("giải quyết. Từ 05/03.")
    assert rules.reason_words("OTHER", "Mưa bão.") == "Mưa bão."
    assert rules.reason_words("OTHER", " ") == ""
    assert rules.reason_words("", "") == ""
