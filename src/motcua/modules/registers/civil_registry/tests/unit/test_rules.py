from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.modules.registers.civil_registry import rules
from motcua.modules.registers.civil_registry.types import RegistrationKind


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 3, 12), "ngày mười hai tháng ba năm hai nghìn không trăm hai mươi bốn"),
        (date(1995, 4, 5), "ngày năm tháng tư năm một nghìn chín trăm chín mươi lăm"),
        (date(2001, 1, 21), "ngày hai mươi mốt tháng một năm hai nghìn không trăm linh một"),
        (date(2015, 12, 15), "ngày mười lăm tháng mười hai năm hai nghìn không trăm mười lăm"),
        (date(1905, 11, 30), "ngày ba mươi tháng mười một năm một nghìn chín trăm linh năm"),
        (date(2000, 10, 10), "ngày mười tháng mười năm hai nghìn"),
    ],
)
def test_a_day_is_written_in_words(day, words):
    assert rules.date_in_words(day) == words


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_two_numbers_never_read_alike(one, other):
    assert (rules.in_words(one) == rules.in_words(other)) == (one == other)


@given(st.integers(1, 5000))
def test_every_number_has_a_page_of_its_own(number):
    place = rules.place_of(number=number, year=2024)
    next_place = rules.place_of(number=number + 1, year=2024)

    assert (place.volume, place.page) < (next_place.volume, next_place.page)
    assert 1 <= place.page <= rules.PAGES_PER_VOLUME


def test_numbers_run_on_over_the_volumes_of_a_year():
    place = rules.place_of(number=201, year=2024)

    assert (place.shown, place.book, place.page) == ("201/2024", "02-TP/HT-2024-KS", 1)


@pytest.mark.parametrize(
    ("registered_on", "kind"),
    [
        (date(2024, 3, 1), RegistrationKind.IN_TIME),
        (date(2024, 3, 2), RegistrationKind.LATE),
    ],
)
def test_a_birth_is_declared_within_sixty_days(registered_on, kind):
    born_on = date(2024, 1, 1)

    assert rules.registration_kind(born_on=born_on, registered_on=registered_on) is kind
