"""The door of the push process (ASGI): one address, one kind of answer."""

import asyncio
import json
import os
import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings")
django.setup()

from django.db import close_old_connections  # noqa: E402 - after django.setup()
from django.utils import timezone  # noqa: E402

from motcua.modules.operations.wall import api as wall  # noqa: E402

from .hub import Hub  # noqa: E402
from .listening import listen  # noqa: E402
from .streams import Receive, Send, stream  # noqa: E402

T = TypeVar("T")
PATH = "/wall/stream/"
THREADS = 2  # that ask the database; the connections themselves need none
_pool = ThreadPoolExecutor(THREADS, "draw")
_running: dict[str, Any] = {}


def _now() -> Any:
    return timezone.now()  # noqa: TID251 - an edge


async def _in_thread(work: "partial[T]") -> T:
    def run() -> T:
        close_old_connections()
        try:
            return work()
        finally:
            close_old_connections()

    return await asyncio.get_running_loop().run_in_executor(_pool, run)


async def _draw(choice: wall.Choice) -> wall.Drawn:
    return await _in_thread(partial(wall.draw, choice=choice, at=_now()))


async def _renew(given: wall.Pass) -> wall.Pass:
    return await _in_thread(partial(wall.renewed, given=given, at=_now()))


def _hub() -> Hub:
    """Return the hub; the first who asks lets it begin to listen."""
    if "hub" not in _running:
        hub = Hub(_draw, stamp=secrets.token_hex(4), now=lambda: _now().isoformat())
        _running["hub"], _running["listening"] = hub, asyncio.create_task(listen(hub.happened))
    hub = _running["hub"]
    assert isinstance(hub, Hub)  # noqa: S101 - what was put there
    return hub


async def application(scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
    """Answer a request: the stream of a wall, whether we are well, or nothing of that name."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
        return
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
    allowed = _allowed(headers)
    if scope["method"] == "OPTIONS":
        await _answer(send, 204, {}, allowed)
    elif scope["path"] != PATH:
        await _answer(send, 404, {"error": "not found"}, allowed)
    else:
        await _stream(headers, allowed, receive, send)


async def _stream(
    headers: Mapping[str, str], allowed: Mapping[str, str], receive: Receive, send: Send
) -> None:
    token = headers.get("authorization", "").removeprefix("Bearer ")
    try:
        given = await _renew(wall.admit(token=token, at=_now()))
    except wall.PassRefused as refused:
        await _answer(send, 403, {"error": refused.code, "words": str(refused)}, allowed)
        return
    said = {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        **allowed,
    }
    await send({"type": "http.response.start", "status": 200, "headers": _as_pairs(said)})
    await stream(
        given,
        last_id=headers.get("last-event-id", ""),
        hub=_hub(),
        renew=_renew,
        receive=receive,
        send=send,
    )


def _allowed(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Let pages of the same host ask, whatever their port: the demo has no proxy before it."""
    origin = headers.get("origin", "")
    host = urlsplit(f"//{headers.get('host', '')}").hostname
    if not origin or urlsplit(origin).hostname != host:
        return {}
    return {
        "access-control-allow-origin": origin,
        "access-control-allow-headers": "authorization, last-event-id",
        "access-control-max-age": "600",
        "vary": "origin",
    }


async def _answer(
    send: Send, status: int, body: Mapping[str, str], allowed: Mapping[str, str]
) -> None:
    said = {"content-type": "application/json", **allowed}
    await send({"type": "http.response.start", "status": status, "headers": _as_pairs(said)})
    text = json.dumps(body, ensure_ascii=False).encode() if body else b""
    await send({"type": "http.response.body", "body": text})


def _as_pairs(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
