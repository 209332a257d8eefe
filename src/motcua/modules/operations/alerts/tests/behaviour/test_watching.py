"""What rings is opened once, follows its figure, and comes to whoever is on duty."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.foundation import modules
from motcua.foundation.errors import NotPermitted
from motcua.foundation.models import EventRecord
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests.factories import local
from motcua.modules.operations.alerts import api, queries, use_cases
from motcua.modules.operations.alerts.errors import (
    AlertElsewhere,
    AlertNotFound,
    NoteMissing,
    RuleInvalid,
)
from motcua.modules.operations.alerts.models import Alert
from motcua.modules.operations.alerts.tests import factories as make
from motcua.modules.operations.alerts.tests.factories import MORNING
from motcua.modules.operations.alerts.types import Kind, Pattern, Scope, State

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _told(alert):
    alert.refresh_from_db()
    return alert.post_id


def _codes(alert):
    records = EventRecord.objects.filter(stream=f"alert:{alert.id}").order_by("stream_version")
    return [each.code.partition(".")[2] for each in records]


def test_an_alert_is_opened_once_a_period_and_unit_with_the_figures_of_the_instant(world):
    alert = make.ring(world)

    assert use_cases.watch(at=MORNING + HOUR) == 0
    assert Alert.objects.count() == 1
    assert alert.figures["value"] == "50,0 %"
    assert "50,0 %" in alert.words
    make.count(make.ON_TIME, world.units["ward"], local_date(MORNING), 0, 10)
    use_cases.watch(at=MORNING + 2 * HOUR)
    alert.refresh_from_db()
    assert (alert.figures["value"], alert.latest["value"]) == ("50,0 %", "25,0 %")
    april = MORNING + 25 * DAY
    make.count(make.ON_TIME, world.units["ward"], local_date(april), 0, 1)
    assert use_cases.watch(at=april) == 1


def test_a_rule_that_is_off_and_a_figure_that_counts_too_little_do_not_ring(world):
    make.count(make.ON_TIME, world.units["ward"], local_date(MORNING), 0, 3)
    make.rule(world, is_on=False)
    make.rule(world, at_least=4)

    assert use_cases.watch(at=MORNING) == 0


def test_a_figure_that_eases_is_told_to_nobody_and_one_that_returns_is(world):
    alert = make.ring(world)
    make.count(make.ON_TIME, world.units["ward"], local_date(MORNING), 1000, 1000)
    use_cases.watch(at=MORNING + HOUR)

    alert.refresh_from_db()
    assert not alert.holds
    assert use_cases.tell_due(at=MORNING + HOUR) == 0
    make.count(make.ON_TIME, world.units["ward"], local_date(MORNING), 0, 1000)
    use_cases.watch(at=MORNING + 2 * HOUR)
    assert use_cases.tell_due(at=MORNING + 2 * HOUR) == 1
    assert _codes(alert) == ["opened", "eased", "returned", "assigned"]


def test_an_alert_goes_from_the_one_on_duty_to_the_leader_and_upwards(world):
    make.plan(world, "duty")
    make.plan(world, "above", unit="district")
    alert = make.ring(world, within_minutes=30)
    use_cases.tell_due(at=MORNING)
    assert _told(alert) == world.posts["duty"]
    assert use_cases.tell_due(at=MORNING + timedelta(minutes=29)) == 0

    for minutes, who in ((31, "leader"), (62, "above"), (93, "chair")):
        use_cases.tell_due(at=MORNING + timedelta(minutes=minutes))
        assert _told(alert) == world.posts[who]
    assert use_cases.tell_due(at=MORNING + 9 * HOUR) == 0
    assert _codes(alert) == ["opened", "assigned", *["escalated"] * 3]
    assert {each.holder_ids for each in organisation.post_info(alert.told_post_ids).values()}


def test_where_nobody_is_on_duty_the_leader_is_told(world):
    alert = make.ring(world)

    use_cases.tell_due(at=MORNING)

    assert _told(alert) == world.posts["leader"]


def test_whoever_acts_by_delegation_is_told_and_may_acknowledge(world):
    make.plan(world, "duty")
    organisation.delegate(
        actor=people.SYSTEM,
        post_id=world.posts["duty"],
        to_person_id=world.accounts["second"].person_id,
        scope="Trực thay",
        decision_no="12/QĐ-UBND",
        valid_from=MORNING - HOUR,
        valid_to=MORNING + DAY,
        at=MORNING - HOUR,
    )
    alert = make.ring(world)
    use_cases.tell_due(at=MORNING)

    holder = queries.holders_of([_told(alert)], at=MORNING)[world.posts["duty"]]

    assert set(holder.account_ids) == {world.accounts[who].id for who in ("duty", "second")}
    assert "Trần Văn Thay" in holder.words
    use_cases.acknowledge(actor=world.actor("second"), alert_id=alert.id, at=MORNING + HOUR)
    alert.refresh_from_db()
    assert alert.acknowledged_by_name == "Trần Văn Thay"


def test_nobody_is_told_in_quiet_hours_but_everything_is_kept(world):
    night = local("2024-03-12 23:10")
    quiet = (night.time().replace(hour=22, minute=0), night.time().replace(hour=6, minute=0))
    make.plan(world, "duty")
    alert = make.ring(world, at=night, quiet=quiet)

    assert use_cases.tell_due(at=night + 2 * HOUR) == 0
    assert use_cases.tell_due(at=local("2024-03-13 06:00")) == 1
    assert _told(alert) == world.posts["duty"]


def test_it_is_told_again_as_often_as_the_rule_says_until_it_is_closed(world):
    alert = make.ring(world, repeat_hours=4, within_minutes=600)
    use_cases.tell_due(at=MORNING)
    use_cases.acknowledge(actor=world.actor("leader"), alert_id=alert.id, at=MORNING + HOUR)

    assert use_cases.tell_due(at=MORNING + 4 * HOUR) == 0
    assert use_cases.tell_due(at=MORNING + 5 * HOUR) == 1
    use_cases.close(
        actor=world.actor("leader"), alert_id=alert.id, note="Đã đôn đốc.", at=MORNING + 6 * HOUR
    )
    assert use_cases.tell_due(at=MORNING + 50 * HOUR) == 0


def test_what_goes_on_after_it_was_closed_is_opened_again_and_starts_with_the_one_on_duty(world):
    alert = make.ring(world, reopen_hours=24)
    use_cases.tell_due(at=MORNING)
    with pytest.raises(NoteMissing):
        use_cases.close(actor=world.actor("leader"), alert_id=alert.id, note=" ", at=MORNING)
    use_cases.close(actor=world.actor("leader"), alert_id=alert.id, note="Chờ ký.", at=MORNING)

    use_cases.watch(at=MORNING + 23 * HOUR)
    alert.refresh_from_db()
    assert alert.state == State.CLOSED
    make.plan(world, "duty", day=MORNING + DAY)
    use_cases.watch(at=MORNING + 24 * HOUR)
    use_cases.tell_due(at=MORNING + 24 * HOUR)

    assert _told(alert) == world.posts["duty"]
    assert (alert.state, alert.times_opened) == (State.OPEN, 2)
    assert _codes(alert)[-3:] == ["closed", "reopened", "assigned"]


def test_only_those_who_were_told_and_those_who_lead_may_answer(world):
    make.plan(world, "duty")
    alert = make.ring(world)
    use_cases.tell_due(at=MORNING)
    given: dict[str, Any] = {"alert_id": alert.id, "at": MORNING + HOUR}

    with pytest.raises(AlertNotFound):
        use_cases.acknowledge(actor=world.actor("stranger"), **given)
    use_cases.acknowledge(actor=world.actor("duty"), **given)
    with pytest.raises(AlertElsewhere):
        use_cases.acknowledge(actor=world.actor("chair"), **given)
    use_cases.close(actor=world.actor("chair"), note="Đã chỉ đạo.", **given)


def test_alerts_for_a_wall_are_those_of_the_units_and_for_a_person_those_he_may_see(world):
    alert = make.ring(world)

    (shown,) = api.open_alerts(unit_ids=[world.units["ward"]])

    assert (shown.id, shown.holds, shown.holder) == (alert.id, True, "")
    assert api.count_open(unit_ids=[world.units["ward"], world.units["other"]]) == 1
    assert api.open_alerts(unit_ids=[world.units["other"]]) == ()
    assert api.open_alerts(actor=world.actor("stranger")) == ()
    assert len(api.open_alerts(actor=world.actor("chair"))) == 1


def test_the_share_acknowledged_in_time_is_counted_and_opens_down_to_alerts(world):
    alert = make.ring(world, within_minutes=30)
    use_cases.tell_due(at=MORNING)
    use_cases.acknowledge(actor=world.actor("leader"), alert_id=alert.id, at=MORNING + HOUR / 3)
    catch_up()
    indicator = analytics.get_indicator(code="alerts-in-time")
    period, unit_id = analytics.month(local_date(MORNING)), world.units["ward"]

    measured = analytics.measure(indicators=[indicator], unit_ids=[unit_id], period=period)
    rows = indicator.rows(world.actor("chair"), unit_id, period, "", 10)

    assert measured["alerts-in-time"][unit_id] == analytics.Measure(1, 1)
    assert [each.counted for each in rows] == [True]


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("indicator", {"indicator_code": "nothing"}),
        ("title", {"title": " "}),
        ("against", {"indicator_code": make.RECEIVED}),
        ("kind", {"kind": Kind.LATE_DATA}),
        ("kind", {"kind": Kind.TREND, "indicator_code": make.RECEIVED}),
        ("kind", {"kind": Kind.FORECAST, "indicator_code": make.RECEIVED}),
    ],
)
def test_a_rule_that_could_never_ring_is_refused(world, path, changes):
    with pytest.raises(RuleInvalid) as refused:
        make.rule(world, **changes)

    assert [each.path for each in refused.value.faults] == [path]


def test_rules_and_duty_are_written_by_those_who_may(world):
    terms = make.terms(world, unit_id=world.units["ward"], scope=Scope.ONE)
    with pytest.raises(NotPermitted):
        use_cases.write_rule(actor=world.actor("leader"), terms=terms, at=MORNING)
    with pytest.raises(NotPermitted):
        use_cases.plan_duty(
            actor=world.actor("duty"),
            unit_id=world.units["ward"],
            days=[],
            pattern=Pattern.WHOLE,
            posts={},
            at=MORNING,
        )


def test_a_pass_costs_the_same_whatever_the_number_of_rules_and_units(world):
    make.ring(world)
    make.rule(world, title="Cả quận", scope=Scope.ONE)
    use_cases.watch(at=MORNING)
    with CaptureQueriesContext(connection) as few:
        use_cases.watch(at=MORNING + HOUR)
    for nth in range(6):
        make.rule(world, title=f"Quy tắc {nth}", kind=Kind.TREND, in_a_row=nth % 3 + 1)
    people.make_unit("H24.80.03", parent_id=world.units["district"])

    with CaptureQueriesContext(connection) as many:
        use_cases.watch(at=MORNING + HOUR)

    configured = len(modules.provided(analytics.Declared))  # a query for each that declares some
    assert len(few) == len(many) <= 7 + configured
