"""The audit trail, as a supervisor sees it."""

import pytest
from django.test import Client

from motcua.kernel.audit import api as audit
from motcua.kernel.identity.tests.factories import give_post, make_official, make_unit

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.mark.parametrize("width", [390, 1366])
def test_a_supervisor_filters_the_audit_trail(open_page, axe, width):
    account = make_official()
    give_post(account, make_unit(), role="SUPERVISOR")
    audit.seal_pending()
    client = Client()
    client.force_login(account)
    page = open_page("/sign-in/", width=width)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}]
    )

    page.goto("/audit/")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Sự kiện").select_option("organisation.unit_created")
    page.get_by_role("button", name="Xem").click()

    assert "code=organisation.unit_created" in page.url
    assert page.get_by_text("organisation.post_created", exact=True).count() <= 1  # the choice
