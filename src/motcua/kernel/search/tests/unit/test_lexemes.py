from datetime import date

import pytest

from motcua.kernel.search.rules import lexemes
from motcua.kernel.search.rules.excerpts import AROUND, excerpt
from motcua.kernel.search.types import Document


def vector(**values):
    return set(lexemes.vector_of(Document(key="1", **{"title": "", **values})).split(" '"))


def test_a_document_is_indexed_by_words_pairs_title_spelling_and_whole_keywords():
    text = lexemes.vector_of(
        Document(key="1", title="Khen thưởng", keywords=("15/QĐ-UBND",), text="ngân sách")
    )

    for lexeme in (
        "'khen':1A",
        "'^khen thuong'",
        "'khen thuong'",
        "'=thưởng'",
        "'#15/qd-ubnd'",
        "'15/qd ubnd'",
        "'ngan':",
        "'ngan sach'",
        "'=sách'",
    ):
        assert lexeme in text
    assert "'^ngan" not in text


def test_a_long_text_keeps_its_words_but_not_all_places():
    text = "ngân sách " * 9000

    assert len(lexemes.vector_of(Document(key="1", title="", text=text))) < 5000


@pytest.mark.parametrize(
    ("typed", "tiers"),
    [
        ("", ()),
        ("' & ! | :* \\", ()),
        ("chợ", ("'^cho'", "'cho'")),
        ("khen thưởng", ("'^khen thuong'", "'khen thuong'", "'khen' & 'thuong'")),
        (
            "15/QĐ-UBND",
            ("'#15/qd-ubnd'", "'^15/qd ubnd'", "'15/qd ubnd'"),
        ),
        ('"Nguyễn Văn An" chợ', None),
    ],
)
def test_a_question_is_asked_in_tiers(typed, tiers):
    asked = lexemes.read_question(typed)

    if tiers is not None:
        assert asked.tiers[: len(tiers)] == tiers
    else:
        assert asked.exact == "('nguyen' <-> 'van' <-> 'an')"
        assert all("nguyen van" in each for each in asked.tiers)


@pytest.mark.parametrize(
    "typed", ["'a' | !'b'", "a:* & <-> (", "x' OR 1=1 --", "\\' \\\\", '"', "“"]
)
def test_nothing_typed_is_more_than_a_word(typed):
    asked = lexemes.read_question(typed)

    for part in (*asked.tiers, asked.rank):
        bare = part.replace("'", "").replace(" & ", " ").replace(" | ", " ").replace("^", "")
        assert not set(bare.replace("#", "")) & set("!()<>:*\\")


def test_the_months_before_a_day_are_counted_over_the_new_year():
    assert lexemes.last_months(date(2026, 1, 31), 2) == [
        "month=2026-02",
        "month=2026-01",
        "month=2025-12",
    ]


def test_an_excerpt_shows_the_densest_place_escaped():
    text = "mở đầu chợ " + "chữ " * 200 + "<b>xây chợ</b> Sắt của quận " + "chữ " * 200

    shown = excerpt(text, ["xay", "cho", "sat"])

    assert "&lt;b&gt;<mark>xây chợ</mark>&lt;/b&gt; <mark>Sắt</mark> của quận" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < AROUND + 120


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Kỷ luật", ["ki"], "<mark>Kỷ</mark> luật"),
        ("ĐƯỜNG SẮT", ["duong"], "<mark>ĐƯỜNG</mark> SẮT"),
        ("bánh xe", ["ban"], ""),
        ("bất kỳ", [], ""),
    ],
)
def test_words_are_marked_whole_however_they_are_spelled(text, words, shown):
    assert excerpt(text, words) == shown
