"""What only a browser can tell: passkeys, and pages for eyes and ears."""

import pytest

from motcua.foundation.models import EventRecord
from motcua.kernel.identity.tests.factories import PASSWORD, give_post, make_official, make_unit

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def official():
    account = make_official("binh")
    give_post(account, make_unit(), "TECHNICAL_ADMIN")
    return account


def add_device(page):
    """Give the browser a device that holds passkeys and says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(page):
    page.fill("[name=login]", "binh")
    page.fill("[name=password]", PASSWORD)
    page.click("form:has([name=login]) button")


def test_a_passkey_is_added_and_then_opens_the_door_alone(open_page, official):
    page = open_page("/sign-in/?next=/account/methods/passkeys/add/")
    add_device(page)
    sign_in(page)
    page.fill("[name=password]", PASSWORD)  # once more, before a key is added
    page.click("main form button")
    page.wait_for_url("**/passkeys/add/")
    page.fill("[name=name]", "Khóa thử")
    page.click("#passkey_add")
    page.wait_for_url("**/recovery-codes/")

    page.goto("/account/methods/")
    assert page.get_by_text("Khóa thử").is_visible()
    page.context.clear_cookies()
    page.goto("/sign-in/?next=/account/")
    page.click("#passkey_login")
    page.wait_for_url(lambda url: "sign-in" not in url)
    assert page.url.endswith("/account/")

    methods = [
        row.payload["method"] for row in EventRecord.objects.filter(code="identity.signed_in")
    ]
    assert sorted(methods) == ["PASSKEY", "PASSWORD"]


@pytest.mark.parametrize("screen", [(390, "light"), (390, "dark"), (1366, "light")])
def test_the_pages_are_for_everybody(open_page, axe, official, settings, screen):
    settings.DEMO = True
    page = open_page("/sign-in/?next=/account/", width=screen[0], scheme=screen[1])
    found = axe(page)
    page.click("form:has([name=login]) button")
    found += axe(page)
    sign_in(page)
    for path in (
        "/account/",
        "/account/looks/",
        "/account/methods/",
        "/account/methods/password/",
        "/admin/rights/",
        "/admin/rights/CLERK/",
        "/admin/accounts/",
    ):
        page.goto(path)
        assert page.url.endswith(path)
        found += [f"{path} {fault}" for fault in axe(page)]

    assert found == []


def test_signing_in_needs_no_script(open_page, official):
    page = open_page("/sign-in/?next=/account/", javascript=False)

    sign_in(page)

    assert page.url.endswith("/account/")
