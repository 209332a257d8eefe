"""Figures are counted while events are delivered, and can be counted again from them."""

import json
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.db import connection, transaction

from motcua.foundation import actors
from motcua.foundation import events as house
from motcua.foundation.delivery import opened
from motcua.foundation.ids import uuid7
from motcua.foundation.models import EventRecord, Undelivered
from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics import tasks
from motcua.kernel.organisation.tests.factories import make_unit
from motcua.modules.public_services.dossiers import events, indicators
from motcua.modules.public_services.dossiers.demo import slow_count
from motcua.project.cli import figures

pytestmark = pytest.mark.django_db
CLERK = actors.system("test")
START = datetime(2023, 11, 1, 1, tzinfo=UTC)
YEAR = analytics.year(date(2024, 1, 1))
HEARD = list(indicators.TALE.told_by)


def happen(random: Random, unit_id: UUID) -> None:
    """Let a dossier live some life, good or bad."""
    its_id, at = uuid7(), START + timedelta(minutes=random.randint(0, 60 * 24 * 300))

    def tell(event: type[house.Event], **said) -> None:
        nonlocal at
        at += timedelta(hours=random.uniform(1, 200))
        known = {"submission_id": its_id, "dossier_code": "H", "person_id": its_id} | said
        house.publish(event(**known), by=CLERK, at=at, unit_id=unit_id)

    tell(
        events.DossierSubmitted,
        procedure_code="1.001193",
        channel=random.choice(["ONLINE", "DIRECT"]),
    )
    asked = {"request_id": its_id, "stage": "RECEPTION", "items": 1}
    for _time in range(random.choice([0, 0, 1, 2])):
        tell(events.SupplementRequested, **asked)
    if random.random() < 0.9:
        due_at = at + timedelta(hours=random.uniform(1, 900))
        tell(events.DossierAccepted, case_id=its_id, due_at=due_at, form_number="1")
    if random.random() < 0.3:
        due_at = at + timedelta(hours=random.uniform(1, 900))
        tell(events.SupplementAnswered, request_id=its_id, due_at=random.choice([None, due_at]))
    match random.choice(["finished", "finished", "withdrawn", "open"]):
        case "finished":
            tell(events.ResultIssued, on_time=True)
            tell(events.ResultReturned, way="DESK", receiver="A")
        case "withdrawn":
            tell(events.DossierWithdrawn, reason="…")


def deliver(*, times: int = 1) -> None:
    """Let the figures hear of everything, each so many times, as a delivery cut short would."""
    heard = [each.code for each in HEARD]
    records = EventRecord.objects.filter(code__in=heard).order_by("stream", "stream_version")
    for record in records:
        for _time in range(times):
            with transaction.atomic():
                event, envelope = opened(record)
                analytics.hear(tale=indicators.TALE, event=event, envelope=envelope)
    Undelivered.objects.all().delete()


def sums(units, *, reach=analytics.Reach.OWN):
    wanted = [
        (fact, (period.first_date, period.last_date))
        for fact in ("dossiers.received", "dossiers.finished-on-time", "dossiers.ended")
        for period in months()
    ]
    return analytics.add_up(wanted, unit_ids=[unit.id for unit in units], reach=reach)


def months():
    found = [analytics.month(START.date())]
    while len(found) < 16:
        found.append(analytics.month(found[-1].last_date + timedelta(days=1)))
    return found


@pytest.fixture
def city():
    city = make_unit(level="PROVINCE", name="Thành phố")
    district = make_unit(level="DISTRICT", parent_id=city.id)
    wards = [make_unit(level="WARD", parent_id=district.id) for _nth in range(2)]
    return [city, district, *wards]


@pytest.fixture
def lived(city):
    random = Random(4)  # noqa: S311 - invented lives
    for nth in range(60):
        happen(random, city[1 + nth % 3].id)
    return city


def slowly():
    with connection.cursor() as cursor:
        return slow_count.count_by_month(slow_count.read_stories(cursor))


def test_each_month_of_each_unit_is_what_a_slow_program_counts(lived):
    deliver()
    analytics.settle()

    found, counted, seen = sums(lived), slowly(), 0
    names = {"received": "received", "finished-on-time": "on_time", "ended": "resolved"}
    for (fact, (first, _last), unit_id), amount in found.items():
        expected = counted[names[fact.removeprefix("dossiers.")]]
        assert amount == expected[str(unit_id), (first.year, first.month)]
        seen += amount
    assert seen == sum(sum(counted[name].values()) for name in names.values()) > 60


def test_what_is_delivered_twice_counts_once(lived):
    deliver(times=2)
    analytics.settle()
    once = sums(lived)
    deliver()
    analytics.settle()

    assert sums(lived) == once
    assert analytics.recount().differences == ()


def test_a_unit_with_those_under_it_is_the_sum_of_them(lived):
    deliver()
    analytics.settle()

    own, tree = sums(lived), sums(lived, reach=analytics.Reach.TREE)
    city, district, *wards = lived
    for fact, span in {(fact, span) for fact, span, _unit in tree}:
        below = sum(own[fact, span, unit.id] for unit in (district, *wards))
        assert tree[fact, span, district.id] == tree[fact, span, city.id] == below


def test_what_was_late_and_open_on_a_day_is_known_without_an_event(lived):
    deliver()
    analytics.settle()
    late = analytics.Indicator(
        code="late",
        title="",
        meaning="",
        formula="",
        source="",
        kind=analytics.Kind.COUNT,
        rows=lambda *_: [],
        numerator=(
            analytics.Term("dossiers.due", analytics.Over.END),
            analytics.Term("dossiers.due-and-ended", analytics.Over.END, -1),
        ),
    )
    with connection.cursor() as cursor:
        stories = slow_count.read_stories(cursor)
    for period in months():
        expected = sum(
            story.accepted is not None
            and datetime.fromisoformat(story.promised) < period.end
            and (story.ended is None or story.ended >= period.end)
            for story in stories.values()
        )
        found = analytics.measure(
            indicators=[late], unit_ids=[unit.id for unit in lived], period=period
        )
        assert sum(each.numerator for each in found["late"].values()) == expected


def test_a_recount_finds_what_was_tampered_with_and_mends_it(lived):
    deliver()
    analytics.settle()
    before = sums(lived)
    assert analytics.recount().differences == ()
    with connection.cursor() as cursor:
        cursor.execute("update analytics_cell set amount = amount + 1 where grain = 'M'")
        cells = cursor.rowcount
        cursor.execute("delete from analytics_story where counts <> '[]'")
        stories = cursor.rowcount

    assert len(analytics.recount().differences) > stories
    assert analytics.mend() >= min(cells, stories)

    assert sums(lived) == before
    assert analytics.recount().differences == ()


def test_figures_come_to_what_happened_before_anybody_counted(lived):
    Undelivered.objects.all().delete()  # delivered, while nobody counted

    tasks.count_what_was_before()

    assert sum(sums(lived).values()) > 60
    assert analytics.recount().differences == ()


def test_many_figures_of_many_units_and_periods_are_one_question(lived, django_assert_num_queries):
    with django_assert_num_queries(1):
        analytics.measure(
            indicators=[each for each in indicators.ALL if each.numerator],
            unit_ids=[unit.id for unit in lived],
            period=YEAR,
        )


def test_the_command_prints_what_the_screens_show_and_counts_again(lived, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "the test's own")
    deliver()
    analytics.settle()
    asked = ["--unit", lived[0].code, "--period", "2023-11-01..2024-12-31", "--json"]

    printed = CliRunner().invoke(figures.figures, asked)
    lines = {line["code"]: line for line in json.loads(printed.stdout)}
    again = CliRunner().invoke(figures.figures, ["recount"])

    assert lines["received"]["numerator"] == sum(slowly()["received"].values())
    assert lines["on-time"]["denominator"] == lines["finished"]["numerator"] > 0
    assert (again.exit_code, "0 differences" in again.stdout) == (0, True)
