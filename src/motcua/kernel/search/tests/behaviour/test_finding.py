"""What the database finds of a kind with readers: best first, and never what is not theirs."""

from datetime import date
from uuid import UUID

import pytest

from motcua.foundation import modules
from motcua.foundation.actors import Actor, ActorKind
from motcua.kernel.search import api, use_cases
from motcua.kernel.search.models import CommonPair
from motcua.kernel.search.queries import database

KIND = "memo"
OURS, THEIRS = (Actor(kind=ActorKind.OFFICIAL, unit_ids=frozenset({UUID(int=n)})) for n in (1, 2))
ON = date(2026, 11, 26)
COMMON = "Ủy ban nhân dân quận quyết định khen thưởng tập thể có thành tích trong công tác cán bộ"


def memo(key, title, text=COMMON, *, unit=1, dated=ON, **values):
    return api.Document(
        key=key,
        title=title,
        text=text,
        scopes=(f"unit:{UUID(int=unit)}",),
        facets={"year": (str(dated.year),), **values.pop("facets", {})},
        dated=dated,
        **values,
    )


MEMOS = [
    memo("title", "Quyết định khen thưởng cá nhân"),
    memo("spelled", "Báo cáo", "Về ngân sách năm nay của phường"),
    memo("other accents", "Báo cáo", "Về ngăn sạch năm nay của phường"),
    memo("number", "Quyết định", keywords=("15/QĐ-UBND",)),
    memo("other number", "Quyết định", "Căn cứ Quyết định 115/QĐ-UBND", keywords=("16/QĐ-UBND",)),
    memo("name", "Giấy mời", "Ông Nguyễn Văn An dự họp; bà Trần Thị Bình vắng"),
    memo("scattered", "Giấy mời", "Ông An Văn Thụ; bà Nguyễn Thị Văn; an toàn; Nguyễn Bình"),
    memo("old", "Kế hoạch phòng chống bão lụt", dated=date(2019, 8, 1)),
    memo("theirs", "Kế hoạch phòng chống bão lụt của họ", "nhà máy xi măng Hải Phòng", unit=2),
    memo("like theirs", "Kế hoạch phòng chống bão", "nhà máy xi măng Hải Phòng đóng cửa"),
]


@pytest.fixture(autouse=True, scope="module")
def _indexed(kept_db):
    (kind,) = [api.Kind(code=KIND, title="Memos", readers=units_of, feed=lambda: MEMOS)]
    config = modules.installed()[0]
    before = config.manifest
    object.__setattr__(config, "manifest", modules.Module(title=before.title, search=[kind]))
    api.rebuild(KIND)
    yield
    object.__setattr__(config, "manifest", before)


def units_of(actor):
    if actor.kind is ActorKind.SYSTEM:
        return None
    return {f"unit:{each}" for each in actor.unit_ids}


def answer(text, *, actor=OURS, page=1, **facets):
    asked = api.Question(text=text, facets=facets)
    return api.find(asked, kinds=[KIND], actor=actor, on=ON, page=page)


def keys(text, **options):
    return [hit.key for hit in answer(text, **options).hits]


pytestmark = pytest.mark.django_db


def test_what_has_it_in_the_title_stands_first():
    assert keys("khen thưởng")[0] == "title"


@pytest.mark.parametrize(
    ("typed", "first"), [("ngân sách", "spelled"), ("ngăn sạch", "other accents")]
)
def test_a_hit_with_the_right_diacritics_stands_above(typed, first):
    assert keys(typed)[0] == first
    assert set(keys(typed)) == set(keys("ngan sach")) == {"spelled", "other accents"}


def test_a_number_and_symbol_is_found_exactly():
    assert keys("15/QĐ-UBND") == ["number"]
    assert keys("15/qd-ubnd") == ["number"]
    assert keys("quyết định 15/QĐ-UBND")[0] == "number"


@pytest.mark.parametrize("typed", ['"Nguyễn Văn An"', "“nguyen van an”"])
def test_a_phrase_in_quotes_stands_together(typed):
    assert keys(typed) == ["name"]


def test_without_quotes_what_stands_together_comes_first():
    assert keys("Nguyễn Văn An") == ["name", "scattered"]


def test_the_excerpt_marks_the_words_and_is_escaped():
    api.index(kind=KIND, documents=[memo("wild", "Thử", "<script>x</script> chợ Sắt")])

    (hit,) = answer("chợ sắt").hits

    assert hit.excerpt == "&lt;script&gt;x&lt;/script&gt; <mark>chợ Sắt</mark>"


def test_filters_hold_and_without_words_the_newest_come_first():
    assert keys("phòng chống", year=("2019",)) == ["old"]
    assert keys("", year=("2019",)) == ["old"]
    assert keys("")[-1] == "old"
    assert answer("").total == len(MEMOS) - 1


@pytest.mark.parametrize("typed", ["xi măng", "kế hoạch", '"nhà máy xi măng Hải Phòng"', ""])
def test_nobody_finds_counts_or_pages_what_is_not_his(typed):
    ours, theirs = answer(typed), answer(typed, actor=THEIRS)

    assert "theirs" not in {hit.key for hit in ours.hits}
    assert {hit.key for hit in theirs.hits} <= {"theirs"}
    assert ours.total == len(ours.hits)
    assert theirs.total == len(theirs.hits)


def test_more_like_this_neither_shows_nor_starts_from_what_is_not_his():
    def like(key, actor):
        return [hit.key for hit in api.more_like(kind=KIND, key=key, kinds=[KIND], actor=actor)]

    assert like("theirs", OURS) == []
    near = like("like theirs", OURS)
    assert near[0] == "old"
    assert "theirs" not in near
    assert like("theirs", THEIRS) == []


def test_a_stranger_without_marks_finds_nothing():
    stranger = Actor(kind=ActorKind.PERSON)

    assert answer("kế hoạch", actor=stranger).hits == ()
    assert api.search("kế hoạch", kinds=[KIND]) == ()


@pytest.mark.parametrize(
    "typed", ["'a' | !'b'", "a:* & (", "x'; drop table x; --", "\\", "%s %(a)s"]
)
def test_nothing_typed_breaks_the_question(typed):
    assert isinstance(answer(typed).hits, tuple)


def test_a_text_that_is_no_text_does_not_stop_the_index():
    noise = "x" * 5000 + " chợ hoa " + "Ж" * 90_000 + " я" * 20_000
    api.index(kind=KIND, documents=[memo("noise", "Quét hỏng", noise)])

    assert keys("chợ hoa") == ["noise"]
    assert keys("chợ hoa", year=("20\x0026",)) == ["noise"]


def test_pages_are_bounded_and_do_not_overlap():
    many = [memo(f"m{n:03}", "Thông báo nghỉ lễ") for n in range(database.MOST + 30)]
    api.index(kind=KIND, documents=many)

    first, second, last = (answer("nghỉ lễ", page=n) for n in (1, 2, 99))

    assert len({hit.key for hit in (*first.hits, *second.hits)}) == 2 * database.PAGE
    assert (first.has_next, first.total) == (True, None)
    assert (last.page, last.has_next) == (database.LAST_PAGE, False)


def test_a_rebuild_forgets_what_the_feed_has_not():
    api.index(kind=KIND, documents=[memo("gone", "Thư mời dự tiệc")])
    assert keys("dự tiệc") == ["gone"]

    assert api.rebuild(KIND) == len(MEMOS)

    assert keys("dự tiệc") == []


def test_common_pairs_are_counted_in_a_sample(monkeypatch):
    api.index(kind=KIND, documents=[memo(f"c{n}", "Quyết định") for n in range(60)])
    monkeypatch.setattr(use_cases, "SAMPLE", 50)

    use_cases.count_pairs()

    assert CommonPair.objects.filter(pair="uy ban").exists()
    assert not CommonPair.objects.filter(pair="xi mang").exists()
