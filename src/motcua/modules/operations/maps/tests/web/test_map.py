"""The map of the wards: drawn by the server, with its data, as far as the reader may see."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from motcua.foundation import actors
from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation.tests import factories as units
from motcua.kernel.places import api as places
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 4, tzinfo=UTC)
SYSTEM = actors.system("test")
MARCH = "?indicator=received&period=2024-03"
SQUARE = [[106, 20], [107, 20], [107, 21], [106, 21], [106, 20]]


@pytest.fixture(scope="module")
def office(kept_db):
    """A ward with a boundary and two dossiers, beside one that nobody drew."""
    area = places.create_area(
        actor=SYSTEM,
        code="11311",
        name="Phường Minh Khai",
        kind=places.AreaKind.WARD,
        parent_id=None,
        valid_from=date(2004, 7, 8),
        at=AT,
    )
    places.draw_boundary(
        actor=SYSTEM,
        area_id=area.id,
        shape={"type": "Polygon", "coordinates": [SQUARE]},
        valid_from=date(2020, 2, 1),
        source="Đo vẽ thử",
        licence="CC0",
        at=AT,
    )
    make.make_catalogue()
    office = make.make_office(area_id=area.id)
    for _nth in range(2):
        make.accepted(office)
    catch_up()
    return office


@pytest.fixture(scope="module")
def other(kept_db):
    return units.make_unit(name="Ủy ban nhân dân phường Chưa Vẽ")


def leader_of(*unit_ids):
    account = people.make_official()
    for unit_id in unit_ids:
        people.give_post(account, unit_id, "AUTHORITY_LEADER")
    client = Client()
    client.force_login(account)
    return client


def test_a_ward_is_drawn_with_its_name_and_figure_and_opens_the_figure(office, other):
    page = leader_of(office.unit.id, other.id).get(f"/map/{MARCH}").content.decode()

    svg = page[page.index('<svg class="mc-map') :]
    svg = svg[: svg.index("</svg>")]
    assert svg.count('<path class="mc-map__ward') == 1
    assert "Minh Khai</tspan>" in svg
    assert ">2</tspan>" in svg
    assert f"unit={office.unit.id}" in svg
    assert "Đo vẽ thử. CC0" in page
    assert "Chưa có ranh giới" in page
    assert other.name in page[page.index("<table") :]


def test_what_a_reader_may_not_see_is_not_on_his_map(office, other):
    client = leader_of(other.id)

    assert office.unit.name not in client.get(f"/map/{MARCH}").content.decode()
    assert client.get(f"/map/data/{MARCH}").json()["features"] == []


def test_data_that_did_not_change_are_not_sent_again(office):
    client = leader_of(office.unit.id)

    first = client.get(f"/map/data/{MARCH}")
    again = client.get(f"/map/data/{MARCH}", headers={"if-none-match": first["ETag"]})

    (feature,) = first.json()["features"]
    assert feature["properties"]["figure"] == "2"
    assert feature["properties"]["number"] == 2
    assert (again.status_code, again.content) == (304, b"")


def test_without_a_target_colours_are_steps_and_with_one_lights(office):
    client = leader_of(office.unit.id)

    steps = client.get(f"/map/{MARCH}").content.decode()
    lights = client.get("/map/?indicator=online-share&period=2024-03").content.decode()

    assert "mc-map__ward--step1" in steps
    assert "mc-map__ward--step" not in lights


@pytest.mark.parametrize("query", ["?indicator=nothing", "?period=yesterday"])
def test_what_is_not_there_is_not_found(office, query):
    assert leader_of(office.unit.id).get(f"/map/{query}").status_code == 404


def test_the_map_asks_few_questions(office, other, django_assert_max_num_queries):
    client = leader_of(office.unit.id, other.id)
    client.get("/map/")

    with django_assert_max_num_queries(8):
        client.get(f"/map/{MARCH}")
