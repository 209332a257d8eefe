"""Dossiers enter the lanes of their day by themselves, and the figures say how that went."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotPermitted
from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers.tests import factories as dossiers
from motcua.modules.public_services.lanes import queries, use_cases
from motcua.modules.public_services.lanes.errors import LaneHasEnded, LaneInvalid
from motcua.modules.public_services.lanes.models import Entry
from motcua.modules.public_services.lanes.tests.factories import HOUSE, make_lane
from motcua.modules.public_services.lanes.types import Kind

AT, CAT = dossiers.AT, dossiers.CAT  # a Monday, nine o'clock


def settle():
    while deliver_pending():
        pass


def entries():
    return list(Entry.objects.order_by("entered_at"))


def test_a_no_wait_dossier_is_in_time_when_it_is_done_in_the_session(office, citizen):
    lane = make_lane(office.unit.id, at=AT, codes=[CAT])
    code = dossiers.finished(office, citizen)
    settle()

    [entry] = entries()

    assert entry.dossier_code == code
    assert entry.target_at == AT + timedelta(hours=2)
    assert entry.finished_at is not None
    done = queries.figures(lane_ids=[lane.id], start=AT - timedelta(1), end=AT + timedelta(9))
    assert (done[lane.id].entered, done[lane.id].in_time) == (1, 1)


def test_the_law_s_own_promise_stays_as_it_is(office, citizen):
    without = dossiers.get(dossiers.accepted(office, citizen)).dossier.due_at
    make_lane(office.unit.id, at=AT, codes=[CAT])

    within = dossiers.get(dossiers.accepted(office, citizen)).dossier.due_at
    settle()

    assert without == within
    assert len(entries()) == 2


@pytest.mark.parametrize(
    ("given", "enters"),
    [
        ({"weekdays": [0]}, True),
        ({"weekdays": [2]}, False),
        ({"days": [date(2024, 3, 4)]}, True),
        ({"days": [date(2024, 3, 5)]}, False),
        ({"valid_from": date(2024, 3, 5)}, False),
    ],
)
def test_a_lane_takes_dossiers_on_its_own_days_only(office, citizen, given, enters):
    make_lane(office.unit.id, at=AT, codes=[CAT], **given)

    dossiers.accepted(office, citizen)
    settle()

    assert bool(entries()) is enters


def test_another_authority_s_lane_takes_nothing_of_ours(office, citizen):
    make_lane(dossiers.make_office().unit.id, at=AT, codes=[CAT])

    dossiers.accepted(office, citizen)
    settle()

    assert entries() == []


def test_a_model_day_ends_with_the_day(office, citizen):
    make_lane(office.unit.id, Kind.MODEL_DAY, at=AT, codes=[CAT], weekdays=[0], hours=None)

    dossiers.accepted(office, citizen)
    settle()

    [entry] = entries()
    assert entry.target_at.date() == AT.date()
    assert entry.target_at > AT + timedelta(hours=6)


def test_express_signing_goes_to_the_leader_on_duty(office, citizen):
    duty = organisation.create_post(
        actor=HOUSE,
        unit_id=office.unit.id,
        code="TRUC",
        role=organisation.Role.AUTHORITY_LEADER,
        title="Phó Chủ tịch trực",
        valid_from=date(2020, 1, 1),
        sort=900,
        at=AT,
    )
    make_lane(
        office.unit.id,
        Kind.EXPRESS,
        at=AT,
        codes=[CAT],
        weekdays=[0],
        hours=Decimal(4),
        duty_post_id=duty.id,
    )
    code = dossiers.at_signature(office, citizen)
    settle()

    [entry] = entries()

    case = cases.get_case(case_id=dossiers.get(code).dossier.case_id)
    assert case.post_id == duty.id
    assert case.step_kind is cases.StepKind.SIGN
    assert entry.target_at > entry.entered_at


def test_hearing_of_it_twice_changes_nothing(office, citizen):
    lane = make_lane(office.unit.id, at=AT, codes=[CAT])
    submission = dossiers.get(dossiers.accepted(office, citizen))
    settle()
    again = {
        "submission_id": submission.id,
        "case_id": submission.dossier.case_id,
        "dossier_code": submission.code,
        "procedure_code": CAT,
        "procedure_title": submission.procedure_title,
        "unit_id": office.unit.id,
    }

    entered = use_cases.enter_lanes(actor=HOUSE, kinds=(Kind.NO_WAIT,), at=AT, **again)

    assert entered == []
    assert [entry.lane_id for entry in entries()] == [lane.id]


def test_an_ended_lane_takes_nothing_and_ends_once(office, citizen):
    lane = make_lane(office.unit.id, at=AT, codes=[CAT])
    use_cases.end_lane(actor=HOUSE, lane_id=lane.id, valid_to=AT.date(), at=AT)

    dossiers.accepted(office, citizen)
    settle()

    assert entries() == []
    with pytest.raises(LaneHasEnded):
        use_cases.end_lane(actor=HOUSE, lane_id=lane.id, valid_to=AT.date(), at=AT)


def test_everything_wrong_with_a_lane_is_told_at_once(office):
    with pytest.raises(LaneInvalid) as refused:
        make_lane(office.unit.id, Kind.EXPRESS, at=AT, codes=["9.999999"], title=" ", hours=None)

    assert {fault.path for fault in refused.value.faults} == {
        "title",
        "procedure_codes",
        "hours",
        "duty_post_id",
    }


def test_only_leaders_and_procedure_control_open_lanes(office):
    with pytest.raises(NotPermitted):
        use_cases.open_lane(
            actor=office.reception,
            unit_id=office.unit.id,
            kind=Kind.NO_WAIT,
            title="x",
            procedure_codes=[CAT],
            hours=Decimal(1),
            valid_from=AT.date(),
            at=AT,
        )


def test_the_share_of_no_wait_dossiers_is_counted_among_all_accepted(office, citizen):
    dossiers.accepted(office, citizen)
    settle()
    make_lane(office.unit.id, at=AT, codes=[CAT])
    dossiers.finished(office, citizen)
    settle()

    catch_up()
    indicator = analytics.get_indicator(code="no-wait-share")
    found = analytics.measure(
        indicators=[indicator], unit_ids=[office.unit.id], period=analytics.month(AT.date())
    )
    measured = found[indicator.code][office.unit.id]
    rows = indicator.rows(office.leader, office.unit.id, analytics.month(AT.date()), "", 10)

    assert (measured.numerator, measured.denominator) == (1, 2)
    assert [row.counted for row in rows] == [True]
