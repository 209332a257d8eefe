import pytest

from motcua.kernel.search import api
from motcua.kernel.search.models import SearchDocument

pytestmark = pytest.mark.django_db
KIND = "letter"  # no manifest names it: the database searches
LETTERS = [
    api.Document(key="1", title="Công văn về trường học", text="Tuyển sinh lớp một"),
    api.Document(key="2", title="Quyết định xây chợ", keywords=("chợ Sắt",)),
    api.Document(key="3", title="Thông báo nghỉ Tết"),
]


def found(question, **options):
    return [hit.key for hit in api.search(question, kinds=[KIND], **options)]


@pytest.fixture(autouse=True)
def _indexed():
    api.index(kind=KIND, documents=LETTERS)


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("truong hoc", ["1"]),
        ("xây chợ", ["2"]),
        ("cho sat", ["2"]),
        ("nghi te", ["3"]),
        ("tuyển sinh", ["1"]),
        ("truong hok", ["1"]),
        ("xyz", []),
        ("", []),
        ("' & ! | :*", []),
    ],
)
def test_the_database_finds_words_beginnings_and_likeness(question, keys):
    assert found(question) == keys


def test_an_indexed_document_takes_the_place_of_the_old_one():
    api.index(kind=KIND, documents=[api.Document(key="1", title="Giấy mời họp")])

    assert found("truong hoc") == []
    assert found("giay moi") == ["1"]


def test_what_is_forgotten_is_not_found():
    assert api.forget(kind=KIND, keys=["1"]) == 1
    assert found("truong hoc") == []


def test_replacing_all_leaves_exactly_these():
    api.replace_all(kind=KIND, documents=[api.Document(key="9", title="Giấy mời họp")])

    assert list(SearchDocument.objects.values_list("key", flat=True)) == ["9"]


def test_other_kinds_are_not_found():
    assert api.search("truong hoc", kinds=["procedure"]) == ()


def test_no_more_are_found_than_asked_for():
    api.index(kind=KIND, documents=[api.Document(key=f"n{n}", title="Giấy mời") for n in range(30)])

    assert len(found("giấy mời", limit=7)) == 7


def test_a_catalogue_in_memory_sees_a_change_at_once(django_assert_max_num_queries):
    document = api.Document(key="1.000001", title="Cấp giấy phép nuôi mèo")
    api.replace_all(kind="procedure", documents=[document])
    assert api.search("nuoi meo", kinds=["procedure"])[0].key == "1.000001"

    with django_assert_max_num_queries(1):
        api.search("nuoi meo", kinds=["procedure"])
    api.replace_all(kind="procedure", documents=[])

    assert api.search("nuoi meo", kinds=["procedure"]) == ()
