"""What waits for somebody."""

from datetime import timedelta

import pytest
from django.db import connection

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api
from motcua.kernel.cases.api import CaseState, InboxPlace, StepKind
from motcua.kernel.cases.tests.factories import AT, SYSTEM, make_office, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def codes(cases):
    return [case.subject_code for case in cases]


def test_an_inbox_has_what_is_at_ones_posts_the_most_urgent_first(office):
    other = make_office()
    open_case(office, subject_code="slow", time_limit=TimeLimit.parse("9 working_day"))
    open_case(office, subject_code="fast", time_limit=TimeLimit.parse("1 working_day"))
    open_case(other, subject_code="elsewhere")

    assert codes(api.inbox(actor=office.actor("SPECIALIST"))) == ["fast", "slow"]
    assert codes(api.inbox(actor=other.actor("SPECIALIST"))) == ["elsewhere"]
    assert api.inbox(actor=office.actor("AUTHORITY_LEADER")) == []
    assert api.inbox(actor=Actor(kind=ActorKind.PERSON)) == []


def test_an_inbox_has_nothing_that_ended(office):
    case = open_case(office)
    api.close_case(actor=SYSTEM, case_id=case.id, at=AT)

    assert api.inbox(actor=office.actor("SPECIALIST")) == []


def test_pages_follow_each_other_without_gap_or_double(office):
    for nth in range(7):
        open_case(office, subject_code=f"c{nth}")  # all due at the same instant
    specialist = office.actor("SPECIALIST")

    seen, after = [], None
    while page := api.inbox(actor=specialist, after=after, limit=3):
        seen += codes(page)
        after = InboxPlace(page[-1].due_at, page[-1].id)

    assert seen == [f"c{nth}" for nth in range(7)]


def test_an_inbox_is_filtered_by_kind_state_and_lateness(office):
    late = open_case(office, subject_code="late", time_limit=TimeLimit.parse("1 working_hour"))
    waits = open_case(office, subject_code="waits")
    specialist, at = office.actor("SPECIALIST"), AT + timedelta(hours=3)
    api.pause_case(actor=specialist, case_id=waits.id, reason="x", at=AT)

    assert codes(api.inbox(actor=specialist, state=CaseState.PAUSED)) == ["waits"]
    assert codes(api.inbox(actor=specialist, overdue_at=at)) == ["late"]
    assert api.inbox(actor=specialist, kinds=[StepKind.SIGN]) == []
    counts = api.count_inbox(actor=specialist, at=at)
    assert (counts.open, counts.overdue, counts.paused) == (2, 1, 1)
    assert counts.by_kind == ((StepKind.HANDLE, 2),)
    assert api.cases(case_ids=[late.id])[late.id].subject_code == "late"


def test_an_inbox_and_its_counts_are_one_query_each(office, django_assert_num_queries):
    open_case(office)
    specialist = office.actor("SPECIALIST")

    with django_assert_num_queries(1):
        api.inbox(actor=specialist)
    with django_assert_num_queries(1):
        api.count_inbox(actor=specialist, at=AT)


FILL = """
create temporary table filler on commit drop as
    select * from cases_case, generate_series(1, 20000) nth where id = %s;
update filler set id = gen_random_uuid(), step_id = gen_random_uuid(), state = 'CLOSED',
    subject_code = 'filler ' || nth, closed_at = due_at;
alter table filler drop column nth;
insert into cases_case select * from filler;
analyze cases_case
"""


def test_closed_cases_do_not_slow_an_inbox(office):
    case = open_case(office)
    with connection.cursor() as cursor:
        for nth, statement in enumerate(FILL.split(";")):
            cursor.execute(statement, [] if nth else [case.id])
        cursor.execute(
            "explain (analyze, format json) select * from cases_case where post_id = %s"
            " and not (state = 'CLOSED') order by due_at, id limit 50",
            [case.post_id],
        )
        plan = cursor.fetchone()[0][0]["Plan"]

    assert "cases_inbox" in str(plan)
    assert plan["Actual Rows"] == 1
    assert "Sort" not in str(plan)
