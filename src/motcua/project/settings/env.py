"""What an operator may set: each variable once, with type, default and meaning.

The table in ``docs/operators.md`` is generated from :data:`DECLARED`.
"""

import os
from dataclasses import dataclass

DECLARED: dict[str, "Variable"] = {}


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable of the product."""

    name: str
    default: str
    meaning: str


def text(name: str, *, default: str, meaning: str) -> str:
    """Declare a variable and return its value."""
    DECLARED[name] = Variable(name, default, meaning)
    return os.environ.get(name, default)


def number(name: str, *, default: int, meaning: str) -> int:
    """Declare a variable that holds a whole number."""
    return int(text(name, default=str(default), meaning=meaning))


def flag(name: str, *, default: bool, meaning: str) -> bool:
    """Declare a variable that is ``1`` or ``0``."""
    return text(name, default="1" if default else "0", meaning=meaning) == "1"
