"""Keys that sort by age."""

import os
import threading
import time
from uuid import UUID

_COUNTER = 74  # bits behind the milliseconds
_lock = threading.Lock()
_last = 0


def _forget() -> None:
    # A child must neither go on with its parent's numbers nor wait for its lock.
    global _last, _lock
    _last, _lock = 0, threading.Lock()


os.register_at_fork(after_in_child=_forget)


def uuid7() -> UUID:
    """Return a new UUIDv7: 48 bits of Unix milliseconds, then random bits; later keys are greater.

    Within one millisecond of one process the random bits are a counter that starts anywhere and
    goes on by random steps (RFC 9562, sections 5.7 and 6.2, method 2). Made here and not in the
    database: PostgreSQL has it only from version 18.
    """
    global _last  # noqa: PLW0603 - the counter
    fresh = time.time_ns() // 1_000_000 << _COUNTER | int.from_bytes(os.urandom(9)) << 1
    with _lock:
        if fresh >> _COUNTER <= _last >> _COUNTER:
            fresh = _last + 1 + int.from_bytes(os.urandom(4))
        _last = fresh
    value = (fresh >> _COUNTER) << 80 | 0x7 << 76 | (fresh >> 62 & 0xFFF) << 64
    value |= 0b10 << 62 | fresh & (1 << 62) - 1
    return UUID(int=value)


def read_uuid(text: str) -> UUID | None:
    """Return the key that a text writes, None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
