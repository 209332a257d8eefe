"""A year of every module's events: each figure of each unit and day is what SQL finds in them.

The statements are written from the words of each formula, over the events alone; they know nothing
of stories, facts and cells.
"""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db import connection, transaction

from motcua.foundation import actors
from motcua.foundation import events as house
from motcua.foundation.delivery import opened
from motcua.foundation.ids import uuid7
from motcua.foundation.models import EventRecord
from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.queries.recounting import tales
from motcua.kernel.organisation.tests.factories import make_unit
from motcua.modules.office.directives import events as directives
from motcua.modules.office.incoming import events as incoming
from motcua.modules.office.outgoing import events as outgoing
from motcua.modules.public_services.dossiers import events as dossiers
from motcua.modules.public_services.lanes.events import LaneEntered, LaneFinished
from motcua.modules.public_services.lanes.types import Kind
from motcua.modules.public_services.ratings.events import ServiceRated

pytestmark = pytest.mark.django_db
BEGIN, DAYS = datetime(2024, 1, 1, 1, tzinfo=UTC), 366
CLERK = actors.system("test")

# What happened, one row for each event, with its day in Vietnam.
_HAPPENED = """
with happened as (
    select code, stream, unit_id, at, payload as said, stream_version as nth,
        (at at time zone 'Asia/Ho_Chi_Minh')::date as day
    from foundation_event
), dossier as (
    select accepted.stream, accepted.unit_id, accepted.at, accepted.day,
        (select said ->> 'channel' from happened sent where sent.stream = accepted.stream
            and sent.code = 'dossiers.submitted') as channel,
        (select count(*) from happened asked where asked.stream = accepted.stream
            and asked.code = 'dossiers.supplement_requested') as asked,
        coalesce((select (said ->> 'due_at')::timestamptz from happened moved
            where moved.stream = accepted.stream and moved.code = 'dossiers.reappointed'
            order by nth desc limit 1), (accepted.said ->> 'due_at')::timestamptz) as due_at
    from happened accepted where accepted.code = 'dossiers.accepted'
), finished as (
    select dossier.*, result.at as finished_at, result.day as finished_on
    from dossier join happened result
        on result.stream = dossier.stream and result.code = 'dossiers.result_issued'
), entered as (
    select entry.*, exists (
        select from happened ready where ready.stream = entry.stream
            and ready.code = 'lanes.finished'
            and ready.at <= (entry.said ->> 'target_at')::timestamptz
    ) as kept
    from happened entry where entry.code = 'lanes.entered'
), rated as (
    select distinct on (stream) unit_id, day, (said ->> 'stars')::int as stars
    from happened where code = 'ratings.service_rated' order by stream, nth desc
), issued as (
    select stream, (said ->> 'unit_id')::uuid as unit_id, day,
        (said ->> 'is_digital')::boolean as is_digital,
        said ->> 'file_id' is not null or exists (
            select from happened scan where scan.stream = happened.stream
                and scan.code = 'outgoing.scan_added'
        ) as has_file,
        coalesce((select (said ->> 'sheets_saved')::int from happened changed
            where changed.stream = happened.stream and changed.code = 'outgoing.receivers_changed'
            order by nth desc limit 1), (said ->> 'sheets_saved')::int) as sheets
    from happened where code = 'outgoing.issued'
), routed as (
    select stream, (said ->> 'unit_id')::uuid as unit_id, day,
        1 + jsonb_array_length(said -> 'support_unit_ids') as routings,
        (select coalesce(sum((said ->> 'units_reached')::int), 0) from happened seen
            where seen.stream = happened.stream and seen.code = 'incoming.read') as opened
    from happened where code = 'incoming.routed'
), closed as (
    select (said ->> 'unit_id')::uuid as unit_id, day, (said ->> 'on_time')::boolean as on_time
    from happened where code = 'incoming.closed' and not exists (
        select from happened gone where gone.stream = happened.stream
            and gone.code = 'incoming.taken_back'
    )
), task as (
    select given.stream, given.day, (given.said ->> 'owner_authority_id')::uuid as unit_id,
        accepted.said ->> 'reported_at' is not null as is_done,
        (accepted.said ->> 'on_time')::boolean as on_time,
        ((accepted.said ->> 'reported_at')::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
            as done_on
    from happened given left join happened accepted
        on accepted.stream = given.stream and accepted.code = 'directives.task_accepted'
    where given.code = 'directives.task_given' and not exists (
        select from happened gone where gone.stream = given.stream
            and gone.code = 'directives.task_withdrawn'
    )
), days as (
    select generate_series('2023-12-01'::date, '2025-12-31'::date, '1 day')::date as day
)
"""
# By indicator: unit, day, numerator, denominator (of a count: the same).
BY_WORDS = {
    "received": "select unit_id, day, 1, 1 from dossier",
    "online-share": "select unit_id, day, (channel = 'ONLINE')::int, 1 from dossier",
    "finished": "select unit_id, finished_on, 1, 1 from finished",
    "on-time": "select unit_id, finished_on, (finished_at <= due_at and asked < 2)::int, 1"
    " from finished",
    "repeat-requests": "select unit_id, day, (asked > 1)::int, 1 from dossier where asked > 0",
    "repeat-requests-of-all": "select unit_id, day, (asked > 1)::int, 1 from dossier",
    "no-wait-share": "select unit_id, day, 0, 1 from dossier union all select unit_id, day, 1, 0"
    " from entered where said ->> 'kind' = 'NO_WAIT' and kept",
    "model-day-kept": "select unit_id, day, kept::int, 1 from entered"
    " where said ->> 'kind' = 'MODEL_DAY'",
    "express-kept": "select unit_id, day, kept::int, 1 from entered"
    " where said ->> 'kind' = 'EXPRESS'",
    "satisfaction": "select unit_id, day, (stars >= 4)::int, 1 from rated",
    "documents-signed": "select unit_id, day, is_digital::int, 1 from issued",
    "documents-with-file": "select unit_id, day, has_file::int, 1 from issued",
    "sheets-saved": "select unit_id, day, sheets, sheets from issued",
    "incoming-on-time": "select unit_id, day, on_time::int, 1 from closed",
    "incoming-read": "select unit_id, day, opened, routings from routed",
    "tasks-on-time": "select unit_id, done_on, on_time::int, 1 from task where is_done",
    "tasks-late": "select unit_id, done_on, (not on_time)::int, 1 from task where is_done",
    "tasks-open": "select unit_id, days.day, 1, 1 from task join days on task.day <= days.day"
    " and (done_on is null or done_on > days.day)",
}


class Lives:
    """Lets things happen at random, in order within each stream."""

    def __init__(self, seed, units):
        self.random = Random(seed)  # noqa: S311 - invented lives
        self.units = units

    def begin(self):
        self.at = BEGIN + timedelta(minutes=self.random.randint(0, 60 * 24 * 330))
        self.unit_id = self.random.choice(self.units).id
        return uuid7()

    def later(self, hours=200):
        return self.at + timedelta(hours=self.random.uniform(1, hours))

    def maybe(self, share):
        return self.random.random() < share

    def tell(self, event):
        self.at = self.later(60)
        house.publish(event, by=CLERK, at=self.at, unit_id=self.unit_id)

    def dossier(self):
        its_id = self.begin()
        known = {"submission_id": its_id, "dossier_code": "H", "person_id": its_id}
        channel = self.random.choice(["ONLINE", "DIRECT"])
        self.tell(dossiers.DossierSubmitted(**known, procedure_code="1.001193", channel=channel))
        for _time in range(self.random.choice([0, 0, 1, 2])):
            asked = {"request_id": its_id, "stage": "RECEPTION", "items": 1}
            self.tell(dossiers.SupplementRequested(**known, **asked))
        if not self.maybe(0.9):
            return
        due_at = self.later(900)
        self.tell(dossiers.DossierAccepted(**known, case_id=its_id, due_at=due_at, form_number="1"))
        for kind in [each for each in Kind if self.maybe(0.3)]:
            entered = {"submission_id": its_id, "dossier_code": "H", "lane_id": uuid7()}
            self.tell(LaneEntered(**entered, kind=kind, target_at=self.later()))
        if self.maybe(0.8):
            self.tell(dossiers.ResultIssued(**known, on_time=True))
            self.tell(LaneFinished(submission_id=its_id))
            for _time in range(self.random.choice([0, 1, 2])):
                stars = self.random.randint(1, 5)
                self.tell(ServiceRated(submission_id=its_id, dossier_code="H", stars=stars))

    def outgoing(self):
        its_id = self.begin()
        its = {"document_id": its_id, "unit_id": self.unit_id, "number_symbol": "1/UBND"}
        is_digital = self.maybe(0.7)
        self.tell(
            outgoing.OutgoingIssued(
                **its,
                kind="CV",
                subject="…",
                file_id=uuid7() if is_digital else None,
                is_digital=is_digital,
                sheets_saved=self.random.randint(2, 9) * is_digital,
            )
        )
        if not is_digital and self.maybe(0.5):
            self.tell(outgoing.ScanAdded(document_id=its_id, file_id=uuid7()))
        if is_digital and self.maybe(0.3):
            changed = {"added": ("Sở Y tế",), "removed": (), "reason": "…", "sheets_saved": 20}
            self.tell(outgoing.ReceiversChanged(document_id=its_id, **changed))
        if self.maybe(0.1):
            self.tell(outgoing.OutgoingRecalled(**its, reason="…"))

    def incoming(self):
        its = {"document_id": self.begin(), "unit_id": self.unit_id}
        supports = tuple(uuid7() for _nth in range(self.random.randint(0, 2)))
        routing = {"lead_unit_id": uuid7(), "support_unit_ids": supports, "case_id": uuid7()}
        self.tell(
            incoming.IncomingRouted(**its, **routing, due_at=self.later(), opinion="Tham mưu")
        )
        for _each in range(self.random.randint(0, 1 + len(supports))):
            self.tell(incoming.IncomingRead(**its, account_id=uuid7(), units_reached=1))
        if self.maybe(0.8):
            ended = {"lead_unit_id": None, "on_time": self.maybe(0.7)}
            self.tell(incoming.IncomingClosed(**its, **ended))
        if self.maybe(0.1):
            self.tell(incoming.IncomingTakenBack(**its, reason="…"))

    def task(self):
        its = {"task_id": self.begin(), "unit_id": self.unit_id}
        owner = self.random.choice(self.units).id
        given = {"owner_unit_id": owner, "support_unit_ids": (), "case_id": uuid7(), "text": "…"}
        self.tell(
            directives.TaskGiven(**its, **given, due_at=self.later(), owner_authority_id=owner)
        )
        if self.maybe(0.15):
            self.tell(directives.TaskWithdrawn(**its, reason="…"))
        elif self.maybe(0.7):
            done = {"owner_unit_id": owner, "reported_at": self.at, "on_time": self.maybe(0.6)}
            self.tell(directives.TaskAccepted(**its, **done))


def deliver(random):
    """Tell every tale what happened: with restarts, some events again, some long after."""
    heard = {event.code: tale for tale in tales() for event in tale.told_by}
    records = list(EventRecord.objects.filter(code__in=heard).order_by("stream", "stream_version"))
    for nth, record in enumerate(records):
        tale = heard[record.code]
        event, cover = opened(record)
        for _time in range(random.choice([1, 1, 2])):
            with transaction.atomic():
                analytics.hear(tale=tale, event=event, envelope=cover)
                if random.random() < 0.1:  # killed before it was committed, and told again
                    transaction.set_rollback(True)
        with transaction.atomic():
            analytics.hear(tale=tale, event=event, envelope=cover)
        if nth % 200 == 0:
            analytics.settle()
    for record in random.sample(records, 100):
        with transaction.atomic():
            event, cover = opened(record)
            analytics.hear(tale=heard[record.code], event=event, envelope=cover)
    while analytics.settle():
        pass


@pytest.fixture(scope="module")
def units(kept_db):
    city = make_unit(level="PROVINCE", name="Thành phố")
    units = [city, *(make_unit(level="WARD", parent_id=city.id) for _nth in range(3))]
    lives = Lives(5, units)
    for _nth in range(35):
        lives.dossier()
        lives.outgoing()
        lives.incoming()
        lives.task()
    deliver(lives.random)
    return units


def _days():
    return [
        analytics.between(day, day)
        for day in ((BEGIN + timedelta(days=nth)).date() for nth in range(DAYS))
    ]


def _counted(code, units):
    indicator = analytics.get_indicator(code=code)
    found = analytics.history(
        indicators=[indicator], unit_ids=[unit.id for unit in units], periods=_days()
    )
    return {
        (unit_id, period.first_date): (measure.numerator, measure.denominator)
        for (_code, period), by_unit in found.items()
        for unit_id, measure in by_unit.items()
    }


def _in_sql(code):
    statement = f"""{_HAPPENED}
        select unit_id, day, sum(above), sum(of_all) from ({BY_WORDS[code]})
            as line(unit_id, day, above, of_all)
        where day between '2024-01-01' and '2024-12-31' group by 1, 2
        having sum(of_all) > 0 or sum(above) > 0
    """  # noqa: S608 - our own constants
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {(unit, day): (int(some), int(of_all)) for unit, day, some, of_all in cursor}


@pytest.mark.parametrize("code", BY_WORDS)
def test_each_unit_and_day_is_what_sql_finds_in_the_events(units, code):
    expected = _in_sql(code)

    assert _counted(code, units) == expected
    assert sum(of_all for _some, of_all in expected.values()) > 10


def test_every_figure_that_is_counted_from_events_is_among_them():
    counted = {each.code for each in analytics.list_indicators() if each.numerator}

    assert counted >= set(BY_WORDS)
