"""How areas lie on the map, by date."""

from datetime import UTC, date, datetime

import pytest

from motcua.foundation import actors
from motcua.foundation.errors import NotPermitted
from motcua.foundation.models import EventRecord
from motcua.kernel.places import api, demo

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 4, tzinfo=UTC)
SQUARE = {"type": "Polygon", "coordinates": [[[106, 20], [107, 20], [107, 21], [106, 20]]]}
OTHER = {"type": "Polygon", "coordinates": [[[106, 20], [108, 20], [107, 21], [106, 20]]]}


@pytest.fixture
def ward():
    return api.create_area(
        actor=actors.system("test"),
        code="11311",
        name="Phường Minh Khai",
        kind=api.AreaKind.WARD,
        parent_id=None,
        valid_from=date(2004, 7, 8),
        at=AT,
    )


def draw(ward, *, shape=SQUARE, valid_from=date(2020, 2, 1), actor=None):
    return api.draw_boundary(
        actor=actor or actors.system("test"),
        area_id=ward.id,
        shape=shape,
        valid_from=valid_from,
        source="survey",
        licence="CC0",
        at=AT,
    )


def shape_on(ward, *day):
    found = api.get_boundaries(api.boundary_ids([ward.id], on=date(*day)).values())
    return found[0].shape if found else None


def test_a_new_drawing_ends_the_one_before(ward):
    draw(ward)
    draw(ward)
    draw(ward, shape=OTHER, valid_from=date(2025, 7, 1))

    assert shape_on(ward, 2019, 1, 1) is None
    assert shape_on(ward, 2025, 6, 30) == SQUARE
    assert shape_on(ward, 2025, 7, 1) == OTHER
    assert EventRecord.objects.filter(code="places.boundary_drawn").count() == 2


def test_history_is_not_drawn_over(ward):
    draw(ward)

    with pytest.raises(api.DrawnLater):
        draw(ward, shape=OTHER)


@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"type": "Point", "coordinates": [106, 20]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[106, 20], [107, 20], [107, 21], [106, 22]]]},
        {"type": "Polygon", "coordinates": [[[20, 106], [21, 107], [21, 106], [20, 106]]]},
        {"type": "MultiPolygon", "coordinates": SQUARE["coordinates"]},
    ],
)
def test_what_is_no_outline_is_refused(ward, shape):
    with pytest.raises(api.NoShape):
        draw(ward, shape=shape)


def test_only_who_keeps_the_catalogue_draws(ward):
    with pytest.raises(NotPermitted):
        draw(ward, actor=actors.ANONYMOUS)


def test_each_ward_of_the_demo_is_drawn(django_assert_num_queries):
    demo.load()
    district = api.find_area("303", on=AT.date())
    assert district is not None
    wards = api.list_children(district.id, on=AT.date())

    with django_assert_num_queries(2):
        drawn = api.get_boundaries(
            api.boundary_ids([ward.id for ward in wards], on=AT.date()).values()
        )

    assert len(drawn) == len(wards) == 9
    assert all(each.licence.startswith("MIT") for each in drawn)
