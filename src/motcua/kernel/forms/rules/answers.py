"""Answers as nested data: where they stand, which are blank, which are still asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..types import Kind
from .plan import Node, Plan, is_asked


class Missing:
    """The absence of an answer; None would be one in JSON."""


MISSING = Missing()
NOTHING: tuple[Any, ...] = (None, "", MISSING)


def value_at(data: Any, path: str) -> Any:
    """Return what stands at ``path`` (``con.0.ho_ten``), or None."""
    here = data
    for step in path.split(".") if path else ():
        if isinstance(here, Mapping):
            here = here.get(step)
        elif isinstance(here, list) and step.isdecimal() and int(step) < len(here):
            here = here[int(step)]
        else:
            return None
    return here


def node_at(plan: Plan, path: str) -> Node | None:
    """Return the question at ``path``, whatever the number of the row."""
    here: Node | None = plan.root
    for step in path.split(".") if path else ():
        if here is None:
            return None
        here = here.item if here.kind is Kind.LIST else here.children.get(step)
    return here


def is_blank(node: Node, value: Any) -> bool:
    """Tell whether nothing is said: no text, no tick, nothing but what stood there already."""
    if value in NOTHING or value is False or (node.default is not None and value == node.default):
        return True
    if isinstance(value, Mapping):
        return all(
            key in node.children and is_blank(node.children[key], each)
            for key, each in value.items()
        )
    if isinstance(value, list):
        return all(is_blank(node.item, each) if node.item else each in NOTHING for each in value)
    return False


def tidy(node: Node, value: Any, *, keep_rows: bool = False) -> Any:
    """Leave out what says nothing: empty texts, untouched optional groups, untouched rows.

    Args:
        keep_rows: Blank rows stay, because somebody is about to fill them.
    """
    if node.kind is Kind.OBJECT and isinstance(value, Mapping):
        return _tidy_object(node, value, keep_rows=keep_rows)
    if node.kind in {Kind.LIST, Kind.CHOICES} and isinstance(value, list):
        return _tidy_list(node, value, keep_rows=keep_rows)
    return MISSING if value in NOTHING else value


def _tidy_object(node: Node, value: Mapping[str, Any], *, keep_rows: bool) -> Any:
    tidied = {
        key: tidy(node.children[key], each, keep_rows=keep_rows) if key in node.children else each
        for key, each in value.items()
    }
    left = {key: each for key, each in tidied.items() if each is not MISSING}
    waits = keep_rows and any(isinstance(each, list) for each in left.values())
    if not node.required and node.path and not waits and is_blank(node, left):
        return MISSING
    return left if left or not node.path else MISSING


def _tidy_list(node: Node, value: list[Any], *, keep_rows: bool) -> Any:
    if node.item is None:
        return value or MISSING
    rows = []
    for each in value:
        row = tidy(node.item, each, keep_rows=keep_rows)
        if keep_rows and row is MISSING:
            row = {} if node.item.kind is Kind.OBJECT else ""
        if keep_rows or (row is not MISSING and not is_blank(node.item, row)):
            rows.append(row)
    return rows or MISSING


def asked_only(plan: Plan, node: Node, value: Any) -> Any:
    """Return ``value`` without the answers to questions that are not asked any more."""
    if isinstance(value, list) and node.item is not None:
        return [asked_only(plan, node.item, each) for each in value]
    if node.kind is not Kind.OBJECT or not isinstance(value, Mapping):
        return value
    left = dict(value)
    for key, child in node.children.items():  # in order: later questions hang on earlier ones
        if key in left and not is_asked(plan, child, left):
            del left[key]
        elif key in left:
            left[key] = asked_only(plan, child, left[key])
    return left


def merge(
    plan: Plan, data: Mapping[str, Any], part: Mapping[str, Any], fields: Sequence[str]
) -> dict[str, Any]:
    """Return ``data`` with the answers to ``fields`` replaced by those of ``part``.

    An answer whose question was not on the page, or was ruled out there by another answer, is kept:
    it comes back if the other answer is taken back.
    """
    merged = {
        key: value
        for key, value in data.items()
        if key not in fields or not on_page(plan, plan.root.children[key], data, fields)
    }
    merged |= part
    ruled_out = {
        key: data[key]
        for key in fields
        if key in data and key not in merged and not is_asked(plan, plan.root.children[key], merged)
    }
    return merged | ruled_out


def on_page(plan: Plan, node: Node, data: Any, fields: Sequence[str]) -> bool:
    """Tell whether a question stands on the page of ``fields``.

    One that is not asked now stands there all the same when its condition is on that page too: the
    answer may change while the page is open, and a page without script shows all.
    """
    if is_asked(plan, node, data):
        return True
    return bool(keys_of_conditions(node) & set(fields))


def keys_of_conditions(node: Node) -> frozenset[str]:
    """Return the keys on which it depends whether a question is asked."""
    schemas = [schema for tests in (*node.asks, *node.bars) for schema, _ in tests]
    found: set[str] = set()
    waiting: list[Any] = [node.asked_if, *schemas]
    while waiting:
        schema = waiting.pop()
        if isinstance(schema, Mapping):
            found |= set(schema.get("properties", {}))
            waiting += [schema.get("not"), *schema.get("allOf", ()), *schema.get("anyOf", ())]
    return frozenset(found)
