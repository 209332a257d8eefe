"""What the one on duty, a leader and an administrator see and press."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from motcua.foundation.time import local_date
from motcua.modules.operations.alerts import use_cases
from motcua.modules.operations.alerts.models import Alert, Rule, Shift
from motcua.modules.operations.alerts.tests import factories as make
from motcua.modules.operations.alerts.types import State
from motcua.modules.operations.alerts.web.waiting import PROVIDED

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def alert(world, now):
    make.plan(world, "duty", day=now)
    found = make.ring(world, at=now)
    Alert.objects.update(next_at=now)  # whatever the hour of the test
    use_cases.tell_due(at=now)
    return found


def _as(world, who):
    client = Client()
    client.force_login(world.accounts[who])
    return client


def test_whoever_is_on_duty_acknowledges_and_closes_with_a_note(world, alert):
    duty = _as(world, "duty")
    act = f"/alerts/{alert.id}/act/"

    assert "50,0 %" in duty.get("/alerts/").content.decode()
    duty.post(act, {"act": "acknowledge"})
    refused = duty.post(act, {"act": "close", "note": ""})
    duty.post(act, {"act": "close", "note": "Đã bổ sung người."})
    page = duty.get(f"/alerts/{alert.id}/").content.decode()

    assert [each.path for each in refused.context["faults"]] == ["note"]
    alert.refresh_from_db()
    assert alert.state == State.CLOSED
    assert "Đã bổ sung người." in page


def test_without_a_rule_the_page_says_who_begins_and_how(world):
    assert "chạy thử trên 90 ngày qua" in _as(world, "supervisor").get("/alerts/").content.decode()
    assert "Đề nghị cán bộ" in _as(world, "duty").get("/alerts/units/").content.decode()


def test_a_leader_sees_first_how_many_alerts_of_his_units_wait(world, alert):
    page = _as(world, "chair").get("/alerts/")

    assert "chưa đóng: 1; chờ xác nhận: 1" in page.content.decode()


def test_others_see_of_it_what_their_right_allows(world, alert):
    answers = {
        who: _as(world, who).get(f"/alerts/{alert.id}/").status_code
        for who in ("stranger", "second", "chair")
    }

    assert answers == {"stranger": 404, "second": 404, "chair": 200}
    rows = _as(world, "chair").get("/alerts/units/").context["rows"]
    assert [each["id"] for each in rows] == [alert.id]
    assert not _as(world, "stranger").get("/alerts/units/").context["rows"]


def test_an_alert_lies_on_the_desk_and_is_acknowledged_there(world, alert, now):
    (source,) = PROVIDED
    actor = world.actor("duty", now)

    (row,) = source.rows(actor=actor, at=now, limit=5)
    assert source.count(actor=actor, at=now, limit=5) == 1
    source.acts[0].do(actor=actor, key=row.key, given={}, at=now)

    assert source.read(actor=actor, key=row.key, at=now).acts == frozenset({"close"})


def test_an_alert_opens_in_a_fixed_number_of_queries(world, alert, django_assert_max_num_queries):
    client = _as(world, "chair")
    path = f"/alerts/{alert.id}/"
    rows = client.get(path).context["rows_url"]
    assert client.get(rows).status_code == 200

    with django_assert_max_num_queries(14):
        client.get(path)


def test_a_rule_is_written_tried_out_on_the_past_and_switched_on(world, now):
    make.count(make.ON_TIME, world.units["ward"], local_date(now).replace(day=1), 1, 20)
    admin = _as(world, "supervisor")
    form = dict(admin.get("/alerts/rules/new/").context["form"].initial)
    form |= {"title": "Thử", "unit": str(world.units["district"]), "indicator": "received"}

    refused = admin.post("/alerts/rules/new/", form)
    assert refused.context["form"].has_error("against")
    answer = admin.post("/alerts/rules/new/", form | {"indicator": "on-time"}, follow=True)
    rule = Rule.objects.get()

    days_over = local_date(now).day - 1
    assert answer.context["count"] == min(days_over, 1)
    assert not rule.is_on
    admin.post(f"/alerts/rules/{rule.id}/switch/", {"act": "on"})
    rule.refresh_from_db()
    assert rule.is_on
    answer = admin.post(f"/alerts/rules/{rule.id}/", form | {"kind": "LATE_DATA", "indicator": "x"})
    assert answer.context["form"].has_error("indicator")


def test_a_month_of_duty_is_planned_and_the_week_before_is_copied_on(world, now):
    leader = _as(world, "leader")
    month = (local_date(now).replace(day=1) + timedelta(days=32)).strftime("%Y-%m")
    path, first = f"/alerts/roster/?month={month}", f"{month}-18 Cả ngày"

    leader.post(path, {"act": "save", first: str(world.posts["duty"])})
    assert [str(each.post_id) for each in Shift.objects.all()] == [str(world.posts["duty"])]
    leader.post(path, {"act": "copy", first: str(world.posts["duty"])})
    assert [each.day.day for each in Shift.objects.order_by("day")] == [18, 25]
    assert (
        leader.post(path, {"act": "save", first: str(world.posts["stranger"])}).status_code == 422
    )
    assert Shift.objects.count() == 2

    assert len(leader.get("/alerts/roster/").context["days"]) <= 31
    page = _as(world, "duty").get(path)
    assert not page.context["may_plan"]
    assert page.context["gaps"] == len(page.context["days"]) - 2
