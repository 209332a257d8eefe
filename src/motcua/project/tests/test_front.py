"""Strangers get a page from memory for a second; nobody ever gets a page of somebody else."""

from typing import Any

import pytest

from motcua.project.front import Front


class Clock:
    """Time that goes on when a test says so."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Site:
    """A site that counts how often it is asked, and says so on each page."""

    def __init__(self, *headers):
        self.asked, self.headers, self.validators = 0, [("ETag", '"1"'), *headers], []

    def __call__(self, environ, start_response):
        self.asked += 1
        self.validators.append(environ.get("HTTP_IF_NONE_MATCH"))
        start_response("200 OK", [*self.headers, ("Content-Type", "text/html")])
        return [f"page {self.asked}".encode()]


KEEP = ("X-Accel-Expires", "1")


@pytest.fixture
def clock():
    return Clock()


def ask(front, path="/", method="GET", **more):
    said: dict[str, Any] = {}

    def start_response(status, headers, _exc_info=None):
        said.update(status=status, headers=dict(headers))

    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "a.vn", **more}
    body = b"".join(front(environ, start_response)).decode()
    return said["status"], body, said["headers"]


def test_a_page_for_everybody_is_asked_for_once_a_second(clock):
    site = Site(KEEP)
    front = Front(site, clock=clock)

    assert [ask(front)[1] for _each in range(3)] == ["page 1"] * 3
    clock.now += 1.1
    assert ask(front)[1] == "page 2"
    assert site.asked == 2


def test_the_order_to_keep_it_stays_inside(clock):
    assert "X-Accel-Expires" not in ask(Front(Site(KEEP), clock=clock))[2]


@pytest.mark.parametrize("cookie", ["sessionid=x", "a=b; messages=x", "theme=dark;sessionid=y"])
def test_whoever_has_a_session_is_never_answered_from_memory(clock, cookie):
    site = Site(KEEP)
    front = Front(site, clock=clock)
    ask(front)

    assert ask(front, HTTP_COOKIE=cookie)[1] == "page 2"
    assert ask(front)[1] == "page 1"


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_COOKIE": "theme=dark"},
        {"HTTP_COOKIE": "text=large"},
        {"HTTP_COOKIE": "language=en"},
        {"QUERY_STRING": "q=1"},
        {"HTTP_HOST": "b.vn"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"path": "/other/"},
    ],
)
def test_pages_that_differ_are_kept_apart(clock, other):
    front = Front(Site(KEEP), clock=clock)

    assert ask(front)[1] == "page 1"
    assert ask(front, **other)[1] == "page 2"


@pytest.mark.parametrize("headers", [[], [KEEP, ("Set-Cookie", "a=b")], [("X-Accel-Expires", "x")]])
def test_what_may_not_be_kept_is_asked_for_each_time(clock, headers):
    front = Front(Site(*headers), clock=clock)

    assert [ask(front)[1], ask(front)[1]] == ["page 1", "page 2"]


def test_other_methods_pass(clock):
    front = Front(Site(KEEP), clock=clock)
    ask(front)

    assert ask(front, method="POST")[1] == "page 2"


def test_a_reader_who_has_the_page_gets_no_page(clock):
    site = Site(KEEP)
    front = Front(site, clock=clock)
    ask(front)

    status, body, headers = ask(front, HTTP_IF_NONE_MATCH='"1"')

    assert (status, body) == ("304 Not Modified", "")
    assert headers["ETag"] == '"1"'
    clock.now += 1.1  # it is made anew for everybody, though this reader has it
    assert ask(front, HTTP_IF_NONE_MATCH='"1"')[0] == "304 Not Modified"
    assert site.validators[-1] is None


def test_while_one_asks_anew_the_others_get_the_page_before(clock):
    inside: list[str] = []

    def site(environ, start_response):
        start_response("200 OK", [KEEP, ("Content-Type", "text/html")])
        if clock.now > 101 and not inside:
            inside.append(ask(front)[1])  # somebody comes while this one is being made
        return [f"page at {clock.now:.0f}".encode()]

    front = Front(site, clock=clock)
    ask(front)
    clock.now += 2

    assert ask(front)[1] == "page at 102"
    assert inside == ["page at 100"]
