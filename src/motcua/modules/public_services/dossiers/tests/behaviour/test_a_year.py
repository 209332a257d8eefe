"""A year of work through the public functions leaves books that balance, and true figures."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from motcua.foundation import actors, modules
from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.audit import api as audit
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api, demo
from motcua.modules.public_services.dossiers.demo import slow_count
from motcua.modules.public_services.dossiers.models import Submission

pytestmark = pytest.mark.django_db
DOSSIERS, DAYS = 60, 365


@pytest.fixture(scope="module")
def year(demo_db):
    """A year of the demo city, played once for all questions about it."""
    lanes = next(config for config in modules.installed() if config.label == "lanes")
    assert lanes.manifest.demo is not None
    lanes.manifest.demo(everything=True)
    demo.load(dossiers=DOSSIERS, processes=0, days=DAYS, everything=True, stuck=pytest.fail)
    catch_up()
    return datetime.now(UTC)  # noqa: TID251 - the year ends now


@pytest.fixture
def stories(year):
    with connection.cursor() as cursor:
        return slow_count.read_stories(cursor)


def months(now):
    """Yield the months of the year, the last one up to now."""
    start = (now - timedelta(days=DAYS + 31)).astimezone(slow_count.VIETNAM)
    start = start.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    while start < now:
        end = (start + timedelta(days=32)).replace(day=1)
        yield start, min(end, now)
        start = end


def authorities(now):
    kinds = (organisation.UnitKind.AUTHORITY, organisation.UnitKind.PARTNER)
    return [unit for kind in kinds for unit in organisation.list_units(now.date(), kind=kind)]


def test_what_came_in_is_done_or_still_there_for_each_unit_and_month(year, stories):
    unit_ids = [unit.id for unit in authorities(year)]
    counted = slow_count.count_by_month(stories)
    seen = 0
    for start, end in months(year):
        for line in api.balance(unit_ids=unit_ids, start=start, end=end):
            unit, month = str(line.unit_id), (start.year, start.month)
            assert line.is_even, line
            assert line.received == counted["received"][unit, month]
            assert line.resolved == counted["resolved"][unit, month]
            assert line.brought_forward == slow_count.count_open(stories, unit, start)
            assert line.in_process == slow_count.count_open(stories, unit, end)
            seen += line.received
    assert seen == sum(counted["received"].values()) > DOSSIERS / 4


def test_every_figure_is_what_a_slow_program_counts(year, stories):
    counted = slow_count.count_by_month(stories)
    unit_ids = [unit.id for unit in authorities(year)]
    wanted = {
        "received": (counted["received"], counted["received"]),
        "online-share": (counted["online"], counted["received"]),
        "finished": (counted["finished"], counted["finished"]),
        "on-time": (counted["on_time"], counted["finished"]),
    }
    asked = [analytics.get_indicator(code=code) for code in wanted]
    for start, _end in months(year):
        found = analytics.measure(
            indicators=asked, unit_ids=unit_ids, period=analytics.month(start.date())
        )
        for code, (part, whole) in wanted.items():
            for unit_id in unit_ids:
                key = (str(unit_id), (start.year, start.month))
                measure = found[code].get(unit_id, analytics.Measure())
                assert measure == analytics.Measure(part[key], whole[key]), (code, key)
    assert analytics.recount().differences == ()


def test_the_sheet_that_offices_report_balances_and_opens_down_to_its_dossiers(year):
    unit_ids = [unit.id for unit in authorities(year)]
    sheet = [each for each in analytics.list_indicators() if each.code.startswith("sheet-")]
    rows = 0
    for start, end in list(months(year))[-4:-1]:
        period = analytics.month(start.date())
        found = analytics.measure(indicators=sheet, unit_ids=unit_ids, period=period)
        for line in api.balance(unit_ids=unit_ids, start=start, end=end):
            n = {
                code.removeprefix("sheet-"): of_units[line.unit_id].numerator
                if line.unit_id in of_units
                else 0
                for code, of_units in found.items()
            }
            assert n["before"] == line.brought_forward
            assert n["online"] + n["direct"] == line.received
            assert n["early"] + n["on-time"] + n["late"] == line.resolved
            assert n["open"] + n["open-late"] == line.in_process
            for each in sheet:
                listed = each.rows(actors.system("test"), line.unit_id, period, "", 1000)
                assert len(listed) == n[each.code.removeprefix("sheet-")], each.code
                rows += len(listed)
    assert rows > 0


def test_lines_by_field_add_up_to_the_sheet_and_open_down(year, django_assert_num_queries):
    unit_ids = [unit.id for unit in authorities(year)]
    sheet = [each for each in analytics.list_indicators() if each.code.startswith("sheet-")]
    seen = set()
    for start, _end in list(months(year))[:-1]:
        period = analytics.month(start.date())
        found = analytics.measure(indicators=sheet, unit_ids=unit_ids, period=period)
        with django_assert_num_queries(1):
            lines = api.count_by_field(indicators=sheet, unit_ids=unit_ids, period=period)
        for code, of_units in found.items():
            total = sum(measure.numerator for measure in of_units.values())
            assert sum(line[code] for line in lines.values()) == total, code
            seen |= {code} if total else set()
    assert len(seen) > len(sheet) - 2  # next to every figure was put to the test
    unit_id = next(unit for of_units in found.values() for unit in of_units)
    lines = api.count_by_field(indicators=sheet, unit_ids=[unit_id], period=period)
    field, line = next(iter(lines.items()))
    for each in sheet:
        rows = api.rows_told(each.numerator, field=field)
        assert len(rows(actors.system("test"), unit_id, period, "", 99)) == line[each.code]


def test_each_dossier_under_way_is_held_by_somebody(year):
    assert api.without_holder(at=year) == []


def test_no_event_is_missing_and_none_was_changed(year, stories):
    while audit.seal_pending():
        pass

    assert slow_count.gaps(stories) == audit.incomplete_streams() == []
    assert audit.verify().is_sound


def test_many_procedures_were_asked_for_at_all_levels(year):
    asked = set(Submission.objects.values_list("procedure_code", flat=True))

    assert len(asked) >= 0.8 * DOSSIERS  # nothing is asked for twice before all were asked for
