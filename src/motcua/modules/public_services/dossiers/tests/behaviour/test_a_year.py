"""A year of work through the public functions leaves books that balance, and true figures."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from motcua.foundation import modules
from motcua.foundation.delivery import deliver_pending
from motcua.kernel.analytics import api as analytics
from motcua.kernel.audit import api as audit
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api, demo
from motcua.modules.public_services.dossiers.demo import slow_count
from motcua.modules.public_services.dossiers.models import Submission

pytestmark = pytest.mark.django_db
OPTIONS: dict[str, dict[str, object]] = {
    "identity": {"amount": 1500},
    "lanes": {"everything": True},
}
NEEDED = ("places", "organisation", "procedures", "identity", "lanes")
DOSSIERS, DAYS = 100, 365


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """A year of the demo city, played once for all questions about it."""
    configs = {config.label: config for config in modules.installed()}
    with django_db_blocker.unblock(), transaction.atomic():
        for label in sorted(NEEDED, key=lambda label: configs[label].manifest.demo_order):
            load = configs[label].manifest.demo
            assert load is not None
            load(**OPTIONS.get(label, {}))
        demo.load(dossiers=DOSSIERS, processes=0, days=DAYS, everything=True, stuck=pytest.fail)
        while deliver_pending():
            pass
        yield datetime.now(UTC)  # noqa: TID251 - the year ends now
        transaction.set_rollback(True)


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
    for indicator in analytics.list_indicators():
        if indicator.code not in wanted:
            continue
        part, whole = wanted[indicator.code]
        for start, _end in months(year):
            period = analytics.month(start.date())
            found = indicator.measure(unit_ids, period)
            for unit_id in unit_ids:
                key = (str(unit_id), (start.year, start.month))
                measure = found.get(unit_id)
                counts = (measure.numerator, measure.denominator) if measure else (0, 0)
                assert counts == (part[key], whole[key]), (indicator.code, key)


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
