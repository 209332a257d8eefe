"""Pure rules: how long a panel stands, and how an event is written on a stream."""

import json
from collections.abc import Mapping
from typing import Any

SECONDS = 20
SHORTEST, LONGEST = 5, 600


def seconds_of(text: str) -> int:
    """Read how many seconds a panel stands; what is no number, or out of bounds, is mended."""
    return min(max(int(text), SHORTEST), LONGEST) if text.isdigit() else SECONDS


def as_event(name: str, data: Mapping[str, Any], *, event_id: str = "") -> bytes:
    """Return a server-sent event."""
    head = f"id: {event_id}\n" if event_id else ""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{head}event: {name}\ndata: {body}\n\n".encode()
