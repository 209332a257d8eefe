"""What begins when, and which answers go where."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from .types import BundleKind, PartKind


def asked_for(kind: BundleKind, data: Mapping[str, Any]) -> tuple[PartKind, ...]:
    """Return the parts that the answers ask for."""
    return tuple(part for part in kind.parts if _is_wanted(part, data))


def _is_wanted(part: PartKind, data: Mapping[str, Any]) -> bool:
    value: Any = data
    for name in part.unless_not.split(".") if part.unless_not else ():
        value = value.get(name) if isinstance(value, Mapping) else None
    return value is not False


def ready(
    waiting: Iterable[PartKind], *, present: Collection[str], closed: Collection[str]
) -> tuple[PartKind, ...]:
    """Return the parts whose turn it is.

    A refused part is closed too: what waits for it begins all the same, so that a refusal never
    takes the rest with it.

    Args:
        present: The keys of all parts of this bundle and the empty key of the first errand; what a
            part waits for and is not there is not waited for.
        closed: The keys of those that have ended.
    """
    return tuple(
        part for part in waiting if all(key in closed for key in part.after if key in present)
    )


def share_of(part: PartKind, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return those answers of the one form that an agency needs."""
    return {key: data[key] for key in part.answers if key in data} if part.answers else data
