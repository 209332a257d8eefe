"""Areas by date."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.foundation import actors
from motcua.foundation.errors import NotPermitted
from motcua.foundation.ids import uuid7
from motcua.foundation.models import EventRecord
from motcua.kernel.places import api

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 4, tzinfo=UTC)
SYSTEM = actors.system("test")


def make(code, name, kind=api.AreaKind.WARD, parent=None, **more):
    given: dict[str, Any] = {"actor": SYSTEM, "valid_from": date(2004, 7, 8), "at": AT}
    return api.create_area(
        code=code, name=name, kind=kind, parent_id=parent.id if parent else None, **given | more
    )


def test_a_full_name_climbs_to_the_province(django_assert_num_queries):
    city = make("31", "Thành phố Hải Phòng", api.AreaKind.PROVINCE)
    district = make("303", "Quận Hồng Bàng", api.AreaKind.DISTRICT, city)
    ward = make("11311", "Phường Minh Khai", parent=district)

    with django_assert_num_queries(1):
        name = api.full_name(ward)
    assert name == "Phường Minh Khai, Quận Hồng Bàng, Thành phố Hải Phòng"
    assert [area.code for area in api.list_children(district.id, on=AT.date())] == ["11311"]
    assert [area.code for area in api.list_children(None, on=AT.date())] == ["31"]


def test_a_code_is_another_area_after_a_reform():
    old = make("15", "Tỉnh Yên Bái", api.AreaKind.PROVINCE, valid_to=date(2025, 7, 1))
    new = make("15", "Tỉnh Lào Cai", api.AreaKind.PROVINCE, valid_from=date(2025, 7, 1))

    assert api.find_area("15", on=date(2025, 6, 30)) == old
    assert api.find_area("15", on=date(2025, 7, 1)) == new


def test_a_code_belongs_to_one_area_at_a_time():
    first = make("11311", "Phường Minh Khai")

    assert make("11311", "Phường Minh Khai").id == first.id
    with pytest.raises(api.AreaTaken):
        make("11311", "Phường Khác")


def test_zeros_in_front_are_kept():
    ward = make("00004", "Phường Ba Đình")

    assert api.find_area("00004", on=AT.date()) == ward
    assert api.find_area("4", on=AT.date()) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        make("4", "Phường Ba Đình")


def test_only_who_keeps_the_catalogue_enters_areas():
    with pytest.raises(NotPermitted):
        make("11311", "Phường Minh Khai", actor=actors.ANONYMOUS)


def test_an_unknown_area_is_refused():
    with pytest.raises(api.NoSuchArea):
        api.get_area(uuid7())


def test_an_area_is_told_to_the_house_once():
    make("11311", "Phường Minh Khai")
    make("11311", "Phường Minh Khai")

    event = EventRecord.objects.get(code="places.area_created")
    assert event.payload["area_code"] == "11311"
