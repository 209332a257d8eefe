"""What a browser sent, read into data; what cannot be read stays as it was typed."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from ..types import Kind, Rework
from . import formats
from .answers import MISSING, tidy
from .plan import Node, Plan

ASKED = "_asked"  # names of check boxes on the page: an empty one sends nothing
TICKED = frozenset({"on", "true", "1"})
MOST_ROWS = 200
_INVISIBLE = {"Cc", "Cs", "Cn"}
_ZERO_WIDTH = "\u200b\ufeff\u2060"


class Sent:
    """The fields that a browser sent."""

    def __init__(self, query: Any) -> None:
        self._query = query
        self.names = [str(name) for name in query]
        self.asked = frozenset(self.all(ASKED))
        self.remove = next(iter(self.all("remove")), "")
        self.add = next(iter(self.all("add")), "")

    def all(self, name: str) -> list[str]:
        if hasattr(self._query, "getlist"):
            raw = self._query.getlist(name)
        else:
            raw = self._query.get(name, [])
            raw = raw if isinstance(raw, list | tuple) else [raw]
        return [each for each in raw if isinstance(each, str)]

    def last(self, name: str) -> str:
        return next(reversed(self.all(name)), "")

    def rows(self, name: str) -> list[int]:
        """Return the numbers of the rows of a repeating group, in order."""
        found = {
            int(number)
            for each in self.names
            if each.startswith(f"{name}.")
            and re.fullmatch(r"[0-9]{1,6}", number := each[len(name) + 1 :].split(".")[0])
        }
        return sorted(found)[:MOST_ROWS]


def rework(query: Any) -> Rework | None:
    """Return the press on *add* or *remove* of a repeating group, if that was it."""
    sent = Sent(query)
    return Rework(add=sent.add, remove=sent.remove) if sent.add or sent.remove else None


def read(plan: Plan, query: Any, fields: Sequence[str]) -> dict[str, Any]:
    """Return the answers to ``fields`` (keys of the root) that a browser sent."""
    sent = Sent(query)
    found = {key: _read(plan.root.children[key], key, sent) for key in fields}
    data = {key: value for key, value in found.items() if value is not MISSING}
    tidied: dict[str, Any] = tidy(plan.root, data, keep_rows=bool(sent.add or sent.remove))
    return tidied


def _read(node: Node, name: str, sent: Sent) -> Any:
    if node.kind is Kind.OBJECT:
        found = {key: _read(child, f"{name}.{key}", sent) for key, child in node.children.items()}
        return {key: value for key, value in found.items() if value is not MISSING} or MISSING
    if node.kind is Kind.LIST:
        return _read_rows(node, name, sent)
    if node.kind is Kind.CHOICES:
        picked = dict.fromkeys(clean(each) for each in sent.all(name))
        return [chosen(node, each) for each in picked if each] or MISSING
    if node.kind in {Kind.BOOLEAN, Kind.CONFIRMATION}:
        return _read_tick(node, name, sent)
    if node.kind in {Kind.DATE, Kind.PARTIAL_DATE}:
        return _read_date(node, name, sent) or MISSING
    return _scalar(node, sent.last(name))


def _read_rows(node: Node, name: str, sent: Sent) -> Any:
    assert node.item is not None  # noqa: S101 - a list has items
    rows: list[Any] = []
    for number in sent.rows(name):
        if sent.remove != f"{name}.{number}":
            value = _read(node.item, f"{name}.{number}", sent)
            rows.append(
                ({} if node.item.kind is Kind.OBJECT else "") if value is MISSING else value
            )
    if sent.add == name:
        rows.append({} if node.item.kind is Kind.OBJECT else "")
    return rows or MISSING


def _read_tick(node: Node, name: str, sent: Sent) -> Any:
    values = sent.all(name)
    if any(value.strip().lower() in TICKED for value in values):
        return True
    if node.kind is Kind.CONFIRMATION or (not values and name not in sent.asked):
        return MISSING
    return False


def _read_date(node: Node, name: str, sent: Sent) -> str:
    partial = node.kind is Kind.PARTIAL_DATE
    day, month, year = (clean(sent.last(f"{name}.{part}")) for part in ("day", "month", "year"))
    if day or month or year:
        return formats.read_date(day, month, year, partial=partial)
    return formats.read_typed_date(clean(sent.last(name)), partial=partial)


def _scalar(node: Node, raw: str) -> Any:
    text = clean(raw, lines=node.kind is Kind.LONG_TEXT)
    return read_text(node, text) if text else MISSING


def read_text(node: Node, text: str) -> Any:
    """Return the value of a question from its tidied text; the text itself if it cannot be read."""
    if node.kind in {Kind.INTEGER, Kind.NUMBER}:
        return formats.read_number(text)
    if node.kind is Kind.CHOICE:
        return chosen(node, text)
    if node.kind is Kind.INSTANT:
        return formats.read_instant(text)
    if node.kind is Kind.TIME:
        return formats.read_time(text)
    pattern = str(node.schema.get("pattern", ""))
    if formats.digits_of(pattern) or re.fullmatch(r"[\^$\\d{}0-9,()?|-]+", pattern):
        return formats.read_digits(text, pattern)
    return _net(node, text)


def _net(node: Node, text: str) -> str:
    if node.schema.get("format") == "email":
        return text.replace(" ", "")
    bare = node.schema.get("format") == "uri" and "://" not in text
    return f"https://{text}" if bare and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text) else text


def chosen(node: Node, text: str) -> Any:
    """Return the option that ``text`` names, else the text."""
    return next((value for value, _ in node.options if str(value) == text), text)


def clean(text: str, *, lines: bool = False) -> str:
    """Return text in NFC, trimmed, without what cannot be seen; runs of blanks become one."""
    shown = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    shown = "".join(
        letter
        for letter in shown
        if letter in "\n\t"
        or (unicodedata.category(letter) not in _INVISIBLE and letter not in _ZERO_WIDTH)
    )
    return shown.strip() if lines else " ".join(shown.split())
