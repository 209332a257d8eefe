"""A schema read once: the tree of its questions, and under which conditions each is asked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator, ValidationError, validators
from jsonschema.exceptions import SchemaError

from ..types import Form, Kind, Section
from .formats import CHECKER, FORMATS

Schema = Mapping[str, Any]
Test = tuple[Any, bool]  # a schema about the surrounding object, and whether it must hold
DEEPEST = 12
LONG = 500


def _pattern(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[ValidationError]:
    """Check a text as JSON Schema means it: a digit is one of ten, not of any script."""
    if isinstance(value, str) and not re.search(pattern, value, re.ASCII):
        yield ValidationError("does not match")


Validator = validators.extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


class Unaskable(ValueError):
    """The schema uses something that the forms do not know."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Node:
    """A part of a form.

    Attributes:
        path: Keys from the root; ``#`` stands for the number of a row.
        required: Whether the schema always wants it in the object around it.
        asked_if: ``x-asked-if``: a schema about the object around it; True is always.
        asks: Conditions under which it becomes required; when it has some and none holds, it is
            not asked. Each is a conjunction.
        bars: Conditions under which it must not be given.
        prefill: Where its value may come from.
        personal: It belongs to the person who fills in the form.
    """

    key: str
    path: tuple[str, ...]
    kind: Kind
    title: str
    schema: Schema
    required: bool = False
    children: Mapping[str, "Node"] = field(default_factory=dict)
    item: "Node | None" = None
    options: tuple[tuple[Any, str], ...] = ()
    asked_if: Any = None
    asks: tuple[tuple[Test, ...], ...] = ()
    bars: tuple[tuple[Test, ...], ...] = ()
    prefill: str = ""
    personal: bool = False

    @property
    def default(self) -> Any:
        return self.schema.get("default")

    @property
    def is_address(self) -> bool:
        return self.kind is Kind.OBJECT and {"tinh", "xa"} <= set(self.children)

    @property
    def is_identity_paper(self) -> bool:
        return self.kind is Kind.OBJECT and {"loai", "so", "noi_cap"} <= set(self.children)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """A form, ready to be asked."""

    root: Node
    sections: tuple[Section, ...]
    schema: Schema
    validator: Any
    compiled: Any

    def errors(self, value: Any) -> Iterator[ValidationError]:
        """Yield what the schema refuses.

        The compiled validator only says whether there is anything: answers in order cost it a
        hundredth. What is wrong, and where, is told by the one whose errors have words.
        """
        try:
            in_order = self.compiled.is_valid(value)
        except (ValueError, RecursionError):  # no JSON, or deeper than any form
            in_order = False
        if not in_order:
            yield from self.validator.iter_errors(value)

    def holds(self, schema: Any, value: Any) -> bool:
        """Tell whether ``value`` satisfies a part of the schema."""
        if isinstance(schema, bool):
            return schema
        return bool(self.validator.evolve(schema=schema).is_valid(value))

    def all_hold(self, tests: Sequence[Test], value: Any) -> bool:
        return all(self.holds(schema, value) is wanted for schema, wanted in tests)


def plan_of(form: Form) -> Plan:
    """Return the plan of a form, made once per version."""
    return _plan(form)


@lru_cache(maxsize=256)
def _plan(form: Form) -> Plan:
    return make_plan(form.schema)


def make_plan(schema: Schema) -> Plan:
    """Read a schema.

    Raises:
        Unaskable: It is no JSON Schema, or uses what the forms do not know.
    """
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise Unaskable(error.message) from error
    root = _node(schema, Place(root=schema))
    if root.kind is not Kind.OBJECT:
        raise Unaskable("a form is an object")
    return Plan(
        root=root,
        sections=_sections(schema, root),
        schema=schema,
        validator=Validator(schema, format_checker=CHECKER),
        compiled=jsonschema_rs.Draft202012Validator(
            dict(schema), validate_formats=True, formats=FORMATS
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the schema a node is being read."""

    root: Schema
    path: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False
    asks: tuple[tuple[Test, ...], ...] = ()
    bars: tuple[tuple[Test, ...], ...] = ()


# --------------------------------------------------------------------------------- references
def resolve(schema: Any, root: Schema) -> Schema:
    """Return ``schema`` with its ``$ref`` followed; words beside the reference come first.

    Raises:
        Unaskable: The reference leads out of the schema, nowhere, or in a circle.
    """
    found: dict[str, Any] = dict(schema) if isinstance(schema, Mapping) else {}
    for _step in range(DEEPEST):
        reference = found.pop("$ref", None)
        if reference is None:
            return found
        target = _target(reference, root)
        found = {**target, **found}
        if wanted := [*target.get("required", ()), *found.get("required", ())]:
            found["required"] = list(dict.fromkeys(wanted))
    raise Unaskable("a $ref leads in a circle")


def _target(reference: str, root: Schema) -> Schema:
    if not reference.startswith("#/"):
        raise Unaskable(f"$ref {reference} leads out of the schema")
    target: Any = root
    for step in reference[2:].split("/"):
        name = step.replace("~1", "/").replace("~0", "~")
        target = target.get(name) if isinstance(target, Mapping) else None
    if not isinstance(target, Mapping):
        raise Unaskable(f"$ref {reference} leads nowhere")
    return target


# --------------------------------------------------------------------------------- conditions
def branches(schema: Schema, root: Schema) -> Iterator[tuple[tuple[Test, ...], Schema]]:
    """Yield every schema that may speak about an object, and under which conditions it does."""
    waiting: list[tuple[tuple[Test, ...], Schema]] = [((), schema)]
    while waiting:
        tests, raw = waiting.pop(0)
        part = resolve(raw, root)
        yield tests, part
        waiting += [(tests, each) for each in part.get("allOf", ())]
        if "if" in part:
            for word, wanted in (("then", True), ("else", False)):
                if isinstance(part.get(word), Mapping):
                    waiting.append(((*tests, (part["if"], wanted)), part[word]))


def applying(plan: Plan, schemas: Sequence[Schema], value: Any) -> list[Schema]:
    """Return the schemas that speak about ``value`` now, conditions decided."""
    found: list[Schema] = []
    for schema in schemas:
        for tests, part in branches(schema, plan.schema):
            if plan.all_hold(tests, value):
                found.append(part)
    return found


def required_by(schemas: Sequence[Schema], value: Any) -> frozenset[str]:
    """Return the keys that the schemas want in ``value``."""
    given = value if isinstance(value, Mapping) else {}
    keys = {key for schema in schemas for key in schema.get("required", ())}
    for schema in schemas:
        for key, others in schema.get("dependentRequired", {}).items():
            keys |= set(others) if key in given else set()
    return frozenset(keys)


def about(schemas: Sequence[Schema], key: str) -> list[Any]:
    """Return what the schemas say about one of the object's keys."""
    return [schema["properties"][key] for schema in schemas if key in schema.get("properties", {})]


def is_asked(plan: Plan, node: Node, around: Any) -> bool:
    """Tell whether a part is to be asked, given the object around it."""
    if any(plan.all_hold(tests, around) for tests in node.bars):
        return False
    if node.asked_if is not None:
        return plan.holds(node.asked_if, around)
    if node.required or not node.asks:
        return True
    return any(plan.all_hold(tests, around) for tests in node.asks)


# -------------------------------------------------------------------------------------- nodes
def _node(raw: Any, place: Place) -> Node:
    if len(place.path) > DEEPEST:
        raise Unaskable(f"{'.'.join(place.path)} is too deep")
    schema = resolve(raw, place.root)
    kind = _kind(schema, place.root)
    key = place.path[-1] if place.path else ""
    personal = place.personal
    children: dict[str, Node] = {}
    item = None
    if kind is Kind.OBJECT:
        somebody = "ho_ten" in schema.get("properties", {})
        personal = key == "nguoi_yeu_cau" or _is_own(schema) or (personal and not somebody)
        children = _children(schema, place, personal=personal)
    if kind is Kind.LIST:
        inner = Place(root=place.root, path=(*place.path, "#"), required=True)
        item = _node(schema.get("items", {}), inner)
    return Node(
        key=key,
        path=place.path,
        kind=kind,
        title=str(schema.get("title") or key),
        schema=schema,
        required=place.required,
        children=children,
        item=item,
        options=_options(schema, place.root, kind),
        asked_if=schema.get("x-asked-if"),
        asks=place.asks,
        bars=place.bars,
        prefill=_prefill(raw, schema, place),
        personal=personal,
    )


def _is_own(schema: Schema) -> bool:
    """Tell whether an object is about the one who fills it in: its name is his account's."""
    properties = schema.get("properties", {}).values()
    return any(
        isinstance(each, Mapping) and each.get("x-prefill") == "vneid.ho_ten" for each in properties
    )


def _prefill(raw: Any, schema: Schema, place: Place) -> str:
    """Return the source of a value.

    A source named at a shared definition (``#/$defs/so_dinh_danh``) holds only for the person who
    fills in the form: everybody in it has a number, but only his is known.
    """
    direct = raw.get("x-prefill", "")
    if direct or not place.personal:
        return str(direct)
    same = str(raw.get("$ref", "")).rpartition("/")[2] == place.path[-1]
    return str(schema.get("x-prefill", "")) if same else ""


def _children(schema: Schema, place: Place, *, personal: bool) -> dict[str, Node]:
    found: dict[str, Any] = {}
    asks: dict[str, list[tuple[Test, ...]]] = {}
    bars: dict[str, list[tuple[Test, ...]]] = {}
    always: set[str] = set()
    for tests, part in branches(schema, place.root):
        new = {key: raw for key, raw in part.get("properties", {}).items() if key not in found}
        found |= {key: raw if isinstance(raw, Mapping) else {} for key, raw in new.items()}
        wanted = part.get("required", ())
        if not tests:
            always |= set(wanted)
            continue
        for key in (*new, *wanted):  # a new question belongs to the branch that brings it
            asks.setdefault(key, []).append(tests)
        for key in _barred(part):
            bars.setdefault(key, []).append(tests)
    nth = {key: at for at, key in enumerate(found)}
    order = {key: raw.get("x-order", len(found) + nth[key]) for key, raw in found.items()}
    return {
        key: _node(
            found[key],
            Place(
                root=place.root,
                path=(*place.path, key),
                required=key in always,
                personal=personal,
                asks=tuple(asks.get(key, ())),
                bars=tuple(bars.get(key, ())),
            ),
        )
        for key in sorted(found, key=lambda key: order[key])
    }


def _barred(part: Schema) -> tuple[str, ...]:
    """Return the key that a schema does not want, if it says so of one alone."""
    barred = part.get("not", {})
    if not isinstance(barred, Mapping) or set(barred) != {"required"}:
        return ()
    return tuple(barred["required"]) if len(barred["required"]) == 1 else ()


def _type(schema: Schema) -> str:
    kind = schema.get("type", "")
    if isinstance(kind, list):
        kind = next((each for each in kind if each != "null"), "")
    return str(kind)


_PLAIN = {"integer": Kind.INTEGER, "number": Kind.NUMBER, "array": Kind.LIST, "object": Kind.OBJECT}


def _kind(schema: Schema, root: Schema) -> Kind:
    kind = _type(schema)
    if kind == "boolean" or isinstance(schema.get("const"), bool):
        return Kind.CONFIRMATION if schema.get("const") is True else Kind.BOOLEAN
    if "enum" in schema or "const" in schema:
        return Kind.CHOICE
    if kind == "array" and "enum" in resolve(schema.get("items", {}), root):
        return Kind.CHOICES
    if not kind and "properties" in schema:
        return Kind.OBJECT
    return _PLAIN.get(kind) or _kind_of_text(schema)


def _kind_of_text(schema: Schema) -> Kind:
    if schema.get("format") == "date":
        return Kind.DATE
    if schema.get("format") == "date-time":
        return Kind.INSTANT
    fits = re.compile(schema.get("pattern", "")).search
    if "pattern" in schema and not fits("chữ") and not fits("99"):
        if fits("2024") and fits("2024-02") and fits("2024-02-03"):
            return Kind.PARTIAL_DATE
        if fits("08:30") and not fits("8:30") and not fits("25:30"):
            return Kind.TIME
    return Kind.LONG_TEXT if schema.get("maxLength", 0) >= LONG else Kind.TEXT


def _options(schema: Schema, root: Schema, kind: Kind) -> tuple[tuple[Any, str], ...]:
    if kind is Kind.CHOICES:
        schema = resolve(schema.get("items", {}), root)
    elif kind is not Kind.CHOICE:
        return ()
    labels = schema.get("x-labels", {})
    values = schema["enum"] if "enum" in schema else [schema["const"]]
    return tuple((each, str(labels.get(str(each), each))) for each in values if each is not None)


def _sections(schema: Schema, root: Node) -> tuple[Section, ...]:
    """Return the sections; what none of them names is asked in the last."""
    raw = [
        (
            str(each.get("title", "")),
            [key for key in each.get("fields", ()) if key in root.children],
        )
        for each in schema.get("x-sections", ())
    ] or [(root.title, [])]
    named = {key for _, keys in raw for key in keys}
    raw[-1][1].extend(key for key in root.children if key not in named)
    return tuple(
        Section(index=at, title=title, fields=tuple(keys)) for at, (title, keys) in enumerate(raw)
    )
