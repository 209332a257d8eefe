import json
import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from motcua.foundation.models import EventRecord
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.models import Account, SignInThrottle
from motcua.kernel.identity.tests.factories import (
    PASSWORD,
    give_post,
    make_citizen,
    make_official,
    make_unit,
)
from motcua.kernel.identity.web.middleware import SEEN_KEY

pytestmark = pytest.mark.django_db


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str):
    return client.post("/sign-in/", {"login": username, "password": password, **more})


def events(code: str):
    return list(EventRecord.objects.filter(code=code).order_by("recorded_at"))


def test_the_page_offers_the_officials_form_and_a_passkey(client):
    page = client.get("/sign-in/").content.decode()

    assert 'name="login"' in page
    assert 'id="passkey_login"' in page
    assert "/sign-in/demo/" not in page


def test_an_official_comes_in_and_is_known(client):
    account = make_official("binh")

    answer = sign_in(client, "binh", next="/account/looks/")

    assert (answer.status_code, answer["Location"]) == (302, "/account/looks/")
    (told,) = events("identity.signed_in")
    assert told.payload["method"] == "PASSWORD"
    assert told.account_id == account.id
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_led_to_a_strange_site(client, target):
    make_official("binh")

    answer = sign_in(client, "binh", next=target)

    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert answer["Location"].startswith("/")


def test_a_wrong_password_says_what_to_do_and_is_recorded(client):
    make_official("binh")

    page = sign_in(client, "binh", "sai").content.decode()

    assert "error-summary" in page
    assert "sai" not in str([told.payload for told in events("identity.sign_in_failed")])
    assert [told.payload["username"] for told in events("identity.sign_in_failed")] == ["binh"]


def test_after_five_wrong_passwords_the_right_one_waits_too(client):
    make_official("binh")
    for _attempt in range(5):
        sign_in(client, "binh", "sai")

    answer = sign_in(client, "binh")

    assert answer.status_code == 200
    assert not client.get("/account/").context  # sent to the sign-in page
    SignInThrottle.objects.update(since=timezone.now() - timedelta(minutes=6))
    assert sign_in(client, "binh").status_code == 302


def test_an_unknown_name_is_locked_like_a_known_one(client):
    for _attempt in range(5):
        sign_in(client, "nobody", "sai")

    page = sign_in(client, "nobody", "sai")

    assert len(events("identity.sign_in_failed")) == 5
    assert page.status_code == 200


def test_a_closed_account_does_not_come_in(client):
    account = make_official("binh")
    Account.objects.filter(id=account.id).update(is_active=False)

    answer = sign_in(client, "binh")

    assert answer.status_code == 403
    assert not events("identity.signed_in")


def test_an_account_that_is_closed_is_nobody_from_the_next_request_on(client):
    account = make_official("binh")
    client.force_login(account)
    assert client.get("/account/").status_code == 200

    Account.objects.filter(id=account.id).update(is_active=False)

    assert client.get("/account/")["Location"].startswith("/sign-in/")


def test_leaving_needs_a_button_and_is_recorded(client):
    client.force_login(make_official())

    assert client.get("/sign-out/").status_code == 200
    assert client.get("/account/").status_code == 200
    client.post("/sign-out/")

    assert client.get("/account/").status_code == 302
    assert len(events("identity.signed_out")) == 1


def test_a_session_that_nobody_uses_ends(client, settings):
    client.force_login(make_official())
    client.get("/account/")
    age(client, minutes=settings.IDLE_MINUTES_OFFICIALS + 1)

    answer = client.get("/account/")

    assert answer["Location"] == "/sign-in/?next=%2Faccount%2F"
    assert [told.payload["idle"] for told in events("identity.signed_out")] == [True]


def age(client: Client, *, minutes: float) -> None:
    session = client.session
    session[SEEN_KEY] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    session.save()


def test_using_a_session_keeps_it_alive_without_a_write_each_time(
    client, django_assert_num_queries
):
    client.force_login(make_citizen())
    client.get("/sign-out/")

    with django_assert_num_queries(2):  # session and account
        client.get("/sign-out/")


def test_a_stranger_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/account/")


class TestStash:
    def stash(self, client, account, settings):
        client.force_login(account)
        client.get("/account/")
        age(client, minutes=settings.IDLE_MINUTES_OFFICIALS + 1)
        answer = client.post(
            "/account/", {"reason": "thiếu giấy", "papers": ["a", "b"], "password": "x"}
        )
        assert answer["Location"] == "/sign-in/?next=%2Faccount%2F"

    def request_of(self, client):
        """Return a request with the client's session, as a view would see it."""
        return client.get("/account/").wsgi_request

    def test_what_was_typed_survives_the_sign_in(self, client, settings):
        account = make_official("binh")
        self.stash(client, account, settings)

        sign_in(client, "binh", next="/account/")

        request = self.request_of(client)
        assert identity.pop_stash(request, "/sign-out/") is None
        typed = identity.pop_stash(request, "/account/")
        assert typed is not None
        assert typed.getlist("papers") == ["a", "b"]
        assert typed["reason"] == "thiếu giấy"
        assert "password" not in typed
        assert identity.pop_stash(request, "/account/") is None

    def test_the_next_person_at_the_computer_does_not_get_it(self, client, settings):
        make_official("an")
        self.stash(client, make_official("binh"), settings)

        sign_in(client, "an")

        assert identity.pop_stash(self.request_of(client), "/account/") is None

    def test_it_is_forgotten_after_half_an_hour(self, client, settings):
        account = make_official("binh")
        self.stash(client, account, settings)
        sign_in(client, "binh")

        request = self.request_of(client)
        request.at += timedelta(minutes=31)

        assert identity.pop_stash(request, "/account/") is None


class TestDemoCards:
    def test_without_a_demo_there_is_no_way_in(self, client):
        make_official("reception1")

        assert client.post("/sign-in/demo/", {"username": "reception1"}).status_code == 404

    def test_in_the_demo_one_enters_as_a_persona(self, client, settings):
        settings.DEMO = True
        make_official("reception1")

        answer = client.post("/sign-in/demo/", {"username": "reception1", "next": "/account/"})

        assert answer["Location"] == "/account/"
        assert [told.payload["method"] for told in events("identity.signed_in")] == ["DEMO"]

    def test_but_not_as_anybody_else(self, client, settings):
        settings.DEMO = True
        make_official("binh")

        assert client.post("/sign-in/demo/", {"username": "binh"}).status_code == 404


def code_of(secret: str, *, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


class TestCodes:
    def enrol(self, client):
        sign_in(client, "binh", next="/account/methods/app/")
        asked = client.get("/account/methods/app/")
        assert asked["Location"].startswith("/account/confirm/password/")
        client.post(asked["Location"], {"password": PASSWORD})
        page = client.get("/account/methods/app/")
        secret = page.context["form"].secret
        answer = client.post("/account/methods/app/", {"code": code_of(secret)})
        assert answer["Location"] == "/account/methods/recovery-codes/"
        return secret, client.get(answer["Location"]).context["unused_codes"]

    def test_a_code_is_asked_for_after_the_password(self, client):
        account = make_official("binh")
        secret, _codes = self.enrol(client)
        assert secret not in json.dumps(
            list(account.authenticator_set.values_list("data", flat=True))
        )
        client.post("/sign-out/")

        answer = sign_in(client, "binh", next="/account/looks/")
        assert answer["Location"] == "/sign-in/code/"
        assert client.get("/account/").status_code == 302  # not in yet
        assert client.get("/sign-in/code/").status_code == 200

        wrong = client.post("/sign-in/code/", {"code": "000000"})
        assert wrong.status_code == 200
        assert events("identity.sign_in_failed")

        right = client.post("/sign-in/code/", {"code": code_of(secret, steps=1)})
        assert right["Location"] == "/account/looks/"
        assert client.get("/account/").status_code == 200

    def test_a_recovery_code_lets_in_once(self, client):
        make_official("binh")
        _secret, codes = self.enrol(client)
        for expected in (302, 200):
            client.post("/sign-out/")
            sign_in(client, "binh")
            assert client.post("/sign-in/code/", {"code": codes[0]}).status_code == expected

    def test_the_pages_of_the_methods_open(self, client):
        make_official("binh")
        self.enrol(client)

        for path in (
            "",
            "password/",
            "recovery-codes/",
            "recovery-codes/new/",
            "app/remove/",
            "passkeys/add/",
        ):
            assert client.get(f"/account/methods/{path}").status_code == 200, path

        assert client.post("/account/methods/app/remove/").status_code == 302


def test_methods_of_signing_in_are_for_officials(client):
    client.force_login(make_citizen())

    assert client.get("/account/methods/").status_code == 403
    assert client.get("/account/methods/app/").status_code == 403


def test_the_password_is_changed_and_the_session_stays(client):
    make_official("binh")
    sign_in(client, "binh")

    answer = client.post(
        "/account/methods/password/",
        {"oldpassword": PASSWORD, "password1": "một câu dài 42", "password2": "một câu dài 42"},
    )

    assert answer["Location"] == "/account/methods/"
    assert client.get("/account/").status_code == 200
    client.post("/sign-out/")
    assert sign_in(client, "binh", "một câu dài 42").status_code == 302


def test_officials_begin_at_their_first_page(client):
    account = make_official("admin")
    give_post(account, make_unit(), "TECHNICAL_ADMIN")

    assert sign_in(client, "admin")["Location"].startswith("/")
