"""One open wall: what is sent to it, and by which right."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from motcua.modules.operations.wall import api as wall

from .hub import Hub, Topic

logger = logging.getLogger("motcua.push")
ALIVE_SECONDS = 15.0
RENEW_SECONDS = 300.0  # within that time a right that was taken away ends a wall
ALIVE = b": alive\n\n"

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Renew = Callable[[wall.Pass], Awaitable[wall.Pass]]


async def stream(
    given: wall.Pass, *, last_id: str, hub: Hub, renew: Renew, receive: Receive, send: Send
) -> None:
    """Send a wall what changes, until it goes or its right ends."""
    topic = hub.join(given.choice)
    gone = asyncio.ensure_future(_gone(receive))
    try:
        await _tell(topic, given, last_id=last_id, gone=gone, renew=renew, send=send)
    finally:
        hub.leave(topic)
        gone.cancel()


async def _tell(
    topic: Topic,
    given: wall.Pass,
    *,
    last_id: str,
    gone: "asyncio.Future[None]",
    renew: Renew,
    send: Send,
) -> None:
    loop = asyncio.get_running_loop()
    seen, renew_at = topic.seen(last_id), loop.time() + RENEW_SECONDS
    while not gone.done():
        message, seen = topic.message(seen), topic.version
        await _write(send, message or ALIVE)
        if loop.time() >= renew_at:
            try:
                given = await renew(given)
            except wall.PassRefused as refused:
                await _write(send, wall.as_event("ended", {"words": str(refused)}))
                return
            await _write(send, wall.as_event("pass", {"token": wall.token_of(given)}))
            renew_at = loop.time() + RENEW_SECONDS
        if seen == topic.version:  # while we wrote, something may have come
            await asyncio.wait(
                {gone, topic.news}, timeout=ALIVE_SECONDS, return_when="FIRST_COMPLETED"
            )


async def _write(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _gone(receive: Receive) -> None:
    """Return when the wall has gone."""
    with suppress(asyncio.CancelledError):
        while (await receive())["type"] != "http.disconnect":
            pass
