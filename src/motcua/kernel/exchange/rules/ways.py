"""Which node leads to an agency, and in whose name a node may speak."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

EVERYBODY = "*"


class Node(Protocol):
    """What matters of a node here."""

    code: str
    serves: list[str]


Some = TypeVar("Some", bound=Node)


def _fit(node: Node, agency_code: str) -> int:
    """Return how closely a node fits an agency: the length of the code that it shares, or -1."""
    best = -1
    for code in (node.code, *node.serves):
        if code == EVERYBODY:
            best = max(best, 0)
        elif agency_code == code or agency_code.startswith(f"{code}."):
            best = max(best, len(code))
    return best


def may_speak_for(node: Node, agency_code: str) -> bool:
    """Tell whether a node may send in the name of an agency."""
    return _fit(node, agency_code) >= 0


def way_to(nodes: Iterable[Some], agency_code: str) -> Some | None:
    """Return the node that leads to an agency: the closest fit, or None."""
    found = [(fit, node) for node in nodes if (fit := _fit(node, agency_code)) >= 0]
    return max(found, key=lambda each: each[0])[1] if found else None
