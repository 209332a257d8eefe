"""What the administration knows already need not be asked again."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..types import Kind
from .answers import NOTHING, value_at
from .plan import Node, Plan

# cards are called "Thẻ căn cước" from this day; those before stay valid
NEW_CARD = date(2024, 7, 1)
NUMBER = "vneid.so_dinh_danh"


def prefill(plan: Plan, sources: Mapping[str, Any], on: date | None = None) -> dict[str, Any]:
    """Return the answers with which a new form begins: defaults, and what the sources know.

    Law:
        L 26/2023, article 46
    """
    filled: dict[str, Any] = _fill(plan.root, sources, on)
    return filled


def _fill(node: Node, sources: Mapping[str, Any], on: date | None) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for key, child in node.children.items():
        value = _known(child, sources, on)
        if value not in NOTHING and value != {}:
            known[key] = value
    if not known and node.path:
        return {}  # nobody is known here; its defaults are shown, not said
    defaults = {
        key: child.default
        for key, child in node.children.items()
        if child.default is not None and child.kind not in {Kind.OBJECT, Kind.LIST}
    }
    return defaults | known


def _known(node: Node, sources: Mapping[str, Any], on: date | None) -> Any:
    if node.is_identity_paper and node.personal:
        return _identity_paper(node, sources, on)
    value = sources.get(node.prefill) if node.prefill else None
    if node.kind is Kind.OBJECT:
        if isinstance(value, Mapping):
            return {
                key: each
                for key, each in value.items()
                if key in node.children and each not in NOTHING
            }
        return _fill(node, sources, on)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float) else None


def _identity_paper(node: Node, sources: Mapping[str, Any], on: date | None) -> dict[str, Any]:
    """Return the card that has the personal number on it."""
    number = sources.get(NUMBER)
    if not number:
        return {}
    name = "Thẻ căn cước" if on is not None and on >= NEW_CARD else "Thẻ căn cước công dân"
    kinds = [value for value, _ in node.children["loai"].options]
    return {"loai": name, "so": number} if name in kinds else {"so": number}


def prefilled(plan: Plan, data: Any, sources: Mapping[str, Any]) -> dict[str, str]:
    """Return the paths whose answer still is what a source says, by source."""
    return {
        path: source
        for path, source, known in _sourced(plan.root, sources)
        if known not in NOTHING and value_at(data, path) == known
    }


def _sourced(node: Node, sources: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for child in node.children.values():
        path = ".".join(child.path)
        value = sources.get(child.prefill) if child.prefill else None
        if isinstance(value, Mapping):
            yield from ((f"{path}.{key}", child.prefill, each) for key, each in value.items())
        elif isinstance(value, date):
            yield path, child.prefill, value.isoformat()
        elif value is not None:
            yield path, child.prefill, value
        elif child.is_identity_paper and child.personal:
            yield f"{path}.so", NUMBER, sources.get(NUMBER)
        else:
            yield from _sourced(child, sources)


def _raw_part(plan: Plan, key: str) -> Mapping[str, str]:
    parts: Sequence[Mapping[str, Any]] = plan.schema.get("x-parts", ())
    for part in parts:
        if part["field"] == key:
            prefill: Mapping[str, str] = part.get("prefill", {})
            return prefill
    return {}


def prefill_part(
    plan: Plan, key: str, sources: Mapping[str, Any], on: date | None = None
) -> dict[str, Any]:
    """Return the answers with which a person begins his part of a form of several people.

    Law:
        L 26/2023, article 46
    """
    node, known = plan.root.children[key], {}
    for name, source in _raw_part(plan, key).items():
        value = sources.get(source)
        if isinstance(value, Mapping):
            inner = node.children[name].children
            value = {each: text for each, text in value.items() if each in inner and text}
        elif isinstance(value, date):
            value = value.isoformat()
        if value not in NOTHING and value != {}:
            known[name] = value
    for name, child in node.children.items():
        if child.is_identity_paper and (paper := _identity_paper(child, sources, on)):
            known[name] = paper
    return known


def prefilled_in_part(
    plan: Plan, key: str, data: Any, sources: Mapping[str, Any]
) -> dict[str, str]:
    """Return the answers in a part that still are as given: their paths, and the sources."""
    found = {}
    for name, source in _raw_part(plan, key).items():
        value = sources.get(source)
        leaves = value.items() if isinstance(value, Mapping) else [("", value)]
        for leaf, known in leaves:
            path = f"{key}.{name}.{leaf}" if leaf else f"{key}.{name}"
            if known not in NOTHING and value_at(data, path) == known:
                found[path] = source
    return found
