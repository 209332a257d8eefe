"""The control slip, and each agency's own lateness."""

from datetime import timedelta

import pytest

from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api
from motcua.kernel.cases.api import StepKind, Timing
from motcua.kernel.cases.tests.factories import AT, holder_of, local, make_office, open_case
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests import factories as units

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def police(office):
    unit = units.make_unit(
        parent_id=office.unit.id, kind=organisation.UnitKind.PARTNER, name="Công an quận"
    )
    return holder_of(units.make_post(unit.id, organisation.Role.PARTNER), "Trung úy Hùng")


@pytest.fixture
def case(office, police):
    """Make a case: handled late by the specialist, the police asked and late as well."""
    case = open_case(office, time_limit=TimeLimit.parse("10 working_day"))
    opinion = api.ask_opinion(
        actor=office.actor("SPECIALIST"),
        case_id=case.id,
        question="Nơi ở?",
        to_unit_id=next(iter(police.unit_ids)),
        limit=TimeLimit.parse("4 working_hour"),
        at=LATER,
    )
    late = local("2024-03-06 09:00")
    api.answer_opinion(actor=police, opinion_id=opinion.id, answer="Đúng", at=late)
    return api.complete_step(
        actor=office.actor("SPECIALIST"), case_id=case.id, expect=StepKind.HANDLE, at=late
    )


def test_the_control_slip_names_who_handed_what_to_whom_and_how_it_came(
    office, case, police, django_assert_num_queries
):
    with django_assert_num_queries(4):
        lines = api.hand_overs(case_id=case.id, at=local("2024-03-06 10:00"))

    received, handled, asked, signing = lines
    assert (received.timing, handled.timing) == (Timing.ON_TIME, Timing.LATE)
    assert handled.from_name == office.actor("RECEPTION").name
    assert (asked.to_unit, asked.to_name, asked.timing) == (
        "Công an quận",
        "Trung úy Hùng",
        Timing.LATE,
    )
    assert (asked.from_name, asked.note) == (office.actor("SPECIALIST").name, "Đúng")
    assert (signing.from_name, signing.timing) == (office.actor("SPECIALIST").name, Timing.OPEN)


def test_each_agency_has_its_own_lateness(office, case, police):
    (there,) = police.unit_ids

    times = api.agency_times(
        unit_ids=[office.unit.id, there],
        since=local("2024-03-01 00:00"),
        until=local("2024-04-01 00:00"),
        at=local("2024-03-06 10:00"),
    )

    assert (times[there].done, times[there].late) == (1, 1)
    assert (times[office.unit.id].done, times[office.unit.id].late) == (1, 1)
    assert times[office.unit.id].open == 1  # the signature
    assert times[office.unit.id].overdue == 0


def test_mine_is_what_i_have_and_what_nobody_has(office):
    first, second = open_case(office), open_case(office)
    me, colleague = office.actor("SPECIALIST"), holder_of(office.posts["SPECIALIST"])
    api.take_step(actor=colleague, case_id=first.id, at=LATER)

    mine = api.inbox(actor=me, holding=api.Holding.MINE)
    team = api.inbox(actor=me, holding=api.Holding.TEAM)

    assert [each.id for each in mine] == [second.id]
    assert [each.id for each in team] == [first.id]
    counts = api.count_inbox(actor=me, at=LATER)
    assert (counts.open, counts.mine) == (2, 1)
    assert api.inbox(actor=me, field="Đất đai") == []
    assert len(api.inbox(actor=office.actor("CLERK"), post_ids=[office.post("SPECIALIST")])) == 2
