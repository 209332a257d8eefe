"""Somebody at the desk answers with nothing but keys; officials read what came out."""

import pytest
from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.surveys import use_cases

pytestmark = pytest.mark.usefixtures("live_server")
TEXT = "# Công chức\nLịch sự, tôn trọng\n# Kết quả\nTrả đúng hẹn"


def test_a_few_questions_are_answered_by_keyboard(open_page, seen):
    now = timezone.now()  # noqa: TID251 - an edge
    unit = organisation.find_unit("H24.12", on=local_date(now))
    use_cases.publish_survey(
        actor=actors.system("test"),
        unit_id=unit.id,
        title="Khảo sát tại quầy",
        text=TEXT,
        minimum=1,
        valid_from=local_date(now),
        at=now,
    )
    page = open_page(f"/surveys/unit/{unit.code}/", width=390, height=844)
    seen(page)
    for words in ("Phần 1/2", "Phần 2/2"):
        page.get_by_text(words).wait_for()
        page.get_by_role("radio", name="Rất không hài lòng").focus()
        for _step in range(4):
            page.keyboard.press("ArrowDown")
        assert page.get_by_role("radio", name="Rất hài lòng").is_checked()
        page.locator("main form button").first.focus()
        page.keyboard.press("Enter")
    page.get_by_role("heading", name="Xin cảm ơn").wait_for()
    seen(page)
    page.get_by_role("link", name="Xem kết quả khảo sát").click()
    page.get_by_text("Chỉ số 100,0 trên 100").wait_for()
    seen(page)
    assert seen.faults == []
