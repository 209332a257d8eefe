"""Public pages kept as bytes until the catalogue changes.

What a stranger sees depends on the address, his language and the look he chose, the day, and the
edition of the catalogue: one query. Tokens against forged forms are cut out before a page is kept
and set in anew for each reader. Whoever has a session gets a page of his own.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.utils.cache import patch_vary_headers
from django.utils.http import quote_etag

from motcua.foundation.http import Request
from motcua.foundation.time import local_date

from ..queries import shelf

MOST_PAGES = 600
MOMENT_SECONDS = 1
LONGEST_SECONDS = 300  # units are renamed without a new edition of the catalogue
_TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}')

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class _Page:
    parts: tuple[bytes, ...]  # a token belongs between each two
    content_type: str
    etag: str
    edition: UUID
    made_at: float

    def is_fresh(self, edition: UUID, now: float) -> bool:
        """Tell whether the page still says what is."""
        return self.edition == edition and now - self.made_at <= LONGEST_SECONDS


_pages: OrderedDict[tuple[object, ...], _Page] = OrderedDict()
_turn = Lock()


def remembered(view: View) -> View:
    """Answer strangers from memory as long as the catalogue stays as it is."""

    @wraps(view)
    def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        with shelf.held() as catalogue:
            if not _is_for_everybody(request):
                return view(request, *args, **kwargs)
            key, now = _key(request), request.at.timestamp()
            page = _pages.get(key)
            if page is None or not page.is_fresh(catalogue.edition, now):
                response = view(request, *args, **kwargs)
                if response.status_code != 200:  # noqa: PLR2004
                    return response
                page = _keep(key, response, catalogue.edition, now)
            return _respond(request, page)

    return answer


def _is_for_everybody(request: Request) -> bool:
    personal = {settings.SESSION_COOKIE_NAME, "messages"}
    return (
        request.method in {"GET", "HEAD"}
        and not request.actor.is_signed_in
        and not personal & set(request.COOKIES)
    )


def _key(request: Request) -> tuple[object, ...]:
    looks = (request.COOKIES.get(name, "") for name in ("theme", "text"))
    host = request.get_host()
    day = local_date(request.at)
    return (host, request.get_full_path(), request.LANGUAGE_CODE, *looks, day, settings.DEMO)


def _keep(key: tuple[object, ...], response: HttpResponse, edition: UUID, now: float) -> _Page:
    parts = tuple(_TOKEN.split(response.content))
    page = _Page(
        parts=parts,
        content_type=response.headers["Content-Type"],
        etag=quote_etag(hashlib.sha256(b"".join(parts)).hexdigest()[:32]),
        edition=edition,
        made_at=now,
    )
    with _turn:
        _pages[key] = page
        while len(_pages) > MOST_PAGES:
            _pages.popitem(last=False)
    return page


def _respond(request: Request, page: _Page) -> HttpResponse:
    response: HttpResponse
    if request.headers.get("If-None-Match") == page.etag:
        response = HttpResponseNotModified()
    else:
        token = get_token(request).encode() if len(page.parts) > 1 else b""
        response = HttpResponse(token.join(page.parts), content_type=page.content_type)
        if not token:  # the same for all: whoever stands before us may keep it for a moment
            response.headers["X-Accel-Expires"] = str(MOMENT_SECONDS)
    response.headers["ETag"] = page.etag
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


def forget() -> None:
    """Drop every page, for tests."""
    _pages.clear()
