"""The frames, the preferences, and what the browser is told."""

import pytest
from django.test import RequestFactory, override_settings

from motcua.foundation import modules
from motcua.foundation.actors import ANONYMOUS, Actor, ActorKind
from motcua.foundation.ids import uuid7
from motcua.foundation.modules import NavGroup, NavItem
from motcua.ui import context, navigation
from motcua.ui.middleware import policy

pytestmark = pytest.mark.django_db


def test_the_living_page_is_open_to_everybody(client):
    answer = client.get("/design/")

    assert answer.status_code == 200
    assert '<html lang="vi"' in answer.content.decode()


def test_the_frame_asks_the_database_nothing(django_assert_num_queries):
    request = RequestFactory().get("/")
    request.actor = ANONYMOUS  # type: ignore[attr-defined] # as the identity middleware does

    with django_assert_num_queries(0):
        frame = context.frame(request)["frame"]
        assert (list(frame.public_menu), frame.workspace_menu.entries, frame.preferences.theme)[
            1:
        ] == ([], "auto")


def test_vietnamese_comes_first_whatever_language_the_phone_was_sold_with(client):
    assert (
        client.get("/design/", headers={"accept-language": "en"}).headers["Content-Language"]
        == "vi"
    )


def test_a_chosen_language_stays(client):
    answer = client.post("/preferences/", {"language": "en", "next": "/design/"})

    assert (answer.status_code, answer.url) == (302, "/design/")
    assert "Skip to the content" in client.get("/design/").content.decode()


def test_dark_and_large_letters_are_kept_in_cookies(client):
    client.post("/preferences/", {"theme": "dark", "text": "large", "next": "/"})

    page = client.get("/design/").content.decode()
    assert 'data-theme="dark"' in page
    assert 'data-text="large"' in page


def test_an_unknown_wish_is_ignored(client):
    answer = client.post("/preferences/", {"theme": "<script>", "next": "/"})

    assert answer.cookies == {}


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""]
)
def test_the_way_back_never_leaves_the_site(client, elsewhere):
    assert client.post("/preferences/", {"theme": "dark", "next": elsewhere}).url == "/"


def test_a_page_may_load_nothing_from_elsewhere(client):
    said = client.get("/design/").headers["Content-Security-Policy"]

    assert "default-src 'self'" in said
    assert "frame-ancestors 'none'" in said
    assert "unsafe" not in said


def test_an_installation_may_add_a_source():
    text = policy(
        {"form-action": ["https://id.example"], "worker-src": ["'self'"]}, framed_by="'none'"
    )

    assert "form-action 'self' https://id.example" in text
    assert "worker-src 'self'" in text


def test_what_is_not_there_has_a_page_of_its_own(client):
    answer = client.get("/khong-co-trang-nay/")

    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.content.decode()


@override_settings(SITE_ACCENT="#123456")
def test_an_installation_has_its_own_colour(client):
    assert client.get("/preferences/accent.css").content == b":root{--accent:#123456}"


@override_settings(SITE_ACCENT="red;}body{display:none")
def test_a_colour_is_a_colour_and_nothing_else(client):
    assert client.get("/preferences/accent.css").status_code == 404


def test_the_entry_that_fits_best_is_the_current_one():
    items = [
        NavItem(title="Start", url="/", order=1),
        NavItem(title="Dossiers", url="/dossiers/", order=2),
        NavItem(title="Mine", url="/dossiers/mine/", order=3),
        NavItem(title="Gone", url="nobody:knows", order=4),
    ]

    entries = navigation._entries(items, "/dossiers/mine/7/")

    assert [(entry.title, entry.current) for entry in entries] == [
        ("Start", False),
        ("Dossiers", False),
        ("Mine", True),
    ]


def test_what_is_opened_each_day_is_in_the_bar_and_the_rest_under_headings():
    items = [
        NavItem(title=f"Page {order}", url=f"/{order}/", order=order, group=group)
        for order, group in enumerate(
            (NavGroup.SETTINGS, NavGroup.WORK, NavGroup.FIGURES, NavGroup.WORK) * 2
        )
    ]

    menu = navigation.Menu(navigation._entries(items, "/6/"))

    assert [each.title for each in menu.daily] == ["Page 0", "Page 1", "Page 2", "Page 3"]
    assert [(each.code, [one.href for one in each.entries]) for each in menu.groups] == [
        (NavGroup.WORK, ["/5/", "/7/"]),
        (NavGroup.FIGURES, ["/6/"]),
        (NavGroup.SETTINGS, ["/4/"]),
    ]
    assert menu.is_elsewhere
    assert not navigation.Menu(navigation._entries(items, "/1/")).is_elsewhere


def test_the_menu_of_an_official_shows_what_his_posts_may_use():
    everything = [
        item for config in modules.installed() for item in config.manifest.navigation if item.needs
    ]
    here = frozenset({uuid7()})
    plain = Actor(kind=ActorKind.OFFICIAL)
    head = Actor(
        kind=ActorKind.OFFICIAL, rights={item.needs.code: here for item in everything if item.needs}
    )

    may = [str(entry.title) for entry in navigation.workspace(head, "/")]
    may_not = [str(entry.title) for entry in navigation.workspace(plain, "/")]

    assert {str(item.title) for item in everything} <= set(may)
    assert not {str(item.title) for item in everything} & set(may_not)
    assert navigation.workspace(ANONYMOUS, "/") == []
