"""An administrator changes a shared process; who is under way is not disturbed."""

from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.usefixtures("live_server")
SHARED, BIRTH, WARD = "QTR-044", "1.001193", "H24.12.28"


@pytest.fixture
def send(request):
    """Send a birth declaration and accept it, as two people did; return the case."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - Django must be up
    from django.utils import timezone  # noqa: PLC0415

    from motcua.kernel.cases import api as cases  # noqa: PLC0415
    from motcua.kernel.identity import api as identity  # noqa: PLC0415
    from motcua.kernel.organisation import api as organisation  # noqa: PLC0415
    from motcua.modules.public_services.dossiers.tests import factories as make  # noqa: PLC0415

    def actor(username, at):
        return identity.actor_for(get_user_model().objects.get(username=username).id, at)

    def send_():
        at = timezone.localtime()  # noqa: TID251 - an edge
        office = SimpleNamespace(unit=organisation.find_unit(WARD, on=at.date()))
        mother, reception = actor("me", at), actor("reception1", at)
        draft_id = make.make_draft(office, mother, code=BIRTH, at=at)
        code = make.use_cases.submit(actor=mother, draft_id=draft_id, at=at).code
        make.use_cases.accept_dossier(actor=reception, code=code, at=at)
        (case_id,) = make.rows_of("dossiers.Dossier", submission__code=code).values_list(
            "case_id", flat=True
        )
        return cases.get_case(case_id=case_id)

    return send_


@pytest.fixture
def library():
    from motcua.modules.public_services.processes import demo  # noqa: PLC0415 - Django must be up

    demo.load()


def click(page, label, role="button"):
    with page.expect_navigation():
        page.get_by_role(role, name=label, exact=role == "button").first.click()
    page.wait_for_load_state()


def finish(case_id):
    """Lead a case through all its steps; return what it did at each."""
    from django.utils import timezone  # noqa: PLC0415

    from motcua.foundation import actors  # noqa: PLC0415
    from motcua.kernel.cases import api as cases  # noqa: PLC0415

    system = actors.system("test")
    process = cases.get_process(cases.get_case(case_id=case_id).process_version_id)
    for step in process.steps[1:]:
        at = timezone.localtime()  # noqa: TID251 - an edge
        cases.complete_step(actor=system, case_id=case_id, expect=step.kind, at=at)
    cases.close_case(actor=system, case_id=case_id, at=timezone.localtime())  # noqa: TID251
    return cases.get_case(case_id=case_id)


def the_table_is_changed(page, seen):
    page.locator("[name=q]").fill("ho tich trong ngay")
    click(page, "Xem")
    click(page, SHARED, role="link")
    seen(page)
    click(page, "Sửa")
    seen(page)
    page.locator("[name=row-2-hours]").fill("một tiếng")
    click(page, "Kiểm tra bảng")
    summary = page.locator(".govuk-error-summary")
    assert "Bước 2" in summary.inner_text()
    assert page.locator("[name=row-2-hours]").input_value() == "một tiếng"
    seen(page)
    page.locator("[name=row-2-hours]").fill("1,5")
    click(page, "Kiểm tra bảng")
    assert page.locator(".govuk-error-summary").count() == 0
    assert "1,5 giờ" in page.locator(".ps-svg").text_content()


def the_draft_is_tried_out(page, seen):
    click(page, "Chạy thử")
    page.locator("[name=procedure]").select_option(BIRTH)
    page.locator("[name=unit]").select_option(index=1)
    page.locator("[name=day]").fill("04/03/2024")
    click(page, "Xem đường đi")
    assert "Như vậy là kịp hạn" in page.locator("main").inner_text()
    assert "17:00 thứ Hai 04/03/2024" in page.locator("main").inner_text()
    seen(page)
    click(page, "Quay lại bảng", role="link")


def it_is_published_and_compared(page, seen):
    click(page, "Tiếp tục công bố")
    click(page, "Công bố")
    assert page.locator(".govuk-error-summary").count() == 1, "a version says why"
    page.locator("[name=note]").fill("Rút ngắn thời gian thụ lý")
    seen(page)
    click(page, "Công bố")
    assert "phiên bản 2" in page.locator("main").inner_text()
    click(page, "Phiên bản 2 đã thay đổi gì", role="link")
    assert page.locator("mark").all_inner_texts() == ["2", "1,5"]
    assert page.locator(".ps-svg").count() == 2
    seen(page)


def test_a_process_is_changed(library, send, enter, open_page, seen):
    from motcua.kernel.cases import api as cases  # noqa: PLC0415 - Django must be up

    before = send()
    page = enter("admin", "/processes/")
    seen(page)

    the_table_is_changed(page, seen)
    the_draft_is_tried_out(page, seen)
    it_is_published_and_compared(page, seen)
    after = send()

    hours = [
        cases.get_process(one.process_version_id).step(2).hours
        for one in (before, finish(before.id), after)
    ]
    assert [float(one) for one in hours] == [2, 2, 1.5]
    assert seen.faults == []
    assert all("422" in said for said in open_page.complaints)  # what a browser says of a refusal
    open_page.complaints.clear()
