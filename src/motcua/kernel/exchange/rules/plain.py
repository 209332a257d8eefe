"""Packets as plain JSON values and back; defaults are left out, so that old rows stay readable."""

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

Some = TypeVar("Some")


def to_json(value: Any) -> Any:
    """Return a frozen value as JSON values; bytes are left out."""
    if is_dataclass(value):
        return {
            each.name: to_json(held)
            for each in fields(value)
            if not isinstance(held := getattr(value, each.name), bytes)
            and not _is_default(each, held)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple | list):
        return [to_json(each) for each in value]
    return value


def _is_default(each: "Field[Any]", held: Any) -> bool:
    return each.default is not MISSING and held == each.default


def from_json(kind: type[Some], data: Any) -> Some:
    """Return the frozen value that :func:`to_json` wrote; names that it does not know are left out.

    Raises:
        ValueError: A value is not what the field holds; the message begins with its path.
    """
    if not isinstance(data, dict):
        raise ValueError(": expected an object")  # noqa: TRY004 - one kind of fault for all data
    hints = get_type_hints(kind)
    given = {}
    for each in fields(kind):  # type: ignore[arg-type] # callers give dataclasses
        if each.name in data:
            try:
                given[each.name] = _rich(hints[each.name], data[each.name])
            except (ValueError, TypeError) as error:
                raise ValueError(f".{each.name}{_path(error)}") from error
        elif each.default is MISSING and each.default_factory is MISSING:
            raise ValueError(f".{each.name}: is missing")
    return kind(**given)


def _path(error: Exception) -> str:
    text = str(error)
    return text if text[:1] in {".", "[", ":"} else f": {text}"


def _rich(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in {Union, UnionType}:
        (inner,) = [each for each in get_args(hint) if each is not type(None)]
        return None if value is None else _rich(inner, value)
    if origin is tuple:
        return _rich_list(get_args(hint)[0], value)
    if is_dataclass(hint):
        return from_json(hint, value)  # type: ignore[arg-type] # a class, not a value
    if hint in {date, datetime}:
        return hint.fromisoformat(value)
    if hint is UUID or (isinstance(hint, type) and issubclass(hint, Enum)):
        return hint(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise ValueError(f": expected {hint.__name__}, got {value!r}")
    return value


def _rich_list(inner: Any, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError(": expected a list")  # noqa: TRY004 - one kind of fault for all data
    found = []
    for nth, each in enumerate(value):
        try:
            found.append(_rich(inner, each))
        except (ValueError, TypeError) as error:
            raise ValueError(f"[{nth}]{_path(error)}") from error
    return tuple(found)
