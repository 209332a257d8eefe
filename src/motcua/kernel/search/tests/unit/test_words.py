import pytest

from motcua.kernel.search.rules.words import (
    is_filler,
    normal,
    repair,
    sound,
    spoken,
    telling_words,
)


@pytest.mark.parametrize(
    ("typed", "word"),
    [("Ký", "ki"), ("kí", "ki"), ("giấy", "giay"), ("LÝ", "li"), ("Đất", "dat"), ("quý", "quy")],
)
def test_a_word_has_one_spelling_without_diacritics(typed, word):
    assert normal(typed) == word


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ddawng", ["dang"]),
        ("kys", ["ki"]),
        ("ky1", ["ki"]),
        ("d9a8ng", ["dang"]),
        ("ke61t", ["ket"]),
        ("khaisinh", ["khai", "sinh"]),
        ("qqqq", ["qqqq"]),
    ],
)
def test_what_an_input_method_left_behind_is_repaired(typed, words):
    known = {"dang", "ki", "ket", "khai", "sinh"}

    assert repair(normal(typed), known) == words


def test_a_filler_with_another_tone_is_a_word():
    assert is_filler("là")
    assert is_filler("la")
    assert not is_filler("lá")


def test_fillers_are_left_out_unless_nothing_else_is_there():
    assert telling_words("làm giấy khai sinh cho con") == ["giay", "khai", "sinh", "con"]
    assert telling_words("thủ tục") == ["thu", "tuc"]


def test_codes_stay_whole():
    assert spoken("Mã 1.001193, NĐ 123/2015") == ["mã", "1.001193", "nđ", "123/2015"]


def test_words_that_many_do_not_tell_apart_sound_alike():
    assert sound("tru") == sound("chu")
    assert sound("xu") == sound("su")
    assert sound("lam") == sound("nam")
    assert sound("khai") != sound("kai")
