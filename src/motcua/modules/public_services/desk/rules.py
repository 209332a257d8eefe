"""What a text says about whom it calls, as pure functions."""

from collections.abc import Iterable
from datetime import datetime

from .types import EDIT_WITHIN


def called(body: str, names: Iterable[str]) -> list[str]:
    """Return the names that follow an @ in a text; of names that begin alike the longest counts.

    >>> called("Nhờ @Lê Thị Hoa Mai xem giúp", ["Lê Thị Hoa", "Lê Thị Hoa Mai"])
    ['Lê Thị Hoa Mai']
    """
    longest_first = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    found: list[str] = []
    for part in body.split("@")[1:]:
        said = part.casefold()
        name = next((each for each in longest_first if _begins(said, each.casefold())), None)
        if name is not None and name not in found:
            found.append(name)
    return found


def _begins(said: str, name: str) -> bool:
    return said.startswith(name) and not said[len(name) : len(name) + 1].isalnum()


def may_change(*, written_at: datetime, at: datetime) -> bool:
    """Tell whether the author may still change a comment."""
    return at - written_at <= EDIT_WITHIN
