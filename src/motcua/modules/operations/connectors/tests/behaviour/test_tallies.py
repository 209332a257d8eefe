"""Whatever came in, in whatever order: figures are what a slow, plain program makes of the rows."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from operator import mul
from random import Random

import pytest

from motcua.foundation import actors
from motcua.foundation.delivery import deliver_pending
from motcua.kernel.analytics import api as analytics
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.modules.operations.connectors import tasks, use_cases
from motcua.modules.operations.connectors.models import Reading, SeriesUnit, Tally
from motcua.modules.operations.connectors.tests import factories as make
from motcua.modules.operations.connectors.types import Every, Given, Kind, Origin, Target, Whence

pytestmark = pytest.mark.django_db
SPANS = ["2026-02", "2026-Q1", "2026", "2026-04@14", "2026-02-27..2026-03-12", "2026-07"]
BEGAN, MERGED = date(2025, 12, 20), date(2026, 3, 10)
PLAN = 3650
TREE = analytics.Reach.TREE


@pytest.fixture(scope="module")
def world(city):
    """A third ward, and of each kind a series that is due each day and one each month."""
    third = people.make_unit(
        "H24.12.23", parent_id=city.district, name="Ủy ban nhân dân phường Thứ Ba", level="WARD"
    )
    weights = dict(zip((*city.wards, third), (5, 3, 2), strict=True))
    return city, [
        make.make_series(
            city,
            f"{kind.lower()}-{every.lower()}",
            kind=kind,
            every=every,
            units=weights,
            targets=[Target(year=2026, value=PLAN)] if kind is Kind.FLOW else [],
        )
        for kind in Kind
        for every in (Every.DAY, Every.MONTH)
    ]


def _give_at_random(city, series, units, random):
    """Give some values, correct some, take some back, the newest first or last or between."""
    for nth in range(8):
        given = [
            Given(
                series_id=each.id,
                unit_id=random.choice(units),
                day=BEGAN + timedelta(days=random.randrange(120)),
                value=random.choice([None, random.randrange(1000), random.randrange(1000)]),
                weight=random.choice([None, random.randrange(1, 9)]),
            )
            for each in series
            for _nth in range(6)
        ]
        at = make.local(f"2026-{random.randrange(8, 12):02}-15T10:00")
        use_cases.record_readings(
            actor=actors.system("random"),
            given=given,
            whence=Whence(key=f"{random.random()} {nth}", origin=Origin.HAND, reason="thử"),
            at=at,
        )


class Plain:
    """Figures as somebody would make them who goes through all rows with a pencil."""

    def __init__(self):
        self.rows = list(Reading.objects.filter(is_in_force=True, value__isnull=False))
        listed = SeriesUnit.objects.values_list("series_id", "unit_id", "weight", "unit__valid_to")
        self.listed = list(listed)

    def figure(self, series, unit_ids, period, code):
        is_plan = code.endswith("-of-plan")
        first = date(period.last_date.year, 1, 1) if is_plan else period.first_date
        mine = [row for row in self.rows if row.series_id == series.id and row.unit_id in unit_ids]
        within = [row for row in mine if first <= row.day <= period.last_date]
        if series.kind == Kind.STOCK:
            return self._stock(series, mine, period.last_date)
        if not within:
            return None
        values = [row.value or 0 for row in within]
        if series.kind == Kind.AVERAGE:
            weights = [row.weight for row in within]
            return sum(map(mul, values, weights)), sum(weights)
        total = sum(values)
        if not is_plan:
            return total, 1
        there = self._there(series, period.last_date)
        part = sum(there[unit_id] for unit_id in there.keys() & unit_ids)
        passed = (max(row.day for row in within) - first).days + 1
        return total, round(Fraction(PLAN * part * passed, sum(there.values()) * 365))

    def _stock(self, series, rows, last):
        there = self._there(series, last)
        rows = sorted((row for row in rows if row.day <= last), key=lambda row: row.day)
        standing = {row.unit_id: row.value for row in rows if row.unit_id in there}
        return (sum(standing.values()), 1) if standing else None

    def _there(self, series, day):
        """Return the units that are there, with their weights: by months as of the end of one."""
        if series.every == Every.MONTH and (day + timedelta(days=1)).day > 1:
            day = day.replace(day=1) - timedelta(days=1)
        return {
            unit_id: weight
            for series_id, unit_id, weight, ends in self.listed
            if series_id == series.id and (ends is None or ends > day)
        }


def _differences(city, series, units):
    """Compare all figures with those of the plain program."""
    plain, codes = Plain(), {each.code: each for each in series}
    periods = [analytics.parse_period(each, at=make.NOON) for each in SPANS]
    indicators = [
        each
        for each in analytics.list_indicators(on=date(2026, 6, 1))
        if each.code.removesuffix("-of-plan") in codes
    ]
    tops = {city.district: set(units)} | {each: {each} for each in units}
    found = analytics.history(indicators=indicators, unit_ids=tops, periods=periods, reach=TREE)
    for each, period, top in product(indicators, periods, tops):
        of_it = codes[each.code.removesuffix("-of-plan")]
        measure = found[each.code, period].get(top)
        kept = measure and (measure.numerator, measure.denominator)
        expected = plain.figure(of_it, tops[top], period, each.code)
        if kept != expected:
            yield each.code, period.label, top, expected, kept


def test_figures_are_those_of_a_plain_program_also_after_wards_are_merged(world):
    city, series = world
    units = list(SeriesUnit.objects.order_by("id").values_list("unit_id", flat=True)[:3])
    random = Random(5)  # noqa: S311 - the same each time
    _give_at_random(city, series, units, random)
    assert not list(_differences(city, series, units))

    _merge(city, units[0], into=units[1])
    assert not list(_differences(city, series, units))

    _give_at_random(city, series, units, random)
    assert not list(_differences(city, series, units))

    use_cases.arrange_series(
        actor=city.actor("admin"),
        series_id=series[0].id,
        units=dict.fromkeys(units[1:], 7),
        targets=(),
        at=make.NOON,
    )
    assert SeriesUnit.objects.filter(series=series[0]).count() == len(units)  # its past counts
    assert use_cases.tally_series(since={each.id: None for each in series}) == 0


def _merge(city, unit_id, *, into):
    organisation.succeed(
        actor=actors.system("reform"),
        unit_id=unit_id,
        successor_ids=[into],
        on_date=MERGED,
        legal_basis="Nghị quyết",
        at=make.NOON,
    )
    deliver_pending()


def test_what_is_kept_otherwise_is_put_right_and_told(world, caplog):
    city, series = world
    make.give(city, series[0], [(city.wards[0], "2026-10-31", 5)])
    Tally.objects.filter(unit_id=city.district, day="2026-10-31").update(upper=9)

    tasks.recount()
    tasks.recount()

    assert Tally.objects.get(unit_id=city.district, day="2026-10-31").upper == 5
    assert [each.message[:6] for each in caplog.records] == ["1 days"]
