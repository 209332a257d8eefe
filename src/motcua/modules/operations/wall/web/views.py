"""The wall, how it is set up, and its figures for whoever asks again and again."""

import hashlib
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.modules.operations.board import api as board
from motcua.ui.middleware import policy

from .. import permissions, queries, rules
from ..errors import PassRefused
from ..types import Drawn
from .asking import asked_choice, stream_address, units

POLL_MILLISECONDS = 5000


@access.needs(permissions.SHOW)
def wall(request: Request) -> HttpResponse:
    """Show the figures of a unit on a large screen: field after field, kept up to date by push."""
    choice = asked_choice(request)
    screen = queries.screen(choice=choice, at=request.at)
    drawn = queries.drawn(screen)
    stream = stream_address(request)
    assert request.actor.account_id is not None  # noqa: S101 - an official has signed in
    given = queries.pass_for(account_id=request.actor.account_id, choice=choice, at=request.at)
    context = {
        "screen": screen,
        "panels": _panels(request, drawn),
        "alerts": drawn.pieces["alerts"],
        "seconds": rules.seconds_of(request.GET.get("seconds", "")),
        "is_paused": "paused" in request.GET,
        "layout": drawn.layout,
        "token": queries.token_of(given),
        "stream": stream,
        "poll": reverse("wall:now"),
    }
    answer = render(request, "wall/wall.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Security-Policy"] = _policy(stream)
    return answer


def _policy(stream: str) -> str:
    """Return the browser's orders: it may also listen to the push process."""
    parts = urlsplit(stream)
    origin = (f"{parts.scheme}://{parts.netloc}",) if parts.netloc else ()
    extra = {**settings.CSP_EXTRA, "connect-src": ("'self'", *origin)}
    return policy(extra, framed_by="'none'")


def _panels(request: Request, drawn: Drawn) -> list[dict[str, Any]]:
    """Return the panels with what stands on them; one is current, for browsers without script."""
    wanted, count = request.GET.get("panel", "1"), len(drawn.panels)
    current = (int(wanted) - 1) % count if wanted.isdigit() and count else 0
    panels = []
    for nth, panel in enumerate(drawn.panels):
        query = request.GET.copy()
        query["panel"] = str(nth + 1)
        panels.append(
            {
                **panel,
                "href": f"?{query.urlencode()}",
                "is_current": nth == current,
                "is_next": nth == (current + 1) % count,
                "drawn": [(name, drawn.pieces[name]) for name in panel["pieces"]],
            }
        )
    return panels


@access.needs(permissions.SHOW)
def set_up(request: Request) -> HttpResponse:
    """Choose what a wall shows; the address of the wall then says it all."""
    choice = asked_choice(request)
    today = local_date(request.at)
    context = {
        "units": [(str(each.id), each.name) for each in units(request)],
        "fields": [(each.code, each.title) for each in board.fields(on=today) if each.tiles],
        "indicators": [
            ("", "–"),
            *((each.code, each.title) for each in analytics.list_indicators(on=today)),
        ],
        "choice": choice,
        "unit": str(choice.unit_id),
        "chosen": list(choice.fields),
        "seconds": rules.seconds_of(request.GET.get("seconds", "")),
        "days": settings.WALL_DAYS,
    }
    return render(request, "wall/set_up.html", context)


@access.public
def now(request: Request) -> HttpResponse:
    """Answer once as the stream would, by the wall's pass: where no push process can be reached.

    Not by the session: an open wall would keep it alive for whoever comes to the keyboard.
    """
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        given = queries.renewed(given=queries.admit(token=token, at=request.at), at=request.at)
    except PassRefused as refused:
        return _events(rules.as_event("ended", {"words": str(refused)}))
    drawn = queries.draw(choice=given.choice, at=request.at)
    state = "".join(drawn.pieces.values())
    event_id = f"poll-{hashlib.sha256(state.encode()).hexdigest()[:16]}"
    renewed = rules.as_event("pass", {"token": queries.token_of(given)})
    if request.headers.get("Last-Event-ID") == event_id:
        return _events(renewed)
    told = {"at": request.at.isoformat(), "layout": drawn.layout, "pieces": drawn.pieces}
    return _events(renewed + rules.as_event("pieces", told, event_id=event_id))


def _events(events: bytes) -> HttpResponse:
    return HttpResponse(
        f"retry: {POLL_MILLISECONDS}\n\n".encode() + events,
        content_type="text/event-stream; charset=utf-8",
        headers={"Cache-Control": "private, no-store"},
    )
