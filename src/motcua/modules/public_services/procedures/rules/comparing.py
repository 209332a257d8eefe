"""What changed between two texts, word by word."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|[^\s]+")
ALIKE = 0.45  # below it two lines have nothing to do with each other


class Mark(StrEnum):
    """What became of a piece of text."""

    KEPT = "KEPT"
    ADDED = "ADDED"
    REMOVED = "REMOVED"


Piece = tuple[Mark, str]
Line = tuple[Piece, ...]


def compare_words(before: str, after: str) -> Line:
    """Return the pieces of both texts in reading order, what went before what came."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces = list[Piece]()
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append((Mark.KEPT, "".join(old[a:b])))
            continue
        if b > a:
            pieces.append((Mark.REMOVED, "".join(old[a:b])))
        if d > c:
            pieces.append((Mark.ADDED, "".join(new[c:d])))
    return tuple(pieces)


def compare_lines(before: Sequence[str], after: Sequence[str]) -> tuple[Line, ...]:
    """Return the lines that differ: word by word where a line has its like on the other side."""
    gone = [line for line in before if line not in after]
    came = [line for line in after if line not in before]
    found = list[Line]()
    for line in gone:
        like = max(came, key=lambda other: _likeness(line, other), default="")
        if like and _likeness(line, like) >= ALIKE:
            came.remove(like)
            found.append(compare_words(line, like))
        else:
            found.append(((Mark.REMOVED, line),))
    return (*found, *(((Mark.ADDED, line),) for line in came))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
