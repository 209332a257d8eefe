"""The plain text beside the legal one: at most one screen, and never the older of the two."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime

from ..types import PlainText

PARTS = tuple(one.name for one in fields(PlainText))
NEEDED_PARTS = ("needed", "cost", "time", "place", "steps")
MOST_OF_A_PART = 600
MOST_IN_ALL = 1500  # what a phone shows in one screen of small print, a desk in half of one


def read(values: Mapping[str, object]) -> PlainText:
    """Return the text of a form or a row: lines kept, spaces put in order."""
    return PlainText(**{name: _tidy(values.get(name)) for name in PARTS})


def _tidy(value: object) -> str:
    lines = (" ".join(line.split()) for line in str(value or "").splitlines())
    return "\n".join(line for line in lines if line)


def as_mapping(text: PlainText) -> dict[str, str]:
    """Return the parts by their names."""
    return {name: getattr(text, name) for name in PARTS}


def missing_parts(text: PlainText) -> tuple[str, ...]:
    """Return the parts that are not written yet."""
    return tuple(name for name in NEEDED_PARTS if not getattr(text, name))


def long_parts(text: PlainText) -> tuple[str, ...]:
    """Return the parts that are too long."""
    return tuple(name for name in PARTS if len(getattr(text, name)) > MOST_OF_A_PART)


def is_older(*, plain_at: datetime | None, legal_at: datetime) -> bool:
    """Tell whether the plain text was written before the legal one took its present words."""
    return plain_at is None or plain_at < legal_at


def merged(text: PlainText, changes: PlainText) -> PlainText:
    """Return a text with the parts that a change says anew."""
    return PlainText(**{n: getattr(changes, n) or getattr(text, n) for n in PARTS})
