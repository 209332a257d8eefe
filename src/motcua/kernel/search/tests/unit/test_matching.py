import pytest

from motcua.kernel.search.rules import matching
from motcua.kernel.search.types import Document

DOCUMENTS = [
    Document(key="birth", title="Đăng ký khai sinh", keywords=("giấy khai sinh",)),
    Document(key="death", title="Đăng ký khai tử"),
    Document(key="marriage", title="Đăng ký kết hôn"),
    Document(key="land", title="Cấp Giấy chứng nhận quyền sử dụng đất"),
    Document(key="residence", title="Đăng ký thường trú"),
    Document(key="copy", title="Chứng thực bản sao", text="giấy khai sinh"),
]
SYNONYMS = {"sổ đỏ": "giấy chứng nhận quyền sử dụng đất", "hộ khẩu": "thường trú"}
INDEX = matching.build(DOCUMENTS, SYNONYMS)


def first(question):
    found = matching.search(INDEX, question, 3)
    return found[0][0].key if found else None


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("khai sinh", "birth"),
        ("khai tử", "death"),
        ("KHAI SINH", "birth"),
        ("sinh khai", "birth"),
        ("ket hom", "marriage"),
        ("sổ đỏ", "land"),
        ("lam so do", "land"),
        ("nhap ho khau", "residence"),
        ("thuong chu", "residence"),
        ("ket h", "marriage"),
        ("chứng thực", "copy"),
    ],
)
def test_the_right_one_comes_first(question, key):
    assert first(question) == key


@pytest.mark.parametrize("question", ["", "  ", "xyzxyz", "!!!"])
def test_nothing_is_found_where_nothing_fits(question):
    assert first(question) is None


def test_a_title_counts_more_than_the_text():
    index = matching.build(
        [Document(key="a", title="Cấp thẻ", text="xây nhà"), Document(key="b", title="Xây nhà")]
    )

    assert matching.search(index, "xây nhà", 1)[0][0].key == "b"


def test_weight_decides_between_equals():
    index = matching.build(
        [Document(key="a", title="Cấp thẻ"), Document(key="b", title="Cấp thẻ", weight=1.2)]
    )

    assert matching.search(index, "cấp thẻ", 1)[0][0].key == "b"


def test_an_empty_index_finds_nothing():
    assert matching.search(matching.build([]), "khai sinh", 3) == []
