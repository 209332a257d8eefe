"""What officials see and type; each fault at its box, nothing typed is lost."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from motcua.foundation.ids import uuid7
from motcua.foundation.time import local_date
from motcua.modules.operations.connectors import rules, use_cases
from motcua.modules.operations.connectors.models import Reading, Series, Source
from motcua.modules.operations.connectors.tests import factories as make
from motcua.modules.operations.connectors.types import Every, Origin, SourceSettings

ROOT = "/workspace/series/"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def series(city):
    return make.make_series(city, "records", scale=1)


@pytest.fixture
def last():
    """The last day of the month before this one: pages read the clock."""
    return rules.last_slots(local_date(timezone.now()), Every.MONTH, 2)[0].last


def _as(city, who):
    client = Client()
    client.force_login(city.accounts[who])
    return client


def _text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_who_may_see_what_is_the_same_on_every_page(city, series):
    pages = (ROOT, f"{ROOT}records/", f"{ROOT}records/enter/", f"{ROOT}new/", "/workspace/sources/")
    allowed = {
        "admin": [200, 200, 403, 200, 200],
        "leader": [200, 200, 403, 403, 403],
        "keeper": [200, 200, 200, 403, 403],
        "first": [200, 200, 200, 403, 403],
        "reception": [403] * 5,
    }

    for who, expected in allowed.items():
        client = _as(city, who)
        assert [client.get(page).status_code for page in pages] == expected, who


def test_every_fault_stands_at_its_box_and_nothing_typed_is_lost(city, series, last):
    client, path = _as(city, "keeper"), f"{ROOT}records/enter/"
    one, two = f"H24.12.21_{last}", f"H24.12.22_{last}"

    answer = client.post(path, {one: "12,5", f"was_{one}": "", two: "mười", f"was_{two}": ""})

    text = _text(answer)
    assert f'id="id_{two}-error">“mười” không phải là số' in text
    assert f'name="{one}" value="12,5"' in text
    assert f'name="{two}" value="mười"' in text
    assert not Reading.objects.exists()


def test_what_was_typed_is_saved_once_also_when_the_button_is_pressed_twice(city, series, last):
    client, path = _as(city, "first"), f"{ROOT}records/enter/"
    box = f"H24.12.21_{last}"
    typed = {box: "1.234,5", f"was_{box}": "", "key": str(uuid7())}

    assert client.post(path, typed).status_code == client.post(path, typed).status_code == 302

    reading = Reading.objects.get()
    assert (reading.value, reading.day, reading.batch.by_name) == (12345, last, "Cán bộ first")
    assert "H24.12.22" not in client.get(path).content.decode()


def test_a_box_that_nobody_touched_does_not_overwrite_what_came_in_meanwhile(city, series, last):
    box = f"H24.12.21_{last}"
    make.give(city, series, [(city.wards[0], str(last), 50)])

    _as(city, "keeper").post(f"{ROOT}records/enter/", {box: "", f"was_{box}": ""})

    assert Reading.objects.get(is_in_force=True).value == 50


def test_a_correction_without_a_reason_is_asked_for_one(city, series, last):
    client, box = _as(city, "keeper"), f"H24.12.21_{last}"
    make.give(city, series, [(city.wards[0], str(last), 50)])
    typed = {box: "6", f"was_{box}": "5,0"}

    refused = client.post(f"{ROOT}records/enter/", typed)
    saved = client.post(f"{ROOT}records/enter/", {**typed, "reason": "Đối chiếu lại"})

    assert "Hãy nêu lý do sửa số liệu" in _text(refused)
    assert saved.status_code == 302
    history = _text(client.get(f"{ROOT}records/H24.12.21/{last}/"))
    assert "2, đang dùng" in history
    assert "Đối chiếu lại" in history
    assert _as(city, "second").get(f"{ROOT}records/H24.12.21/{last}/").status_code == 404


NEW = {
    "title": "Lượt khám tại trạm y tế",
    "meaning": "Số lượt khám trong kỳ.",
    "measured_in": "lượt",
    "scale": "0",
    "kind": "FLOW",
    "every": "MONTH",
    "direction": "UP",
    "source": "Trạm y tế",
    "late_days": "15",
    "since": "01/01/2026",
}


def test_a_series_is_defined_on_pages_and_is_an_indicator_at_once(city, series):
    client = _as(city, "admin")

    missing = client.post(f"{ROOT}new/", {**NEW, "title": "", "since": "mai"})
    made = client.post(f"{ROOT}new/", {**NEW, "keeper": str(city.health)})
    arranged = client.post(
        made.headers["Location"],
        {
            "unit": [str(each) for each in city.wards],
            f"weight_{city.wards[0]}": "3",
            "year": ["2026"],
            "target_2026": "1.200",
        },
    )

    assert {fault.path for fault in missing.context["faults"]} == {"title", "since", "keeper"}
    assert arranged.status_code == 302
    found = Series.objects.get(code="luot-kham-tai-tram-y-te")
    assert found.targets.get().value == 1200
    assert sorted(found.units.values_list("weight", flat=True)) == [1, 3]


def test_units_that_would_count_twice_are_refused(city, series):
    answer = _as(city, "admin").post(
        f"{ROOT}records/units/", {"unit": [str(city.district), str(city.wards[0])]}
    )

    assert "số liệu sẽ bị tính hai lần" in _text(answer)


def test_a_series_is_described_otherwise_from_a_day_on(city, series):
    client = _as(city, "admin")
    typed = {**NEW, "title": "Hồ sơ sức khỏe", "keeper": str(city.health), "since": "01/07/2026"}

    assert client.post(f"{ROOT}records/edit/", typed).status_code == 302

    versions = list(series.versions.order_by("number").values_list("number", "since"))
    assert versions == [(1, make.SINCE), (2, date(2026, 7, 1))]


SOURCE = {
    "title": "Hệ thống tiêm chủng",
    "address": "https://api.example.vn/",
    "header": "X-Api-Key",
    "secret": "bi-mat",
    "series_code": "records",
    "unit": "ma",
    "value": "so",
    "every_minutes": "30",
    "units": "Quán Toan = H24.12.21",
}


def test_a_source_is_configured_switched_and_tried_and_its_secret_stays_hidden(city, series):
    client = _as(city, "admin")

    answer = client.post("/workspace/sources/new/?kind=HTTP", SOURCE)

    path, source = answer.headers["Location"], Source.objects.get()
    assert (source.is_on, source.next_at) == (False, None)
    client.post(path, {"act": "ask"})
    client.post(path, {"act": "on"})
    source.refresh_from_db()
    assert source.is_on
    assert source.next_at is not None
    pages = _text(client.get(path)) + _text(client.get(f"{path}edit/"))
    assert "bi-mat" not in pages
    assert client.post(f"{path}edit/", {**SOURCE, "secret": ""}).status_code == 302
    assert Source.objects.get().secret == source.secret


def test_what_a_source_lacks_is_named_all_at_once(city, series):
    client = _as(city, "admin")
    wrong = {**SOURCE, "title": "", "address": "", "value": "a[", "every_minutes": "0"}

    http = client.post("/workspace/sources/new/?kind=HTTP", wrong)
    mqtt = client.post(
        "/workspace/sources/new/?kind=MQTT", {**SOURCE, "sensors": "tram/1; khong-co; H24.12.21"}
    )

    paths = {fault.path for fault in http.context["faults"]}
    assert paths == {"title", "address", "value", "every_minutes"}
    assert [fault.path for fault in mqtt.context["faults"]] == ["sensors"]
    assert not Source.objects.exists()


def test_nobody_else_configures_a_source(city, series):
    source_id = use_cases.configure_source(
        actor=city.actor("admin"),
        title="Nguồn",
        kind=Origin.HTTP,
        settings=SourceSettings(address="a", series_code="records", unit="a", value="b", units={}),
        is_on=False,
        at=make.NOON,
    )

    for who in ("keeper", "leader"):
        assert _as(city, who).post(f"/workspace/sources/{source_id}/").status_code == 403


def test_the_list_asks_the_same_few_questions_whatever_the_number_of_series(
    city, series, django_assert_max_num_queries
):
    client = _as(city, "leader")
    client.get(ROOT)
    with django_assert_max_num_queries(20):
        client.get(ROOT)
