"""The demo district is whole, and loading it again changes nothing."""

from datetime import date

import pytest

from motcua.foundation.models import EventRecord
from motcua.kernel.organisation import api, demo
from motcua.kernel.organisation.models import Competence
from motcua.kernel.organisation.tests.factories import AT
from motcua.kernel.places import api as places
from motcua.kernel.places import demo as demo_of_places

DAY = date(2024, 3, 4)


@pytest.fixture
def district(db):
    demo_of_places.load()
    demo.load()
    return api.find_unit("H24.12", on=DAY)


def test_the_district_has_nine_wards_twelve_departments_and_five_partners(district):
    below = api.list_units(DAY, below=district.id)

    kinds = [unit.kind for unit in below]
    assert kinds.count(api.UnitKind.DEPARTMENT) == 12
    assert kinds.count(api.UnitKind.PARTNER) == 5
    wards = [unit for unit in below if unit.level == api.Level.WARD]
    assert len(wards) == 9
    names = places.full_names([unit.area_id for unit in wards])
    assert "Phường Minh Khai, Quận Hồng Bàng, Thành phố Hải Phòng" in names.values()


def test_loading_again_changes_nothing(district):
    before = EventRecord.objects.count()

    demo_of_places.load()
    demo.load()

    assert EventRecord.objects.count() == before


def test_every_planned_post_is_there(district):
    posts = {api.find_post_by_code(each.code, at=AT).code for each in api.planned_posts()}

    assert len(posts) == len(api.planned_posts())
    accounts = {each.account for each in api.planned_posts()}
    assert {"reception1", "justice1", "leader1", "admin"} <= accounts


def test_all_forty_fields_are_decided_by_somebody(district):
    fields = set(Competence.objects.exclude(field="").values_list("field", flat=True))

    assert len(fields) == 40
    ward = api.find_unit("H24.12.26", on=DAY)
    for field in fields:
        at_ward = api.find_post(authority_id=ward.id, role="SPECIALIST", field=field, at=AT)
        at_district = api.find_post(authority_id=district.id, role="SPECIALIST", field=field, at=AT)
        assert at_ward.role == api.Role.SPECIALIST
        if field not in {"Cư trú", "Nghĩa vụ quân sự"}:  # police and army, partners of the district
            assert at_district.role == api.Role.SPECIALIST
            assert api.handling_unit(authority_id=district.id, field=field, at=AT) != district.id


def test_the_demo_accounts_hold_the_posts_that_a_birth_passes(district):
    ward = api.find_unit("H24.12.26", on=DAY)
    by_code = {each.code: each for each in api.planned_posts()}

    def account(role):
        post = api.find_post(authority_id=ward.id, role=role, field="Hộ tịch", at=AT)
        return by_code[post.code].account

    assert account("RECEPTION") == account("CLERK") == "reception1"
    assert account("SPECIALIST") == "justice1"
    assert account("AUTHORITY_LEADER") == "leader1"
