import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.kernel.identity.tests.factories import give_post, make_official, make_unit
from motcua.modules.public_services.procedures import api
from motcua.modules.public_services.procedures.tests.factories import (
    TODAY,
    a_record,
    as_lines,
    import_records,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    account = make_official()
    give_post(account, make_unit(), "CATALOGUE_ADMIN")
    client.force_login(account)
    return client


def upload(client, data, act="publish", name="a.jsonl", day="01/03/2024"):
    file = SimpleUploadedFile(name, data)
    return client.post(
        "/catalogue/import/", {"file": file, "effective_from": day, "act": act}, follow=True
    )


@pytest.mark.parametrize(
    "path",
    ["/catalogue/", "/catalogue/import/", "/catalogue/workbook.xlsx", "/catalogue/1.999001/"],
)
def test_only_keepers_see_the_catalogue(client, path):
    import_records(a_record())
    assert client.get(path).status_code == 302  # to the sign-in page
    account = make_official()
    give_post(account, make_unit(), "RECEPTION")
    client.force_login(account)

    assert client.get(path).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/catalogue/",
        "/catalogue/?q=meo",
        "/catalogue/?q=1.999001",
        "/catalogue/import/",
        "/catalogue/workbook.xlsx",
        "/catalogue/workbook.xlsx?empty",
        "/catalogue/1.999001/",
    ],
)
def test_keepers_see_it_with_few_queries(keeper, path, django_assert_max_num_queries):
    import_records(a_record())
    keeper.get("/catalogue/")

    with django_assert_max_num_queries(8):
        assert keeper.get(path).status_code == 200


def test_a_sound_file_is_published(keeper):
    response = upload(keeper, as_lines(a_record()))

    assert "Đã công bố 1 phiên bản" in response.content.decode()
    assert api.get_version("1.999001", TODAY).number == 1


def test_only_checking_writes_nothing(keeper):
    response = upload(keeper, as_lines(a_record()), act="check")

    assert "Chưa ghi gì" in response.content.decode()
    assert api.find_version("1.999001", TODAY) is None


def test_faults_are_shown_with_line_field_and_reason(keeper):
    response = upload(keeper, as_lines(a_record(), a_record(code="1.9"), "x"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Có 2 lỗi trong tệp" in page
    assert "Mã có dạng 1.001193" in page
    assert api.find_version("1.999001", TODAY) is None


@pytest.mark.parametrize(
    ("name", "data", "day", "words"),
    [
        ("a.pdf", b"x", "01/03/2024", "Không đọc được tệp a.pdf"),
        ("a.xlsx", b"x", "01/03/2024", "Không đọc được tệp a.xlsx"),
        ("a.jsonl", b"{}", "soon", "Hãy ghi ngày"),
    ],
)
def test_a_wrong_form_says_what_to_do(keeper, name, data, day, words):
    response = upload(keeper, data, name=name, day=day)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_the_versions_show_what_changed(keeper):
    import_records(a_record())
    import_records(a_record(result="Thẻ mèo"), effective_from=TODAY)

    page = keeper.get("/catalogue/1.999001/").content.decode()

    assert "Giấy phép nuôi mèo" in page
    assert "Thẻ mèo" in page
    assert keeper.get("/catalogue/9.999999/").status_code == 404
