"""When a question is asked: as an attribute for the script, and in words for pages without."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..rules.plan import Node, Test
from ..types import Kind

_NEEDED = {"properties", "required", "type"}
_SIGNS = set("|&=*")  # of the attribute itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A question and the answers that make another be asked, or ``unless``: all but those."""

    path: str
    node: Node
    values: tuple[Any, ...]
    unless: bool = False


def shown_when(parent: Node, node: Node, name: str) -> tuple[str, str]:
    """Return the value of ``data-shown-when`` and the words; empty where they cannot be had."""
    clauses = _clauses(parent, node)
    if not clauses:
        return "", ""
    signs = [_sign(clause, name) for clause in clauses]
    return "&".join(signs) if all(signs) else "", " ".join(_words(clause) for clause in clauses)


def _clauses(parent: Node, node: Node) -> list[Clause]:
    found: list[Clause] = []
    if node.asked_if is not None:
        alternatives: Sequence[Sequence[Test]] = (
            [] if node.asked_if is True else [((node.asked_if, True),)]
        )
    else:
        alternatives = () if node.required else node.asks
    if alternatives:
        said = _one_of([_all(parent, tests) for tests in alternatives])
        if said is None:
            return []
        found += said
    for tests in node.bars:
        barred = _all(parent, tests)
        if barred is None or len(barred) != 1:
            return []
        found.append(_unless(barred[0]))
    return found


def _one_of(alternatives: Sequence[list[Clause] | None]) -> list[Clause] | None:
    """Return one conjunction that says the same as all alternatives together."""
    if len(alternatives) == 1:
        return alternatives[0]
    singles = [each[0] for each in alternatives if each is not None and len(each) == 1]
    if len(singles) < len(alternatives) or len({clause.path for clause in singles}) > 1:
        return None
    values = tuple(dict.fromkeys(value for clause in singles for value in clause.values))
    return [Clause(path=singles[0].path, node=singles[0].node, values=values)]


def _all(parent: Node, tests: Sequence[Test]) -> list[Clause] | None:
    """Return the clauses of a conjunction of tests, or None if one cannot be said so."""
    found: list[Clause] = []
    for schema, wanted in tests:
        if isinstance(schema, Mapping) and set(schema) == {"not"}:
            schema, wanted = schema["not"], not wanted  # noqa: PLW2901
        clauses = _of_schema(parent, schema)
        if clauses is None or (not wanted and len(clauses) != 1):
            return None
        found += clauses if wanted else [_unless(clauses[0])]
    return found


def _of_schema(parent: Node, schema: Any) -> list[Clause] | None:
    if not isinstance(schema, Mapping) or set(schema) - _NEEDED:
        return None
    found: list[Clause] = []
    for key, raw in schema.get("properties", {}).items():
        node = parent.children.get(key)
        if node is None or not isinstance(raw, Mapping):
            return None
        values = tuple(raw["enum"]) if "enum" in raw else (raw["const"],) if "const" in raw else ()
        if not values or set(raw) - {"enum", "const", "type"}:
            return None
        found.append(Clause(path=key, node=node, values=values))
    return found


def _unless(clause: Clause) -> Clause:
    return Clause(
        path=clause.path, node=clause.node, values=clause.values, unless=not clause.unless
    )


def _sign(clause: Clause, name: str) -> str:
    path = f"{name}.{clause.path}" if name else clause.path
    unless, texts = clause.unless, [str(value) for value in clause.values]
    if clause.node.kind is Kind.BOOLEAN:
        unless, texts = unless is (clause.values == (True,)), ["on"]
    spoiled = any(_SIGNS & set(text) for text in texts)
    return "" if spoiled else f"{path}{'!=' if unless else '='}{'|'.join(texts)}"


def _words(clause: Clause) -> str:
    question = {"question": clause.node.title}
    if clause.node.kind is Kind.BOOLEAN:
        if (clause.values == (True,)) is not clause.unless:
            return _("Only if you ticked “%(question)s”.") % question
        return _("Only if you did not tick “%(question)s”.") % question
    labels = {str(value): label for value, label in clause.node.options}
    chosen = ", ".join(f"“{labels.get(str(value), value)}”" for value in clause.values)
    said = {**question, "answers": chosen}
    if clause.unless:
        return _("Leave it out if “%(question)s” is %(answers)s.") % said
    return _("Only if “%(question)s” is %(answers)s.") % said
