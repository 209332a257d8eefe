"""Values come in once, are never lost, and only where somebody may give them."""

import pytest
from django.db import DatabaseError, transaction

from motcua.foundation.models import EventRecord
from motcua.modules.operations.connectors.errors import ReadingsInvalid
from motcua.modules.operations.connectors.models import Batch, Reading
from motcua.modules.operations.connectors.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def series(city):
    return make.make_series(city)


def _faults(refused):
    return {fault.message for fault in refused.value.faults}


def test_a_value_stands_on_the_last_day_of_its_month_and_is_told(city, series):
    taken = make.give(city, series, [(city.wards[0], "2026-10-03", 120)])

    reading = Reading.objects.get()
    assert (taken.new, taken.corrected, taken.unchanged) == (1, 0, 0)
    assert (str(reading.day), reading.value, reading.version) == ("2026-10-31", 120, 1)
    told = EventRecord.objects.filter(code="connectors.reading_recorded").get()
    assert told.payload["value"] == 120
    assert told.actor_name == reading.batch.by_name == "Cán bộ keeper"


def test_the_same_value_again_changes_nothing(city, series):
    make.give(city, series, [(city.wards[0], "2026-10-31", 120)])

    taken = make.give(city, series, [(city.wards[0], "2026-10-31", 120)])

    assert (taken.new, taken.corrected, taken.unchanged) == (0, 0, 1)
    assert Reading.objects.count() == Batch.objects.count() == 1


def test_a_late_repetition_of_an_old_request_does_not_bring_the_old_value_back(city, series):
    make.give(city, series, [(city.wards[0], "2026-10-31", 120)], key="first")
    make.give(city, series, [(city.wards[0], "2026-10-31", 125)], reason="Đếm thiếu")

    make.give(city, series, [(city.wards[0], "2026-10-31", 120)], key="first")

    assert Reading.objects.get(is_in_force=True).value == 125


def test_a_correction_is_a_new_version_with_a_reason(city, series):
    make.give(city, series, [(city.wards[0], "2026-10-31", 120)])

    with pytest.raises(ReadingsInvalid):
        make.give(city, series, [(city.wards[0], "2026-10-31", 125)])
    taken = make.give(city, series, [(city.wards[0], "2026-10-31", 125)], reason="Đếm thiếu")

    assert taken.corrected == 1
    versions = Reading.objects.order_by("version").values_list("version", "value", "is_in_force")
    assert list(versions) == [(1, 120, False), (2, 125, True)]


def test_a_value_that_was_taken_back_stays_in_the_history(city, series):
    make.give(city, series, [(city.wards[0], "2026-10-31", 120)])

    make.give(city, series, [(city.wards[0], "2026-10-31", None)], reason="Nhầm phường")

    assert Reading.objects.get(is_in_force=True).value is None
    assert Reading.objects.count() == 2


def test_the_database_refuses_to_change_or_delete_what_was_given(city, series):
    make.give(city, series, [(city.wards[0], "2026-10-31", 120)])
    for change in (
        lambda rows: rows.update(value=1),
        lambda rows: rows.update(value=1, is_in_force=False),
        lambda rows: rows._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Reading.objects.all())


def test_a_ward_gives_only_its_own_values_and_nothing_is_taken_by_halves(city, series):
    values = [(city.wards[0], "2026-10-31", 1), (city.wards[1], "2026-10-31", 2)]

    with pytest.raises(ReadingsInvalid) as refused:
        make.give(city, series, values, who="first")

    assert [fault.path for fault in refused.value.faults] == [
        f"{series.id}.{city.wards[1]}.2026-10-31"
    ]
    assert not Reading.objects.exists()
    assert make.give(city, series, values[:1], who="first").new == 1


@pytest.mark.parametrize("who", ["reception", "leader"])
def test_who_only_looks_gives_nothing(city, series, who):
    with pytest.raises(ReadingsInvalid):
        make.give(city, series, [(city.wards[1], "2026-10-31", 2)], who=who)


def test_every_fault_is_named_at_once(city, series):
    with pytest.raises(ReadingsInvalid) as refused:
        make.give(
            city,
            series,
            [(city.wards[0], "2026-12-31", 1), (city.district, "2026-10-31", 2)],
        )

    assert _faults(refused) == {
        "Kỳ này chưa bắt đầu.",
        "Đơn vị này không có số liệu trong chuỗi này.",
    }
