"""Answer strangers from memory for a second at a time, before the framework is asked.

A page that says ``X-Accel-Expires: 1`` is the same for everybody who has no session and the same
wishes (language, colours, letters). It is kept as bytes in this process for that many seconds, as
nginx would keep it in a micro-cache by the same header; then one request asks anew while the others
still get the page before. Nothing with a cookie of a session is ever kept or answered from here.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

MOST_PAGES = 1000
STALE_SECONDS = 5.0
HEADER = "X-Accel-Expires"
PERSONAL = ("sessionid", "messages")
WISHES = ("language", "theme", "text")
_NOT_WITH_304 = {"content-length", "content-type"}

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


@dataclass(slots=True)
class _Kept:
    headers: Headers
    body: bytes
    etag: str
    until: float
    asking: bool = False


class Front:
    """A WSGI application that stands before another one."""

    def __init__(
        self, application: Application, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._application, self._clock = application, clock
        self._pages: OrderedDict[tuple[str, ...], _Kept] = OrderedDict()
        self._turn = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = _key(environ)
        if key is None:
            return self._application(environ, start_response)
        kept = self._pages.get(key)
        if kept is not None and not self._must_ask(kept):
            return _answer(kept, environ, start_response)
        return self._ask(key, environ, start_response)

    def _must_ask(self, kept: _Kept) -> bool:
        """Tell whether this request has to ask anew; of many at once it is one."""
        now = self._clock()
        if now < kept.until:
            return False
        with self._turn:
            if kept.asking and now < kept.until + STALE_SECONDS:
                return False
            kept.asking = True
        return True

    def _ask(
        self, key: tuple[str, ...], environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        said: dict[str, Any] = {}

        def listen(status: str, headers: Headers, exc_info: Any = None) -> None:
            said.update(status=status, headers=headers, exc_info=exc_info)

        asked = environ
        if key in self._pages:  # to be kept anew: the whole page is wanted, whoever asks
            asked = {name: environ[name] for name in environ if name != "HTTP_IF_NONE_MATCH"}
        answer = self._application(asked, listen)
        headers = [pair for pair in said["headers"] if pair[0].lower() != HEADER.lower()]
        seconds = _seconds(said["status"], said["headers"])
        if not seconds:
            self._pages.pop(key, None)
            start_response(said["status"], headers, said["exc_info"])
            return answer
        kept = _Kept(
            headers=headers,
            body=_whole(answer),
            etag=next((value for name, value in headers if name.lower() == "etag"), ""),
            until=self._clock() + seconds,
        )
        with self._turn:
            self._pages[key] = kept
            self._pages.move_to_end(key)
            while len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        return _answer(kept, environ, start_response)


def _whole(answer: Iterable[bytes]) -> bytes:
    try:
        return b"".join(answer)
    finally:
        if close := getattr(answer, "close", None):
            close()


def _key(environ: Environ) -> tuple[str, ...] | None:
    """Return what tells pages for strangers apart; None for whatever is not for strangers."""
    if environ["REQUEST_METHOD"] != "GET":
        return None
    wishes = dict.fromkeys(WISHES, "")
    for pair in environ.get("HTTP_COOKIE", "").split(";"):
        name, _equals, value = pair.strip().partition("=")
        if name in PERSONAL:
            return None
        if name in wishes:
            wishes[name] = value
    return (
        environ.get("HTTP_X_FORWARDED_PROTO", "") or environ.get("wsgi.url_scheme", ""),
        environ.get("HTTP_HOST", ""),
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_ACCEPT", "") if "json" in environ.get("HTTP_ACCEPT", "") else "",
        *wishes.values(),
    )


def _seconds(status: str, headers: Headers) -> float:
    """Return for how long an answer may be kept; none with a cookie may."""
    if not status.startswith("200"):
        return 0.0
    found = 0.0
    for name, value in headers:
        if name.lower() == "set-cookie":
            return 0.0
        if name.lower() == HEADER.lower() and value.isdecimal():
            found = float(value)
    return found


def _answer(kept: _Kept, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    if kept.etag and environ.get("HTTP_IF_NONE_MATCH") == kept.etag:
        headers = [pair for pair in kept.headers if pair[0].lower() not in _NOT_WITH_304]
        start_response("304 Not Modified", headers)
        return [b""]
    start_response("200 OK", kept.headers)
    return [kept.body]
