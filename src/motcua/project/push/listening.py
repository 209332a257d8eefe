"""What PostgreSQL tells: which units' figures changed."""

import asyncio
import json
import logging
from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings

logger = logging.getLogger("motcua.push")
CHANNEL = "motcua_figures"
AFTER_TROUBLE_SECONDS = 2.0
Happened = Callable[[Collection[UUID]], None]


async def listen(happened: Happened) -> None:
    """Listen for ever; a database that goes away is waited for, and then all may have changed."""
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(_address(), autocommit=True) as link:
                await link.execute(f"listen {CHANNEL}")
                happened(())
                async for note in link.notifies():
                    happened(units_of(note.payload))
        except psycopg.Error as error:
            logger.warning("what=database_trouble error=%r", str(error).strip())
            await asyncio.sleep(AFTER_TROUBLE_SECONDS)


def units_of(payload: str) -> frozenset[UUID]:
    """Read the units from what the settlement of figures tells; none: many."""
    try:
        return frozenset(UUID(each) for each in json.loads(payload)["units"])
    except (ValueError, KeyError, TypeError):
        return frozenset()


def _address() -> str:
    given: dict[str, Any] = settings.DATABASES["default"]
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    words = {ours: given[theirs] for ours, theirs in names.items() if given[theirs]}
    return psycopg.conninfo.make_conninfo("", **words, port=given["PORT"] or None)
