"""The whole way through a real OpenID Connect provider on this machine."""

import re
import socket
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
import requests

from motcua.foundation.models import EventRecord
from motcua.integrations.vneid import demo, local
from motcua.kernel.identity import api as identity

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not local.is_available(), reason="needs Node and oidc-provider"),
]
BACK = "http://testserver/sign-in/vneid/callback/"
PASSWORD = demo.PASSWORD
MOTHER = identity.PersonInfo(
    id=UUID(int=1),
    personal_number="099197000001",
    full_name="Phạm Thị Thanh Hà",
    sort_key=b"",
    folded_name="pham thi thanh ha",
    birth_date=date(1997, 5, 18),
    gender="FEMALE",
    phone="0199000001",
    email="",
    address={"tinh": "Thành phố Hải Phòng", "xa": "Phường Hoàng Văn Thụ", "chi_tiet": "Số 27"},
    created_at=datetime(2024, 3, 5, tzinfo=UTC),
)


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    persons = tmp_path_factory.mktemp("vneid") / "persons.json"
    demo.write([MOTHER], persons)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    issuer = f"http://127.0.0.1:{port}"
    with local.LocalVneid(persons=persons, redirect_uris=[BACK], port=port, issuer=issuer) as one:
        yield one


@pytest.fixture(autouse=True)
def _use(provider, settings):
    app = {
        "provider_id": "vneid",
        "name": "VNeID",
        "client_id": provider.client_id,
        "secret": provider.client_secret,
        "settings": {"server_url": provider.issuer, "token_auth_method": "client_secret_post"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"vneid": {"APPS": [app]}}


class Browser:
    """The part of a browser that visits the provider."""

    def __init__(self, issuer: str) -> None:
        self.issuer, self.session = issuer, requests.Session()

    def follow(self, answer):
        """Follow redirects until a page or our own site comes."""
        while answer.is_redirect:
            target = requests.compat.urljoin(answer.url, answer.headers["Location"])
            if not target.startswith(self.issuer):
                return target
            answer = self.session.get(target, allow_redirects=False)
        return answer

    def open(self, address):
        return self.follow(self.session.get(address, allow_redirects=False))

    def post(self, page, step, **values):
        (path,) = re.findall(rf'action="([^"]*/{step})"', page.text)[:1]
        answer = self.session.post(self.issuer + path, data=values, allow_redirects=False)
        return self.follow(answer)


@pytest.fixture
def browser(provider):
    return Browser(provider.issuer)


def leave(client, **more):
    answer = client.post("/sign-in/vneid/", more)
    assert answer.status_code == 302
    return answer["Location"]


def agree(browser, address):
    page = browser.open(address)
    page = browser.post(page, "login", number=MOTHER.personal_number, password=PASSWORD)
    assert MOTHER.full_name in page.text
    return browser.post(page, "consent")


def path_of(address):
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def test_a_mother_comes_in_with_her_national_identity(client, browser):
    address = leave(client, next="/account/looks/")
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["acr_values"] == ["LoA1"]
    assert asked["scope"] == ["openid"]
    assert {"nonce", "state"} <= set(asked)

    answer = client.get(path_of(agree(browser, address)))

    assert answer["Location"] == "/account/looks/"
    person: Any = identity.find_person(MOTHER.personal_number or "")
    assert person.full_name == MOTHER.full_name
    assert person.birth_date == MOTHER.birth_date
    assert person.address["xa"] == "Phường Hoàng Văn Thụ"
    assert str(MOTHER.personal_number) in client.get("/account/").content.decode()
    told = EventRecord.objects.get(code="identity.signed_in")
    assert (told.payload["method"], told.person_id) == ("VNEID", person.id)


def test_the_second_visit_finds_the_same_account(client, browser, provider):
    client.get(path_of(agree(browser, leave(client))))
    client.post("/sign-out/")

    client.get(path_of(agree(Browser(provider.issuer), leave(client))))

    accounts = EventRecord.objects.filter(code="identity.signed_in").values_list("account_id")
    assert accounts.count() == 2
    assert len(set(accounts)) == 1


def test_the_librarys_tables_keep_none_of_the_claims(client, browser):
    from allauth.socialaccount.models import SocialAccount, SocialToken  # noqa: PLC0415 - this test alone

    client.get(path_of(agree(browser, leave(client))))

    kept = SocialAccount.objects.get()
    assert kept.extra_data == {"sub": f"demo-{MOTHER.personal_number}"}
    assert not SocialToken.objects.exists()


def test_who_does_not_agree_is_told_that_nothing_was_shared(client, browser):
    page = browser.open(leave(client))
    page = browser.post(page, "login", person=MOTHER.personal_number)
    back = browser.post(page, "abort")

    answer = client.get(path_of(back))

    assert answer.status_code == 200
    assert identity.find_person(MOTHER.personal_number or "") is None


def test_a_wrong_password_stays_at_the_provider(client, browser):
    page = browser.open(leave(client))

    page = browser.post(page, "login", number=MOTHER.personal_number, password="sai")  # noqa: S106 - wrong on purpose

    assert "không đúng" in page.text


def test_a_strange_state_is_refused(client, browser):
    back = agree(browser, leave(client))

    answer = client.get(path_of(back).replace("state=", "state=x"))

    assert answer.status_code == 400
    assert client.get("/account/").status_code == 302


def test_a_code_is_used_once(client, browser, django_user_model):
    back = path_of(agree(browser, leave(client)))
    client.get(back)
    client.post("/sign-out/")

    assert client.get(back).status_code == 400


def test_a_nonce_that_does_not_come_back_is_refused(client, browser):
    back = path_of(agree(browser, leave(client)))
    session = client.session
    for state, *_rest in session["socialaccount_states"].values():
        state["nonce"] = "another"
    session.save()

    assert client.get(back).status_code == 400
    assert client.get("/account/").status_code == 302


def test_what_was_typed_before_survives_the_way(client, browser):
    client.post("/account/looks/", {"reason": "đang viết dở"})

    client.get(path_of(agree(browser, leave(client, next="/account/looks/"))))

    request = client.get("/account/looks/").wsgi_request
    typed: Any = identity.pop_stash(request, "/account/looks/")
    assert typed["reason"] == "đang viết dở"


def test_a_bare_link_leads_to_the_sign_in_page(client):
    assert client.get("/sign-in/vneid/?next=/x/")["Location"] == "/sign-in/?next=%2Fx%2F"


def test_without_a_provider_there_is_no_way_to_it(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"vneid": {"APPS": []}}

    assert client.post("/sign-in/vneid/").status_code == 404
    assert "vneid" not in client.get("/sign-in/").content.decode()


def test_a_provider_that_does_not_answer_is_told_in_words(client, settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    settings.SOCIALACCOUNT_PROVIDERS["vneid"]["APPS"][0]["settings"]["server_url"] = (
        f"http://127.0.0.1:{port}"
    )

    assert client.post("/sign-in/vneid/").status_code == 503
