"""Whoever is on duty hears of an alert on a phone, looks behind it, and closes it with a note."""

import pytest
from django.test import Client

WARD = "H24.12.26"


@pytest.fixture
def ringing(transactional_db):
    """A ward of the demo city whose figure is bad this month, with somebody on duty."""
    from datetime import timedelta  # noqa: PLC0415 - Django must be up

    from django.utils import timezone  # noqa: PLC0415

    from motcua.foundation.time import local_date  # noqa: PLC0415
    from motcua.kernel.identity import api as identity  # noqa: PLC0415
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415
    from motcua.modules.operations.alerts import demo, use_cases  # noqa: PLC0415
    from motcua.modules.operations.alerts.models import Alert  # noqa: PLC0415
    from motcua.modules.operations.alerts.tests import factories as make  # noqa: PLC0415

    at = timezone.now()  # noqa: TID251 - an edge
    unit = organisation.find_unit(WARD, on=local_date(at))
    for months in range(1, 7):
        day = (local_date(at).replace(day=1) - timedelta(days=30 * months)).replace(day=9)
        make.count("on-time", unit.id, day, 180 + months, 190)
    demo.load()
    make.count("on-time", unit.id, local_date(at), 31, 44)
    use_cases.watch(at=at)
    alert = Alert.objects.get(unit_id=unit.id)
    Alert.objects.update(next_at=at)  # whatever the hour of the test
    use_cases.tell_due(at=at)
    alert.refresh_from_db()
    post = organisation.get_post(alert.post_id, at=at)
    return alert, identity.accounts_of(post.holder_ids)[post.holder_ids[0]]


def sign_in(open_page, account_id, path, **how):
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - Django must be up

    client = Client()
    client.force_login(get_user_model().objects.get(id=account_id))
    return open_page(path, client=client, **how)


def test_the_one_on_duty_answers_an_alert_on_a_phone(ringing, open_page, hands, seen):
    alert, account_id = ringing
    page = sign_in(open_page, account_id, "/messages/", width=390, height=844)
    who = hands(page, seen)
    assert page.get_by_text("Cảnh báo: Giải quyết đúng hạn").first.is_visible()

    page.goto("/alerts/")
    seen(page)
    page.locator(".mc-inbox a").first.click()
    page.wait_for_url(f"**/alerts/{alert.id}/")
    seen(page)
    who.page.get_by_role("button", name="Xác nhận, tôi xử lý").click()
    page.wait_for_load_state()
    assert page.get_by_text("Đang xử lý").first.is_visible()
    page.get_by_role("button", name="Đóng cảnh báo").click()
    page.wait_for_load_state()
    seen(page)
    who.write("note", "Thiếu người ở bộ phận một cửa; đã bố trí thêm một công chức.")
    page.get_by_role("button", name="Đóng cảnh báo").click()
    page.wait_for_load_state()

    alert.refresh_from_db()
    assert alert.state == "CLOSED"
    assert seen.faults == []


def test_an_administrator_writes_a_rule_and_plans_the_duty(ringing, open_page, seen):
    from motcua.kernel.identity import api as identity  # noqa: PLC0415 - Django must be up

    account_id = identity.find_account("supervisor").id
    page = sign_in(open_page, account_id, "/alerts/rules/")
    seen(page)
    page.get_by_role("link", name="Giải quyết đúng hạn dưới chỉ tiêu").click()
    page.get_by_role("link", name="Chạy thử trên 90 ngày qua").click()
    page.wait_for_load_state()
    seen(page)
    for path in ("/alerts/units/", "/alerts/roster/", "/alerts/rules/new/"):
        page.goto(path)
        seen(page)
    assert seen.faults == []
