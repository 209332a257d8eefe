"""The demo district is whole, and loading it again changes nothing."""

from datetime import date

import pytest

from motcua.foundation import modules
from motcua.foundation.models import EventRecord
from motcua.kernel.organisation import api
from motcua.kernel.organisation.models import Competence
from motcua.kernel.organisation.tests.factories import AT
from motcua.kernel.places import api as places

DAY = date(2024, 3, 4)


def load():
    for config in modules.installed():
        if config.label in {"places", "organisation"} and config.manifest.demo:
            config.manifest.demo()


@pytest.fixture
def district(db):
    load()
    return api.find_unit("H24.12", on=DAY)


@pytest.fixture
def ward(district):
    return api.find_unit("H24.12.26", on=DAY)


def find(authority, role, field):
    post = api.find_post(authority_id=authority.id, role=role, field=field, at=AT)
    assert post is not None
    return post


def specialist(authority, field):
    """Tell whether a specialist, and not the leader in his stead, handles a field."""
    return find(authority, "SPECIALIST", field).role == api.Role.SPECIALIST


def test_the_district_has_nine_wards_twelve_departments_and_five_partners(district):
    below = api.list_units(DAY, below=district.id)

    kinds = [unit.kind for unit in below]
    assert kinds.count(api.UnitKind.DEPARTMENT) == 12
    assert kinds.count(api.UnitKind.PARTNER) == 5
    wards = [unit for unit in below if unit.level == api.Level.WARD]
    assert len(wards) == 9
    names = places.full_names([unit.area_id for unit in wards if unit.area_id])
    assert "Phường Minh Khai, Quận Hồng Bàng, Thành phố Hải Phòng" in names.values()


def test_loading_again_changes_nothing(district):
    before = EventRecord.objects.count()

    load()

    assert EventRecord.objects.count() == before


def test_every_planned_post_is_there(district):
    assert all(api.find_post_by_code(each.code, at=AT) for each in api.planned_posts())
    accounts = {each.account for each in api.planned_posts()}
    assert {"reception1", "justice1", "leader1", "admin"} <= accounts


def test_all_forty_fields_are_decided_by_somebody(district, ward):
    fields = set(Competence.objects.exclude(field="").values_list("field", flat=True))

    assert len(fields) == 40
    for field in fields:
        assert specialist(ward, field)
        if field not in {"Cư trú", "Nghĩa vụ quân sự"}:  # police and army, partners of the district
            assert specialist(district, field)
            assert api.handling_unit(authority_id=district.id, field=field, at=AT) != district.id


def test_the_demo_accounts_hold_the_posts_that_a_birth_passes(ward):
    by_code = {each.code: each for each in api.planned_posts()}

    def account(role):
        return by_code[find(ward, role, "Hộ tịch").code].account

    assert account("RECEPTION") == account("CLERK") == "reception1"
    assert account("SPECIALIST") == "justice1"
    assert account("AUTHORITY_LEADER") == "leader1"
