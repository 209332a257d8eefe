"""On any day a dossier counts as late exactly when rule 2.1 of QD 766, read slowly, says so."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from motcua.foundation.actors import ActorKind
from motcua.foundation.events import Envelope
from motcua.foundation.ids import uuid7
from motcua.foundation.time import LOCAL_ZONE
from motcua.modules.public_services.dossiers import events
from motcua.modules.public_services.dossiers.indicators.counting import TALE
from motcua.modules.public_services.dossiers.types import Fact

START = datetime(2024, 3, 1, tzinfo=LOCAL_ZONE)
DAYS = 40
UNIT, IT = uuid7(), uuid7()
KNOWN: dict[str, Any] = {"submission_id": IT, "dossier_code": "H", "person_id": IT}


def cover(at):
    return Envelope(
        event_id=IT,
        at=at,
        recorded_at=at,
        actor_kind=ActorKind.SYSTEM,
        actor_name="",
        account_id=None,
        person_id=None,
        unit_id=UNIT,
        stream="submission:x",
        stream_version=1,
    )


ASKED = {"request_id": IT, "stage": "AT_RECEPTION", "items": 1}


class Life:
    """What happens to a dossier, each with its instant: often many things in a day."""

    def __init__(self, random):
        self.random, self.told = random, []
        self.at = START + timedelta(hours=random.randint(0, 48))
        for _time in range(random.choice([0, 0, 0, 1, 2])):
            self.add(events.SupplementRequested, **ASKED)
            self.at = self.soon()
        self.add(events.DossierAccepted, case_id=IT, due_at=self.soon(), form_number="1")
        for _time in range(random.choice([0, 1, 1, 2])):
            self.at = self.soon()
            if random.random() < 0.3:
                self.reappoint()
            elif not self.ask():
                break
        if random.random() < 0.7:
            self.at = self.soon()
            self.end()

    def soon(self):
        return self.at + timedelta(hours=self.random.choice([0, 1, 5, 24, 60, 200]))

    def add(self, kind, **said):
        self.told.append((self.at, kind(**KNOWN, **said)))

    def ask(self):
        self.add(events.SupplementRequested, **ASKED)
        if self.random.random() < 0.3:
            return False
        self.at = self.soon()
        due_at = self.random.choice([None, self.soon()])
        self.add(events.SupplementAnswered, request_id=IT, due_at=due_at)
        return True

    def reappoint(self):
        said = {"due_before": self.at, "reason": "", "form_number": "4"}
        self.add(events.DossierReappointed, due_at=self.soon(), **said)

    def end(self):
        if self.random.random() < 0.5:
            self.add(events.ResultIssued, on_time=True)
        else:
            self.add(events.DossierWithdrawn, reason="")


def is_late(told, end):  # noqa: C901 - the rule, case by case
    """Read rule 1.3 of the fact sheet slowly, at an instant."""
    asked, waits, due, stopped_at = 0, None, None, None
    for at, event in told:
        if at >= end:
            break
        match event:
            case events.DossierAccepted():
                due = event.due_at
            case events.SupplementRequested():
                asked, waits = asked + 1, at if due else None
            case events.SupplementAnswered():
                waits, due = None, event.due_at or due
            case events.DossierReappointed():
                due = event.due_at
            case events.ResultIssued() | events.DossierWithdrawn():
                stopped_at = at
    if due is None:
        return False
    judged_at = waits or stopped_at or end
    return asked > 1 or judged_at > due


def counted(told):
    story = TALE.begin
    for at, event in told:
        story = TALE.told_by[type(event)](story, event, cover(at))
    return list(TALE.counts(story))


@pytest.mark.parametrize("seed", range(8))
def test_late_on_a_day_is_what_the_rule_read_slowly_says(seed):
    random, seen = Random(seed), 0  # noqa: S311 - invented lives
    for _nth in range(60):
        told = Life(random).told
        counts = [each for each in counted(told) if each.fact.startswith("dossiers.late-by")]
        for nth in range(DAYS):
            day = START.date() + timedelta(days=nth)
            found = sum(each.amount for each in counts if each.day <= day)
            end = datetime.combine(day + timedelta(days=1), datetime.min.time(), LOCAL_ZONE)

            assert found == is_late(told, end), (day, told)
            seen += found
    assert seen


def test_a_promise_of_today_is_broken_by_time_alone():
    at = START + timedelta(hours=9)
    due_at = START + timedelta(hours=17)
    told = [(at, events.DossierAccepted(**KNOWN, case_id=IT, due_at=due_at, form_number="1"))]

    late = [(each.fact, each.day) for each in counted(told) if "late" in each.fact]

    assert late == [(Fact.LATE_BY_TIME, date(2024, 3, 1))]


def test_what_ends_late_is_late_for_ever_and_by_an_act():
    at, due_at = START + timedelta(hours=9), START + timedelta(hours=17)
    told = [
        (at, events.DossierAccepted(**KNOWN, case_id=IT, due_at=due_at, form_number="1")),
        (due_at + timedelta(minutes=1), events.ResultIssued(**KNOWN, on_time=False)),
    ]

    late = [(each.fact, each.amount) for each in counted(told) if "late" in each.fact]

    assert late == [(Fact.ENDED_LATE, 1), (Fact.LATE_BY_ACT, 1)]
