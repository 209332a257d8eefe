import gzip
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.contrib.staticfiles import finders

from motcua.foundation import modules
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests.factories import make_citizen
from motcua.kernel.organisation.tests.factories import make_unit
from motcua.modules.public_services.procedures.tests.factories import (
    BIRTH,
    a_record,
    import_records,
    import_shipped,
)
from motcua.modules.public_services.procedures.web import remembering

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/procedures/",
    "/procedures/?q=khai+sinh",
    "/procedures/?life_event=birth",
    "/procedures/?field=H%E1%BB%99+t%E1%BB%8Bch&level=WARD&page=2",
    f"/procedures/{BIRTH}/",
    f"/procedures/{BIRTH}/?print",
    f"/procedures/{BIRTH}.json",
    "/procedures/suggest/?q=khai",
]

HASHED = re.compile(r"\.[0-9a-f]{12}(?=\.)")
CROWDED = "field=H%E1%BB%99+t%E1%BB%8Bch"
LINKED = re.compile(r'(?:href|src)="/static/([^"]+\.(?:css|js))"')


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_everybody_may_read_with_few_queries(client, path, django_assert_max_num_queries):
    import_shipped()
    client.get("/procedures/")  # the catalogue is in the memory of this process

    with django_assert_max_num_queries(4):
        response = client.get(path)

    assert response.status_code == 200
    with django_assert_max_num_queries(3 if "suggest" in path else 1):
        again = client.get(path)
    assert again.status_code == 200


def test_the_first_load_of_every_public_page_weighs_less_than_150_kilobytes(client):
    import_shipped()
    pages = [
        *PAGES[:6],
        "/posting/kiosk/",
        f"/posting/kiosk/?code={BIRTH}",
        f"/posting/kiosk/?{CROWDED}",
    ]
    fonts = Path(str(finders.find("build/public.css"))).parent.glob("fonts/*.woff2")
    shared = sum(file.stat().st_size for file in fonts)

    weights = {}
    for path in pages:
        page = client.get(path).content  # we send it as it is: counted without compression
        linked = {HASHED.sub("", unquote(each)) for each in LINKED.findall(page.decode())}
        files = (Path(str(finders.find(each))).read_bytes() for each in linked)
        weights[path] = shared + len(page) + sum(len(gzip.compress(each)) for each in files)

    assert shared
    assert {path: weight for path, weight in weights.items() if weight >= 150_000} == {}


def test_a_page_says_what_it_needs_costs_takes_and_where(client):
    make_unit(name="Ủy ban nhân dân phường Thượng Lý")
    import_shipped(BIRTH)

    page = text(client.get(f"/procedures/{BIRTH}/"))

    assert "Giấy chứng sinh" in page
    assert "trẻ bị bỏ rơi" in page
    assert "8.000 đ" in page
    assert "Trong ngày" in page
    assert "Ủy ban nhân dân phường Thượng Lý" in page
    assert f'href="/apply/{BIRTH}/"' in page


def test_a_fee_set_by_the_province_is_never_called_free(client):
    import_records(a_record(fees=[{"name": "Lệ phí", "amount_vnd": None, "note": None}]))

    page = text(client.get("/procedures/1.999001/"))

    assert "Do Hội đồng nhân dân cấp tỉnh quy định" in page
    assert "Miễn phí" not in page


def test_a_procedure_for_the_counter_has_no_way_to_begin(client):
    import_records(a_record(online_level="none"))

    page = text(client.get("/procedures/1.999001/"))

    assert "/apply/" not in page
    assert "Mời ông/bà đến quầy" in page


def test_a_procedure_that_ended_leads_to_what_took_its_place(client):
    import_records(
        a_record(status="replaced", replaced_by="1.999002"),
        a_record(code="1.999002", name="Cấp thẻ mèo"),
    )

    page = text(client.get("/procedures/1.999001/"))

    assert "không còn hiệu lực" in page
    assert "/procedures/1.999002/" in page
    assert "/apply/" not in page


def test_an_unknown_procedure_is_not_found(client):
    assert client.get("/procedures/9.999999/").status_code == 404
    assert client.get("/procedures/none/").status_code == 404


def test_a_search_without_result_says_how_to_go_on(client):
    page = text(client.get("/procedures/?q=xyzxyz"))

    assert "Không tìm thấy" in page


def test_what_is_typed_is_shown_as_text(client):
    import_shipped(BIRTH)

    for path in ("/procedures/?q=", "/procedures/suggest/?q="):
        page = text(client.get(f"{path}<script>alert(1)</script>khai"))
        assert "<script>alert" not in page


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page=999", "level=x", "life_event=x", "field=x"]
)
def test_a_senseless_query_is_answered(client, query):
    import_shipped(BIRTH)

    assert client.get(f"/procedures/?{query}").status_code == 200


def test_a_page_is_kept_until_the_catalogue_changes(client):
    import_records(a_record())
    first = client.get("/procedures/1.999001/")

    again = client.get("/procedures/1.999001/", headers={"if-none-match": first["ETag"]})
    import_records(a_record(result="Thẻ mèo"), effective_from=date(2024, 1, 1))
    after = client.get("/procedures/1.999001/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert after.status_code == 200
    assert "Thẻ mèo" in text(after)


def test_a_page_is_the_same_for_every_stranger_and_may_be_kept_for_a_moment(client):
    import_records(a_record())

    first = client.get("/procedures/1.999001/")

    assert "csrfmiddlewaretoken" not in text(first)
    assert not first.cookies
    assert first["X-Accel-Expires"] == "1"


def test_each_reader_gets_a_token_of_his_own_where_a_page_has_one(client, settings):
    settings.DEMO = True
    token = re.compile(r'name="csrfmiddlewaretoken" value="([A-Za-z0-9]{64})"')

    page = client.get("/")
    first = token.findall(text(page))
    client.cookies.clear()
    other = token.findall(text(client.get("/")))

    assert first
    assert not set(first) & set(other)
    assert "X-Accel-Expires" not in page
    assert client.get("/").cookies["csrftoken"].value


def test_a_kept_page_holds_for_one_language_and_look_only(client):
    import_records(a_record())
    vietnamese = text(client.get("/procedures/1.999001/"))

    client.cookies["language"] = "en"
    english = text(client.get("/procedures/1.999001/"))
    client.cookies["theme"] = "dark"
    dark = text(client.get("/procedures/1.999001/"))

    assert "Ông/bà cần chuẩn bị" in vietnamese
    assert "What you need" in english
    assert 'data-theme="dark"' in dark
    assert 'data-theme="dark"' not in english


def test_whoever_is_signed_in_gets_a_page_of_his_own(client):
    import_records(a_record())
    client.get("/")
    client.force_login(make_citizen("Trần Thị Mai"))

    mine = client.get("/")
    client.logout()
    client.cookies.clear()
    theirs = client.get("/")

    assert "Trần Thị Mai" in text(mine)
    assert "ETag" not in mine
    assert "Trần Thị Mai" not in text(theirs)


def test_in_english_the_words_of_the_catalogue_stay_marked_as_vietnamese(client):
    import_shipped(BIRTH)
    client.cookies["language"] = "en"

    page = text(client.get(f"/procedures/{BIRTH}/"))

    assert '<html lang="en"' in page
    assert 'lang="vi">Đăng ký khai sinh</h1>' in page


def test_linked_data_says_what_the_page_says(client):
    import_shipped(BIRTH)

    response = client.get(f"/procedures/{BIRTH}.json")

    found = json.loads(response.content)
    assert response["Content-Type"] == "application/ld+json"
    assert found["@type"] == "cpsv:PublicService"
    assert found["dct:title"] == {"@value": "Đăng ký khai sinh", "@language": "vi"}
    assert "cv:value" not in found["cv:hasCost"][0]


def test_a_page_takes_no_other_method(client):
    assert client.post("/procedures/").status_code == 405


def test_the_cards_of_the_demo_stand_in_the_demo_only(client, settings, monkeypatch):
    persona = identity.Persona(username="me", title="Người mẹ", text="Khai sinh cho con")
    config = next(one for one in modules.installed() if one.label == "procedures")
    monkeypatch.setattr(config, "manifest", replace(config.manifest, provides=[persona]))
    modules.provided.cache_clear()
    remembering.forget()

    settings.DEMO = True
    demo = text(client.get("/"))
    settings.DEMO = False
    real = text(client.get("/"))
    modules.provided.cache_clear()

    assert 'name="username" value="me"' in demo
    assert "Người mẹ" not in real
