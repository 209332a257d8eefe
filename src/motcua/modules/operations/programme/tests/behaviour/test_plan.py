"""A plan of the year: entered, carried out, proved, counted."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.foundation.time import LOCAL_ZONE, local
from motcua.kernel.analytics.tests.factories import catch_up, measured
from motcua.modules.operations.programme import queries, use_cases
from motcua.modules.operations.programme.errors import (
    ItemElsewhere,
    MeasuredByFigure,
    PlanInvalid,
    PlanNotFound,
    ReportInvalid,
)
from motcua.modules.operations.programme.models import Item
from motcua.modules.operations.programme.tests import factories as make
from motcua.modules.operations.programme.types import Given, Standing, State

pytestmark = pytest.mark.django_db
JUNE = datetime(2024, 6, 28, 10, 0, tzinfo=LOCAL_ZONE)


@pytest.fixture
def plan(office):
    return make.enter(office)


def figure(office, code, last, first=date(2024, 1, 1)):
    return measured(code, office.unit_id, first, last)


def test_a_plan_is_open_to_who_keeps_it_and_who_carries_it_out(office, plan):
    for who in ("leader", "head", "warden"):
        assert queries.get_plan(actor=office.actor(who), plan_id=plan.id) == plan
    with pytest.raises(PlanNotFound):
        queries.get_plan(actor=office.actor("other"), plan_id=plan.id)


def test_a_plan_without_a_number_or_with_one_that_stands_is_not_entered(office, plan):
    with pytest.raises(PlanInvalid) as refused:
        make.enter(office, title=" ", year=12)

    paths = {each.path for each in refused.value.faults}
    assert paths == {"title", "year", "number_symbol"}


def test_nobody_enters_plans_for_another_authority(office):
    given = Given(year=2024, title="x", number_symbol="x", issued_on=date(2024, 1, 1))

    with pytest.raises(NotPermitted):
        use_cases.enter_plan(
            actor=office.actor("head"), unit_id=office.unit_id, given=given, at=make.MORNING
        )


def test_a_deadline_on_a_day_off_ends_with_the_next_working_day(office, plan):
    (item,) = make.plan_items(office, plan, make.wanted(office))

    assert local(item.due_at).date() == date(2024, 7, 1)


def test_a_target_is_reached_when_the_office_confirms_what_was_proved(office, plan):
    (item,) = make.plan_items(office, plan, make.wanted(office))
    report = {"actor": office.actor("head"), "item_id": item.id, "at": JUNE}
    use_cases.report_item(text="Đạt một phần", value=Decimal(38), **report)
    item.refresh_from_db()
    assert item.percent == 40
    with pytest.raises(ReportInvalid):
        use_cases.report_item(text="Đạt", value=Decimal(96), is_reached=True, **report)

    make.reach(office, item, at=JUNE)

    item.refresh_from_db()
    assert item.standing(JUNE + timedelta(days=90)) is Standing.ON_TIME
    assert figure(office, "programme-targets", date(2024, 6, 30)) == (1, 1)
    assert figure(office, "programme-targets", date(2024, 6, 1)) == (0, 1)
    assert figure(office, "programme-targets", date(2025, 1, 31), date(2025, 1, 1)) == (0, 0)


def test_what_is_returned_goes_on_and_its_clock_too(office, plan):
    (item,) = make.plan_items(office, plan, make.task(office))
    use_cases.report_item(
        actor=office.actor("head"),
        item_id=item.id,
        text="Xong",
        percent=100,
        is_reached=True,
        files=[("anh.jpg", make.picture())],
        at=JUNE,
    )
    use_cases.return_item(
        actor=office.actor("leader"), item_id=item.id, reason="Thiếu danh sách", at=JUNE
    )

    item.refresh_from_db()
    assert item.standing(item.due_at + timedelta(hours=1)) is Standing.OVERDUE
    assert figure(office, "programme-tasks", date(2024, 12, 31)) == (0, 1)


def test_only_the_lead_unit_reports_and_only_the_office_confirms(office, plan):
    (item,) = make.plan_items(office, plan, make.task(office))

    with pytest.raises(NotPermitted):
        use_cases.report_item(
            actor=office.actor("warden"), item_id=item.id, text="x", percent=1, at=JUNE
        )
    with pytest.raises(ItemElsewhere):
        use_cases.confirm_item(actor=office.actor("leader"), item_id=item.id, at=JUNE)


def test_what_is_dropped_counts_neither_for_nor_against(office, plan):
    first, _second = make.plan_items(office, plan, make.task(office), make.task(office, number=2))

    use_cases.drop_item(
        actor=office.actor("leader"), item_id=first.id, reason="Thành phố làm chung", at=JUNE
    )

    assert figure(office, "programme-tasks", date(2024, 12, 31)) == (0, 1)
    assert queries.counts_of(Item.objects.filter(plan=plan), at=JUNE).tasks == 1


def test_a_bound_target_turns_with_its_figure_and_nobody_says_it_by_hand(office, plan):
    bound = make.wanted(office, number=2, aim=Decimal(50), indicator_code="programme-tasks")
    item, task = make.plan_items(office, plan, bound, make.task(office))
    with pytest.raises(MeasuredByFigure):
        use_cases.report_item(
            actor=office.actor("head"), item_id=item.id, text="Đạt", value=Decimal(60), at=JUNE
        )
    make.reach(office, task, at=JUNE)
    catch_up()

    assert use_cases.follow_figures(at=JUNE) == 1
    assert use_cases.follow_figures(at=JUNE) == 0
    item.refresh_from_db()
    assert item.state == State.DONE
    assert item.value == 100

    make.plan_items(office, plan, make.task(office, number=2), make.task(office, number=3))
    catch_up()
    assert use_cases.follow_figures(at=JUNE) == 1
    item.refresh_from_db()
    assert item.state == State.OPEN
    assert item.percent == 66


def test_heads_are_told_once_a_week_of_what_is_late_or_due_soon(office, plan):
    make.plan_items(office, plan, make.task(office), make.task(office, number=2))

    assert use_cases.remind(at=make.MORNING) == 0
    use_cases.remind(at=JUNE)
    use_cases.remind(at=JUNE + timedelta(hours=2))

    messages = make.rows_of("notifications.Message", key__startswith="programme.reminder")
    assert [each.to_account_id for each in messages] == [office.accounts["head"].id]
    assert "NV 1" in messages[0].body
