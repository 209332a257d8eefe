"""Units stand, end, and decide by date."""

from datetime import date
from typing import Any

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.foundation.ids import uuid7
from motcua.kernel.organisation import api
from motcua.kernel.organisation.models import UnitSuccession
from motcua.kernel.organisation.tests.factories import AT, SINCE, SYSTEM, make_unit, official

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    city = make_unit(level=api.Level.PROVINCE)
    district = make_unit(level=api.Level.DISTRICT, parent_id=city.id)
    justice = make_unit(
        level=api.Level.DISTRICT, parent_id=district.id, kind=api.UnitKind.DEPARTMENT
    )
    team = make_unit(level=api.Level.DISTRICT, parent_id=justice.id, kind=api.UnitKind.DEPARTMENT)
    police = make_unit(level=api.Level.DISTRICT, parent_id=district.id, kind=api.UnitKind.PARTNER)
    ward = make_unit(parent_id=district.id)
    return {
        "city": city,
        "district": district,
        "justice": justice,
        "team": team,
        "police": police,
        "ward": ward,
    }


def names(tree, ids):
    return {name for name, unit in tree.items() if unit.id in ids}


def test_an_authority_is_itself_and_the_departments_inside(tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = api.authority_ids(tree["district"].id, AT)

    assert names(tree, found) == {"district", "justice", "team"}


def test_a_subtree_reaches_down_but_not_into_partners(tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = api.subtree_ids(tree["city"].id, AT)

    assert names(tree, found) == {"city", "district", "justice", "team", "ward"}


def test_reaches_of_many_units_cost_one_query(tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = api.reaches([tree["district"].id, tree["ward"].id], AT.date())

    assert names(tree, found[tree["ward"].id].subtree_ids) == {"ward"}
    assert names(tree, found[tree["district"].id].authority_ids) == {"district", "justice", "team"}


def test_every_department_belongs_to_an_authority(tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert api.authority_of(tree["team"].id).id == tree["district"].id
    assert api.authority_of(tree["ward"].id).id == tree["ward"].id
    assert api.authority_of(tree["police"].id).id == tree["police"].id


def test_units_are_listed_by_day_level_and_kind(tree):
    below = api.list_units(AT.date(), below=tree["district"].id)

    assert names(tree, {unit.id for unit in below}) == {"justice", "team", "police", "ward"}
    assert [u.id for u in api.list_units(AT.date(), level="WARD")] == [tree["ward"].id]
    assert api.list_units(date(2019, 1, 1)) == ()
    assert api.unit_names([tree["ward"].id]) == {tree["ward"].id: tree["ward"].name}


def test_an_authority_is_shown_with_its_neighbours_in_one_query(tree, django_assert_num_queries):
    beside = make_unit(parent_id=tree["district"].id)
    seen = [tree["district"].id, tree["justice"].id, tree["ward"].id]
    with django_assert_num_queries(1):
        first = api.family(on=AT.date(), among=seen)
    ward = api.family(on=AT.date(), among=seen, unit_id=tree["ward"].id)

    assert first == api.Family(
        unit=tree["district"],
        tops=(tree["district"],),
        below=(tree["ward"], beside),
        beside=(),
    )
    assert ward == api.Family(
        unit=tree["ward"], tops=(tree["district"],), below=(), beside=(beside,)
    )
    assert api.family(on=AT.date(), among=seen, unit_id=tree["justice"].id) is None
    assert api.family(on=AT.date(), among=[tree["justice"].id]) is None
    assert api.family(on=date(2019, 1, 1), among=seen) is None


def test_a_unit_that_ended_is_no_longer_below(tree):
    heir = make_unit(parent_id=tree["city"].id, valid_from=date(2025, 7, 1))
    end: dict[str, Any] = {
        "actor": SYSTEM,
        "unit_id": tree["ward"].id,
        "successor_ids": [heir.id],
        "on_date": date(2025, 7, 1),
        "legal_basis": "NQ 1669/NQ-UBTVQH15",
        "at": AT,
    }
    api.succeed(**end)
    api.succeed(**end)

    assert tree["ward"].id in api.subtree_ids(tree["city"].id, date(2025, 6, 30))
    assert tree["ward"].id not in api.subtree_ids(tree["city"].id, date(2025, 7, 1))
    assert heir.id in api.subtree_ids(tree["city"].id, date(2025, 7, 1))
    assert [unit.id for unit in api.successors(tree["ward"].id)] == [heir.id]
    assert UnitSuccession.objects.count() == 1
    assert api.get_unit(tree["ward"].id).valid_to == date(2025, 7, 1)


def test_a_unit_cannot_end_twice(tree):
    end: dict[str, Any] = {"actor": SYSTEM, "successor_ids": [], "legal_basis": "NQ", "at": AT}
    api.succeed(unit_id=tree["ward"].id, on_date=date(2025, 7, 1), **end)

    with pytest.raises(api.UnitHasEnded):
        api.succeed(unit_id=tree["ward"].id, on_date=date(2025, 8, 1), **end)


def test_nothing_begins_under_a_unit_that_ended(tree):
    end: dict[str, Any] = {"actor": SYSTEM, "successor_ids": [], "legal_basis": "NQ", "at": AT}
    api.succeed(unit_id=tree["district"].id, on_date=date(2025, 7, 1), **end)

    with pytest.raises(api.UnitHasEnded):
        make_unit(parent_id=tree["district"].id, valid_from=date(2025, 7, 1))


def test_a_code_belongs_to_one_unit_at_a_time():
    first = make_unit(code="H98.1", name="Một", valid_to=date(2025, 7, 1))

    assert make_unit(code="H98.1", name="Một", valid_to=date(2025, 7, 1)).id == first.id
    with pytest.raises(api.UnitCodeTaken):
        make_unit(code="H98.1", name="Hai")
    again = make_unit(code="H98.1", name="Hai", valid_from=date(2025, 7, 1))
    assert api.find_unit("H98.1", on=date(2025, 6, 30)) == first
    assert api.find_unit("H98.1", on=date(2025, 7, 1)) == again


def test_only_who_keeps_the_units_above_makes_one(tree):
    keeper = official(rights={"organisation.manage": {tree["ward"].id}})

    with pytest.raises(NotPermitted):
        api.create_unit(
            actor=keeper,
            code="H98.2",
            name="Mới",
            kind=api.UnitKind.AUTHORITY,
            level=api.Level.WARD,
            parent_id=tree["district"].id,
            valid_from=SINCE,
            at=AT,
        )


def give(unit, level, **more):
    given: dict[str, Any] = {
        "actor": SYSTEM,
        "unit_id": unit.id,
        "level": level,
        "valid_from": SINCE,
        "at": AT,
    }
    return api.give_competence(**given | more)


def test_a_unit_decides_on_what_it_was_given(tree):
    ward, justice = tree["ward"], tree["justice"]
    give(ward, api.Level.WARD)
    give(justice, api.Level.DISTRICT, fields=["Hộ tịch", "Chứng thực"])
    give(justice, api.Level.DISTRICT, fields=[""], procedure_code="2.000635")

    def decides(unit, level, field, **more):
        return api.is_competent(unit_id=unit.id, level=level, field=field, at=AT, **more)

    assert decides(ward, "WARD", "Hộ tịch")
    assert decides(ward, "BOTH", "Hộ tịch")
    assert decides(ward, "ward", "Hộ tịch")
    assert not decides(ward, "DISTRICT", "Hộ tịch")
    assert decides(justice, "DISTRICT", "Hộ tịch")
    assert not decides(justice, "DISTRICT", "Đất đai")
    assert decides(justice, "DISTRICT", "Đất đai", procedure_code="2.000635")


def test_a_competence_that_ended_is_none(tree):
    give(tree["justice"], api.Level.DISTRICT, fields=["Hộ tịch"], valid_to=date(2024, 1, 1))

    assert not api.is_competent(
        unit_id=tree["justice"].id, level="DISTRICT", field="Hộ tịch", at=AT
    )


def test_giving_the_same_again_adds_nothing(tree):
    assert give(tree["justice"], api.Level.DISTRICT, fields=["Hộ tịch", "Hộ tịch"]) == 1
    assert give(tree["justice"], api.Level.DISTRICT, fields=["Hộ tịch", "Đất đai"]) == 1


def test_work_goes_to_the_department_that_is_competent_or_to_the_authority(
    tree, django_assert_num_queries
):
    give(tree["justice"], api.Level.DISTRICT, fields=["Hộ tịch"])
    district = tree["district"].id

    with django_assert_num_queries(1):
        found = api.handling_unit(authority_id=district, field="Hộ tịch", at=AT)
    assert found == tree["justice"].id
    assert api.handling_unit(authority_id=district, field="Đất đai", at=AT) == district


def test_an_unknown_unit_is_refused():
    with pytest.raises(api.NoSuchUnit):
        api.get_unit(uuid7())
    with pytest.raises(api.NoSuchUnit):
        api.authority_of(uuid7())
    assert api.find_unit("H00.00", on=AT.date()) is None
