"""Dataclasses as JSON values and back: of events, and of what is remembered of them."""

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints
from uuid import UUID

T = TypeVar("T")


def to_plain(given: Any) -> dict[str, Any]:
    """Return the fields of a dataclass as JSON values."""
    return {each.name: plain(getattr(given, each.name)) for each in fields(given)}


def from_plain(kind: type[T], values: dict[str, Any]) -> T:
    """Return the dataclass that :func:`to_plain` wrote, without fields that it no longer has."""
    hints = _hints(kind)  # type: ignore[arg-type] # mypy thinks a class has no hash
    known = {name: value for name, value in values.items() if name in hints}
    return kind(**{name: _rich(value, hints[name]) for name, value in known.items()})


@cache  # reading annotations takes longer than all else that is done with an event
def _hints(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, tuple | list | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def _rich(value: Any, hint: Any) -> Any:
    if value is None:
        return None
    choices = [choice for choice in get_args(hint) if choice is not type(None)]
    if isinstance(value, list):
        return tuple(_rich(item, choices[0] if choices else Any) for item in value)
    kind = hint if isinstance(hint, type) else choices[0] if choices else None
    if kind is datetime or kind is date:
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, UUID | Decimal | Enum):
        return kind(value)
    return value
