"""Keys, limits, money, text, actors and rights."""

import json
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from multiprocessing import get_context
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.foundation import actors
from motcua.foundation.errors import NotPermitted
from motcua.foundation.ids import uuid7
from motcua.foundation.money import Money
from motcua.foundation.permissions import Permission
from motcua.foundation.text import fold, sort_key
from motcua.foundation.time import TimeLimit, TimeUnit, local, local_date


def test_keys_sort_by_age_also_within_a_millisecond():
    keys = [uuid7() for _n in range(5000)]

    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_keys_are_version_seven_and_carry_the_time():
    before = time.time_ns() // 1_000_000

    key = uuid7()

    assert key.version == 7
    assert key.variant == "specified in RFC 4122"
    assert 0 <= (key.int >> 80) - before < 5000


def keys_of_a_child(pipe):
    pipe.send([uuid7() for _n in range(100)])


def test_a_child_process_does_not_repeat_its_parents_keys():
    uuid7()
    here, there = get_context("fork").Pipe()
    children = [
        get_context("fork").Process(target=keys_of_a_child, args=(there,)) for _n in range(3)
    ]
    for child in children:
        child.start()
    keys = [key for _child in children for key in here.recv()]
    keys += [uuid7() for _n in range(100)]
    for child in children:
        child.join()

    assert len(set(keys)) == 400


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("5 working_day", "5", TimeUnit.WORKING_DAY),
        ("0.5 working_day", "0.5", TimeUnit.WORKING_DAY),
        ("8 working_hour", "8", TimeUnit.WORKING_HOUR),
        ("30 calendar_day", "30", TimeUnit.CALENDAR_DAY),
        ("2 month", "2", TimeUnit.MONTH),
        ("same_day", "1", TimeUnit.SAME_DAY),
        ("1 same_day", "1", TimeUnit.SAME_DAY),
    ],
)
def test_a_time_limit_is_read(text, amount, unit):
    assert TimeLimit.parse(text) == TimeLimit(Decimal(amount), unit)


@pytest.mark.parametrize(
    "text", ["", "5", "five working_day", "5 days", "-1 month", "0 month", "0.5 month", "5 6 month"]
)
def test_what_is_no_time_limit_is_refused_with_what_is_allowed(text):
    with pytest.raises(ValueError, match="working_day"):
        TimeLimit.parse(text)


@given(st.integers(1, 10_000), st.sampled_from(TimeUnit))
def test_a_time_limit_reads_back_what_it_says(amount, unit):
    limit = TimeLimit(Decimal(amount), unit)

    assert TimeLimit.parse(str(limit)) == limit


def test_a_day_is_a_day_in_viet_nam():
    late = datetime(2024, 3, 4, 17, 30, tzinfo=UTC)

    assert local_date(late) == date(2024, 3, 5)
    assert local(late).hour == 0
    with pytest.raises(ValueError, match="aware"):
        local(datetime(2024, 3, 5))  # noqa: DTZ001 - what is refused


def test_money_is_whole_dong():
    assert str(Money(1_250_000)) == "1.250.000 đ"
    assert Money(5) + Money(3) - Money(1) == Money(7)
    assert Money(15_000) * 3 == Money(45_000)
    assert Money(1) < Money(2)
    wrongs: list[Any] = [1.5, "1", True, None]
    for wrong in wrongs:
        with pytest.raises(TypeError, match="whole number"):
            Money(wrong)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("  QUẬN   Hồng Bàng\n", "quan hong bang"),
        ("Nguyễn Thị Ước", "nguyen thi uoc"),
        ("Đặng Ỷ Ngữ", "dang y ngu"),  # as one letter and as letter and mark
        ("H24.12-240305", "h24.12-240305"),
        ("", ""),
    ],
)
def test_folding_leaves_what_people_type_in_a_hurry(text, folded):
    assert fold(text) == folded


VIETNAMESE = st.text("aàảãáạăằâầbcdđeèêềghiìoòôồơờuùưừyỳAÀĂÂĐÊÔƠƯ ", max_size=12)


@given(VIETNAMESE)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()


LETTERS = ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l", "m", "n", "o"]
LETTERS += ["ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "x", "y"]
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]  # ngang huyền hỏi ngã sắc nặng
VOWELS = [place for place, letter in enumerate(LETTERS) if letter in "aăâeêioôơuưy"]


@st.composite
def words(draw):
    """Return a word and its place in the dictionary: letters first, then tones."""
    letters = draw(st.lists(st.integers(0, len(LETTERS) - 1), min_size=1, max_size=6))
    tones = [draw(st.integers(0, 5)) if place in VOWELS else 0 for place in letters]
    spelt = "".join(
        LETTERS[place] + TONES[tone] for place, tone in zip(letters, tones, strict=True)
    )
    return spelt, (letters, tones)


@given(st.lists(words(), min_size=2, max_size=8))
def test_names_stand_in_the_order_of_the_vietnamese_dictionary(found):
    by_key = sorted(found, key=lambda word: sort_key(word[0]))
    by_dictionary = sorted(found, key=lambda word: word[1])

    assert [word[1] for word in by_key] == [word[1] for word in by_dictionary]


def test_a_list_of_names_as_a_school_register_has_it():
    names = [
        "An",
        "Ân",
        "Ấn",
        "Ba",
        "Bà",
        "Bả",
        "Bạ",
        "Dung",
        "Đặng",
        "Em",
        "Ê",
        "Uyên",
        "Ước",
        "Yến",
    ]

    backwards = names[::-1]

    assert sorted(backwards, key=sort_key) == names
    assert sort_key("ĐẶNG") == sort_key("đặng")
    assert sort_key("an bình") < sort_key("anh")


SIGN = Permission(code="tests.sign", title="Sign", roles=frozenset({"LEADER"}))


def test_a_right_is_held_in_some_units():
    here, there = uuid7(), uuid7()
    actor = actors.Actor(kind=actors.ActorKind.OFFICIAL, rights={"tests.sign": frozenset({here})})

    assert SIGN.held_by(actor)
    assert SIGN.held_by(actor, unit_id=here)
    assert not SIGN.held_by(actor, unit_id=there)
    SIGN.require(actor, unit_id=here)
    with pytest.raises(NotPermitted):
        SIGN.require(actor, unit_id=there)


def test_who_holds_no_right_is_refused_and_the_system_holds_all():
    for actor in (actors.ANONYMOUS, actors.Actor(kind=actors.ActorKind.OFFICIAL)):
        with pytest.raises(NotPermitted):
            SIGN.require(actor)
    SIGN.require(actors.system("job"), unit_id=uuid7())


def test_kinds_of_actors():
    person = actors.Actor(kind=actors.ActorKind.PERSON)
    official = actors.Actor(kind=actors.ActorKind.OFFICIAL)

    assert [each.is_signed_in for each in (person, official, actors.ANONYMOUS)] == [
        True,
        True,
        False,
    ]
    assert [each.is_official for each in (person, official)] == [False, True]
    assert json.dumps(official.kind) == '"OFFICIAL"'
