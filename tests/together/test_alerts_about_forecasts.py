"""A rule for alerts watches what is foretold: too many dossiers, and a forecast that is old."""

from datetime import date
from decimal import Decimal

import pytest

from motcua.modules.operations.alerts import use_cases
from motcua.modules.operations.alerts.models import Alert
from motcua.modules.operations.alerts.tests import factories as make
from motcua.modules.operations.alerts.types import Against, Kind, Scope, Side
from motcua.modules.public_services.forecasts.models import Calibration, UnitOutlook

pytestmark = pytest.mark.django_db
MONDAY = date(2024, 3, 4)


@pytest.fixture
def world():
    """A ward of which five dossiers were foretold late on a Monday, and never again."""
    made = make.make_world()
    Calibration.objects.create(made_on=MONDAY, since=MONDAY, until=MONDAY, number=9, late=5)
    UnitOutlook.objects.create(
        made_on=MONDAY,
        unit_id=made.units["ward"],
        due_7=9,
        expected_7=4.6,
        likely_7=5,
        due_14=9,
        expected_14=4.6,
        likely_14=5,
    )
    return made


@pytest.mark.parametrize(
    ("kind", "scope", "unit", "words"),
    [
        (Kind.THRESHOLD, Scope.BELOW, "ward", "Hồ sơ dự báo trễ hẹn, 03/2024: 5, cao hơn 4 hồ sơ."),
        (Kind.THRESHOLD, Scope.ONE, "district", "Hồ sơ dự báo trễ hẹn, 03/2024: 5, cao hơn 4"),
        (Kind.LATE_DATA, Scope.BELOW, "ward", "dữ liệu gần nhất là lúc 05:30 thứ Hai 04/03/2024."),
    ],
)
def test_what_is_foretold_rings(world, kind, scope, unit, words):
    make.rule(
        world,
        kind=kind,
        scope=scope,
        indicator_code="foretold-late",
        against=Against.VALUE,
        side=Side.ABOVE,
        value=Decimal(4),
    )

    use_cases.watch(at=make.MORNING)

    (alert,) = Alert.objects.all()
    assert alert.unit_id == world.units[unit]
    assert words in alert.words
