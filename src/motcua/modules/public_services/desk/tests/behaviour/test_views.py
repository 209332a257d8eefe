"""Saved ways of looking at the inbox."""

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.modules.public_services.desk import queries, use_cases
from motcua.modules.public_services.desk.errors import (
    TooManyViews,
    ViewNameMissing,
    ViewNameTaken,
    ViewNotFound,
)
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT

pytestmark = pytest.mark.django_db


def save(actor, name="Gấp", query="due=late", **more):
    return use_cases.save_view(actor=actor, name=name, query=query, at=AT, **more)


def names(actor):
    return [each.name for each in queries.list_views(actor=actor)]


def test_a_view_is_ones_own_unless_it_is_shared_with_the_unit(office):
    save(office.specialist, "Của tôi")
    save(office.specialist, "Của phòng", unit_id=office.unit.id)

    assert names(office.specialist) == ["Của phòng", "Của tôi"]
    assert names(office.reception) == ["Của phòng"]
    assert names(make.make_office().reception) == []


def test_an_inbox_begins_with_one_view_at_most(office):
    save(office.specialist, "Một", is_default=True)
    save(office.specialist, "Hai", is_default=True)

    begins = [each.name for each in queries.list_views(actor=office.specialist) if each.is_default]
    assert begins == ["Hai"]


def test_a_name_is_needed_and_is_ones_own_once(office):
    save(office.specialist)
    save(office.reception)

    with pytest.raises(ViewNameMissing):
        save(office.specialist, " ")
    with pytest.raises(ViewNameTaken):
        save(office.specialist)


def test_a_view_is_shared_only_where_one_works(office):
    with pytest.raises(NotPermitted):
        save(office.specialist, unit_id=make.make_office().unit.id)


def test_views_are_few(office):
    for nth in range(30):
        save(office.specialist, f"Bộ lọc {nth}")

    with pytest.raises(TooManyViews):
        save(office.specialist, "Nữa")


def test_a_view_is_changed_and_taken_away_by_its_owner_alone(office):
    view_id = save(office.specialist, unit_id=office.unit.id)

    for act in (
        lambda actor: use_cases.change_view(actor=actor, view_id=view_id, name="Khác"),
        lambda actor: use_cases.remove_view(actor=actor, view_id=view_id),
    ):
        with pytest.raises(ViewNotFound):
            act(office.reception)
    use_cases.change_view(actor=office.specialist, view_id=view_id, name="Khác")
    assert names(office.specialist) == ["Khác"]
    use_cases.remove_view(actor=office.specialist, view_id=view_id)
    assert names(office.specialist) == []
