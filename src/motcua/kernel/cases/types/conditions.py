"""Conditions of steps: what must hold of a case for a step to be done.

A condition is written as an officer would say it: ``channel = "ONLINE" and so_con >= 2``. Names are
those of the case's facts; a name alone asks whether the fact is yes. Vietnamese words do as well:
``và``, ``hoặc``, ``không``, ``thuộc``, ``gồm``, ``đúng``, ``sai``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache

Fact = str | Decimal | bool
Facts = Mapping[str, Fact]


class ConditionFault(ValueError):
    """A condition that cannot be read; ``reason`` says why, ``at`` where in the text."""

    def __init__(self, reason: str, *, at: int, found: str = "") -> None:
        super().__init__(f"{reason} at {at}: {found!r}")
        self.reason, self.at, self.found = reason, at, found


class Op(StrEnum):
    """How a fact is compared."""

    IS = "="
    IS_NOT = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    IN = "in"
    CONTAINS = "contains"


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact compared with values; a fact that is not known is like nothing."""

    name: str
    op: Op
    values: tuple[Fact, ...]

    def holds(self, facts: Facts) -> bool:
        fact = facts.get(self.name)
        if self.op is Op.IS_NOT:
            return fact is None or not _same(fact, self.values[0])
        if fact is None:
            return False
        if self.op in {Op.IS, Op.IN}:
            return any(_same(fact, value) for value in self.values)
        if self.op is Op.CONTAINS:
            return str(self.values[0]).casefold() in str(fact).casefold()
        return _ordered(fact, self.op, self.values[0])

    def atoms(self) -> tuple["Compare", ...]:
        return (self,)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    inner: "Condition"

    def holds(self, facts: Facts) -> bool:
        return not self.inner.holds(facts)

    def atoms(self) -> tuple[Compare, ...]:
        return self.inner.atoms()


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; of no part at all, always."""

    parts: tuple["Condition", ...]

    def holds(self, facts: Facts) -> bool:
        return all(part.holds(facts) for part in self.parts)

    def atoms(self) -> tuple[Compare, ...]:
        return tuple(atom for part in self.parts for atom in part.atoms())


@dataclass(frozen=True, slots=True)
class Any:
    """One part holds at least."""

    parts: tuple["Condition", ...]

    def holds(self, facts: Facts) -> bool:
        return any(part.holds(facts) for part in self.parts)

    def atoms(self) -> tuple[Compare, ...]:
        return tuple(atom for part in self.parts for atom in part.atoms())


Condition = Compare | Not | All | Any
ALWAYS = All(())


def _number(value: Fact) -> Decimal | None:
    if isinstance(value, bool):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _same(fact: Fact, value: Fact) -> bool:
    if isinstance(fact, bool) or isinstance(value, bool):
        return fact is value
    if isinstance(fact, Decimal) or isinstance(value, Decimal):
        number = _number(fact)
        return number is not None and number == _number(value)
    return fact.casefold() == value.casefold()


_ORDER: Mapping[Op, Callable[[Decimal, Decimal], bool]] = {
    Op.LESS: lambda one, other: one < other,
    Op.AT_MOST: lambda one, other: one <= other,
    Op.MORE: lambda one, other: one > other,
    Op.AT_LEAST: lambda one, other: one >= other,
}


def _ordered(fact: Fact, op: Op, value: Fact) -> bool:
    one, other = _number(fact), _number(value)
    return one is not None and other is not None and _ORDER[op](one, other)


_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>"[^"]*"|“[^”]*”|'[^']*')
      | (?P<number>-?\d+(?:[.]\d+)?)(?![\w.])
      | (?P<sign><=|>=|!=|≠|≤|≥|=|<|>|\(|\)|,)
      | (?P<word>\w[\w.\-/]*)
    )""",
    re.VERBOSE,
)
_SIGNS = {"≠": "!=", "≤": "<=", "≥": ">="}
_WORDS = {
    "và": "and",
    "hoặc": "or",
    "không": "not",
    "thuộc": "in",
    "gồm": "contains",
    "đúng": "true",
    "sai": "false",
}
_RESERVED = {"and", "or", "not", "in", "contains", "true", "false"}
MOST_DEEP = 20


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise ConditionFault("unreadable", at=start, found=text[start : start + 20])
        kind, value = match.lastgroup, match.group(match.lastgroup)
        if kind == "word":
            plain = _WORDS.get(value.casefold(), value.casefold())
            kind, value = ("reserved", plain) if plain in _RESERVED else (kind, value)
        found.append(_Token(kind, _SIGNS.get(value, value), match.start(match.lastgroup)))
        at = match.end()
    return [*found, _Token("end", "", len(text))]


class _Reader:
    """Reads a condition from left to right, by the grammar: or, and, not, comparison."""

    def __init__(self, text: str) -> None:
        self.tokens, self.depth = _tokens(text), 0

    def next(self) -> _Token:
        token = self.tokens[0]
        if token.kind != "end":
            self.tokens.pop(0)
        return token

    def takes(self, text: str) -> bool:
        token = self.tokens[0]
        if token.kind in {"reserved", "sign"} and token.text == text:
            self.tokens.pop(0)
            return True
        return False

    def whole(self) -> Condition:
        condition = self.either()
        if (left := self.tokens[0]).kind != "end":
            raise ConditionFault("left_over", at=left.at, found=left.text)
        return condition

    def either(self) -> Condition:
        parts = [self.both()]
        while self.takes("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def both(self) -> Condition:
        parts = [self.opposite()]
        while self.takes("and"):
            parts.append(self.opposite())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def opposite(self) -> Condition:
        self.depth += 1
        if self.depth > MOST_DEEP:
            raise ConditionFault("too_deep", at=self.tokens[0].at)
        try:
            if self.takes("not"):
                return Not(self.opposite())
            if self.takes("("):
                inner = self.either()
                self.close()
                return inner
            return self.comparison()
        finally:
            self.depth -= 1

    def close(self) -> None:
        if not self.takes(")"):
            token = self.tokens[0]
            raise ConditionFault("not_closed", at=token.at, found=token.text)

    def comparison(self) -> Condition:
        name = self.next()
        if name.kind != "word":
            raise ConditionFault("a_name_is_missing", at=name.at, found=name.text)
        token = self.tokens[0]
        if token.text == "in" and token.kind == "reserved":
            self.next()
            return Compare(name.text, Op.IN, self.values())
        if token.text in set(Op) and token.kind in {"sign", "reserved"}:
            self.next()
            return Compare(name.text, Op(token.text), (self.value(),))
        return Compare(name.text, Op.IS, (True,))

    def values(self) -> tuple[Fact, ...]:
        if not self.takes("("):
            token = self.tokens[0]
            raise ConditionFault("a_list_is_missing", at=token.at, found=token.text)
        found = [self.value()]
        while self.takes(","):
            found.append(self.value())
        self.close()
        return tuple(found)

    def value(self) -> Fact:
        token = self.next()
        if token.kind == "text":
            return token.text[1:-1]
        if token.kind == "number":
            return Decimal(token.text)
        if token.kind == "reserved" and token.text in {"true", "false"}:
            return token.text == "true"
        raise ConditionFault("a_value_is_missing", at=token.at, found=token.text)


@lru_cache(maxsize=4096)
def parse_condition(text: str) -> Condition:
    """Read a condition; an empty one always holds.

    Raises:
        ConditionFault: It cannot be read; the fault says why and where.
    """
    return _Reader(text).whole() if text.strip() else ALWAYS
