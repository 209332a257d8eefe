from datetime import timedelta

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.foundation.time import TimeLimit
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests.factories import make_unit, official
from motcua.modules.public_services.procedures import api
from motcua.modules.public_services.procedures.errors import FaultyRecord, NotInherited
from motcua.modules.public_services.procedures.models import LocalOverride
from motcua.modules.public_services.procedures.queries import catalogue
from motcua.modules.public_services.procedures.tests.factories import (
    AT,
    KEEPER,
    TODAY,
    a_record,
    import_records,
)
from motcua.modules.public_services.procedures.use_cases.local import override_procedure

pytestmark = pytest.mark.django_db
CODE = "1.999001"


@pytest.fixture
def wards():
    import_records(a_record())
    district = make_unit(level=organisation.Level.DISTRICT)
    return [make_unit(parent_id=district.id) for _nth in range(2)]


def override(unit, actor=KEEPER, at=AT, **values):
    one = api.Override(code=CODE, unit_id=unit.id, **values)
    return override_procedure(actor=actor, override=one, at=at)


def test_a_ward_says_what_differs_and_inherits_the_rest(wards):
    here, elsewhere = wards

    assert override(here, place="Tầng 2", time_limit=TimeLimit.parse("2 working_day"))

    version = api.get_version(CODE, TODAY)
    assert str(api.limit_at(version, here.id)) == "2 working_day"
    assert str(api.limit_at(version, elsewhere.id)) == "3 working_day"
    own = api.find_override(CODE, here.id)
    assert own is not None
    assert own.place == "Tầng 2"
    assert api.find_override(CODE, elsewhere.id) is None


@pytest.mark.parametrize("limit", ["4 working_day", "1 month", "7 calendar_day"])
def test_a_ward_never_promises_more_time_than_the_catalogue(wards, limit):
    with pytest.raises(FaultyRecord) as refusal:
        override(wards[0], time_limit=TimeLimit.parse(limit), note="x" * 700)

    assert {one.path for one in refusal.value.faults} == {"time", "note"}


def test_a_change_of_the_catalogue_appears_at_every_ward_at_once(wards):
    here, elsewhere = wards
    override(here, time_limit=TimeLimit.parse("2 working_day"))

    import_records(a_record(duration={"value": 1, "unit": "working_day"}), effective_from=TODAY)

    version = api.get_version(CODE, TODAY)
    assert {str(api.limit_at(version, one.id)) for one in (here, elsewhere)} == {"1 working_day"}


def test_an_override_is_replaced_and_ended_and_its_history_kept(wards):
    override(wards[0], note="một")
    assert not override(wards[0], note="một")
    override(wards[0], note="hai", at=AT + timedelta(days=1))
    override(wards[0], at=AT + timedelta(days=2))

    assert catalogue.list_overrides() == ()
    lines = LocalOverride.objects.order_by("recorded_at").values_list("note", "replaced_at")
    assert [(note, at is not None) for note, at in lines] == [("một", True), ("hai", True)]


def test_a_ward_speaks_for_itself_only(wards):
    here, elsewhere = wards
    own = official(rights={"procedures.override": {here.id}})

    assert override(here, actor=own, note="x")
    with pytest.raises(NotPermitted):
        override(elsewhere, actor=own, note="x")


def test_only_a_ward_that_serves_the_procedure_differs(wards):
    with pytest.raises(NotInherited):
        override(make_unit(level=organisation.Level.DISTRICT), note="x")
    import_records(a_record(level="district"), effective_from=TODAY)
    with pytest.raises(NotInherited):
        override(wards[0], note="x")
