"""A daughter lets another act for her, who then chooses for whom; she revokes it."""

import pytest

pytestmark = pytest.mark.usefixtures("live_server")
COPIES = "2.000815"
BRIDE, MOTHER = "Đặng Thu Trang", "Phạm Thị Thanh Hà"
MOTHERS_NUMBER = "099197000001"


@pytest.fixture
def people(transactional_db):
    """The invented persons of the demo."""
    from django.utils import timezone  # noqa: PLC0415 - Django must be up

    from motcua.modules.public_services.representation.demo.people import (  # noqa: PLC0415
        load_people,
    )

    load_people(timezone.now())  # noqa: TID251 - an edge


@pytest.mark.usefixtures("people")
def test_a_mandate_is_given_used_and_revoked(enter, hands, seen):
    page = enter("bride", "/mandates/", width=390)
    bride = hands(page, seen)
    seen(page)
    bride.follow("Ủy quyền cho người khác")
    with page.expect_navigation():
        page.get_by_role("button", name="Lập ủy quyền").click()
    seen(page)
    assert page.locator(".govuk-error-summary li").count() >= 3

    bride.write("representative_number", MOTHERS_NUMBER)
    bride.write("representative_name", MOTHER)
    bride.choose("scope", "PROCEDURE")
    page.locator("[name=procedure]").select_option(COPIES)
    bride.press("Lập ủy quyền")
    assert MOTHER in page.locator("main").inner_text()

    other = enter("me", f"/apply/{COPIES}/", width=390)
    seen(other)
    other.get_by_label(BRIDE).check()
    hands(other, seen).press("Bắt đầu")
    other.goto("/mandates/claim/")
    seen(other)

    with page.expect_navigation():
        page.get_by_role("button", name="Hủy ủy quyền").click()
    seen(page)
    other.goto(f"/apply/{COPIES}/")
    assert other.get_by_label(BRIDE).count() == 0
    assert seen.faults == []
