from datetime import date

import pytest
from django.test import Client

from motcua.kernel.forms import api as forms
from motcua.kernel.forms.tests.factories import CODES
from motcua.kernel.identity.tests.factories import give_post, make_citizen, make_official, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def official(client: Client):
    client.force_login(make_official())
    return client


def test_the_living_pages_are_for_officials(client):
    assert client.get("/design/forms/").status_code == 302
    client.force_login(make_citizen())
    assert client.get("/design/forms/").status_code == 403


def test_every_form_in_use_is_listed(official):
    page = official.get("/design/forms/").content.decode()

    assert all(f"/design/forms/{code}/" in page for code in CODES)
    assert "Tờ khai đăng ký khai sinh" in page


@pytest.mark.parametrize("code", CODES)
def test_every_form_is_shown_whole_and_page_by_page(official, code, django_assert_max_num_queries):
    form = forms.get_form(code, date(2024, 3, 12))

    with django_assert_max_num_queries(14):
        whole = official.get(f"/design/forms/{code}/")

    assert whole.status_code == 200
    assert form.title in whole.content.decode()
    for section in forms.sections(form):
        page = official.get(f"/design/forms/{code}/?section={section.index}")
        assert section.title in page.content.decode()
    assert official.get(f"/design/forms/{code}/?section=99").status_code == 404


def test_faults_stand_in_a_summary_and_at_their_fields(official):
    page = official.post("/design/forms/khai-sinh/", {"nguoi_yeu_cau.dien_thoai": "gọi sau"})
    text = page.content.decode()

    assert page.status_code == 200
    assert 'href="#id_nguoi_yeu_cau.dien_thoai"' in text
    assert 'id="id_nguoi_yeu_cau.dien_thoai"' in text
    assert 'value="gọi sau"' in text
    assert "<title>Lỗi:" in text


def test_adding_a_row_shows_the_page_again_without_faults(official):
    page = official.post(
        "/design/forms/chung-thuc-ban-sao/", {"giay_to.0.so_trang": "2", "add": "giay_to"}
    )
    text = page.content.decode()

    assert page.status_code == 200
    assert 'name="giay_to.1.ten_ban_chinh"' in text
    assert 'name="giay_to.0.so_trang" type="text" value="2"' in text
    assert "govuk-error-summary" not in text


def test_versions_are_for_who_keeps_the_catalogue(official):
    assert official.get("/admin/forms/").status_code == 403

    account = make_official()
    give_post(account, make_unit(), role="CATALOGUE_ADMIN")
    official.force_login(account)
    form = forms.get_form("khai-sinh", date(2024, 3, 12))

    assert f"/admin/forms/{form.id}/" in official.get("/admin/forms/").content.decode()
    assert official.get(f"/admin/forms/{form.id}/").status_code == 200
