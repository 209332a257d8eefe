"""Everything wrong in the answers, at once, each thing once, in the order of the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jsonschema import ValidationError

from ..types import Kind
from . import formats
from .answers import asked_only, node_at
from .plan import Node, Plan, about, applying, required_by, resolve

# the first that holds is the one to tell
_WEIGHT = ("type", "required", "format", "day", "pattern", "enum", "const", "future")
_PAST = frozenset({"ngay_sinh", "ngay_cap"})
_LENGTH_OF_NUMBER = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """A broken rule: where, which, and what it wants."""

    path: str
    rule: str
    wanted: Any = None
    given: Any = None


def check(
    plan: Plan, data: Any, fields: Sequence[str] | None = None, on: date | None = None
) -> tuple[Problem, ...]:
    """Return what is wrong in ``data``.

    Args:
        fields: Keys of the root to look at; None is all.
        on: The day on which it is said; without one, days to come pass as days of birth.
    """
    asked = asked_only(plan, plan.root, data)
    try:
        found = [problem for error in plan.errors(asked) for problem in _of(plan, asked, error)]
        found += _days(plan.root, asked, "", on)
    except RecursionError:  # nested deeper than any form
        found = [Problem("", "type")]
    first: dict[str, Problem] = {}
    for problem in sorted(found, key=lambda one: _weight(one.rule)):
        first.setdefault(problem.path, problem)
    kept = [
        problem
        for problem in first.values()
        if fields is None or not problem.path or problem.path.split(".")[0] in fields
    ]
    return tuple(sorted(kept, key=lambda problem: _position(plan, problem.path)))


def _weight(rule: str) -> int:
    return _WEIGHT.index(rule) if rule in _WEIGHT else len(_WEIGHT)


def _position(plan: Plan, path: str) -> tuple[int, ...]:
    """Return where a path stands on the page."""
    here: Node | None = plan.root
    place: list[int] = []
    for step in path.split(".") if path else ():
        if here is None:
            break
        if here.kind in {Kind.LIST, Kind.CHOICES}:
            place.append(int(step) if step.isdecimal() else 0)
            here = here.item
        elif here is plan.root:
            keys = [key for section in plan.sections for key in section.fields]
            place.append(keys.index(step) if step in keys else len(keys))
            here = here.children.get(step)
        else:
            keys = list(here.children)
            place.append(keys.index(step) if step in keys else len(keys))
            here = here.children.get(step)
    return tuple(place)


def _of(plan: Plan, data: Any, error: ValidationError) -> Iterator[Problem]:
    """Yield the problems that an error of the validator stands for."""
    path = ".".join(str(step) for step in error.absolute_path)
    wanted: Any = error.validator_value
    rule, given = str(error.validator), error.instance
    if rule in {"required", "dependentRequired"}:
        for key in _lacking(rule, wanted, given):
            yield from _missing(plan, data, _join(path, key))
    elif rule == "minItems" and not given:
        yield from _missing(plan, data, path)
    elif rule in {"additionalProperties", "not"}:
        for key in _unwanted(rule, error, given):
            yield Problem(_join(path, key), "unknown" if rule == "additionalProperties" else "not")
    else:
        yield Problem(_askable(plan, path), rule, wanted, given)


def _lacking(rule: str, wanted: Any, given: Any) -> list[str]:
    """Return the keys that ``given`` should have."""
    if rule == "dependentRequired":
        wanted = [other for key, others in wanted.items() if key in given for other in others]
    return [key for key in wanted if key not in given]


def _unwanted(rule: str, error: ValidationError, given: Any) -> list[str]:
    """Return the keys that ``given`` should not have; an empty one stands for the whole."""
    inside = given if isinstance(given, Mapping) else {}
    if rule == "additionalProperties":
        schema: Any = error.schema
        return [str(key) for key in inside if key not in schema.get("properties", {})]
    barred: Any = error.validator_value
    keys = barred.get("required", ()) if isinstance(barred, Mapping) else ()
    return [key for key in keys if key in inside] or [""]


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path and key else path or key


def _askable(plan: Plan, path: str) -> str:
    """Return the path of the question that has the value: of several ticks, that of all of them."""
    above, _, _last = path.rpartition(".")
    node = node_at(plan, above) if above else None
    return above if node is not None and node.kind is Kind.CHOICES else path


def _missing(plan: Plan, data: Any, path: str) -> Iterator[Problem]:
    """Yield what to fill in: of a group that is missing, the questions that must be answered."""
    node = node_at(plan, path)
    if node is not None and node.kind is Kind.LIST and node.item is not None:
        node, path = node.item, f"{path}.0"  # an empty first row stands on the page
    if node is None or node.kind is not Kind.OBJECT:
        yield Problem(path, "required")
        return
    inner = list(_leaves(plan, node, path, _schemas_at(plan, data, path)))
    yield from inner or [Problem(path, "required")]


def _leaves(plan: Plan, node: Node, path: str, schemas: Sequence[Any]) -> Iterator[Problem]:
    saying = applying(plan, schemas, {})
    wanted = required_by(saying, {})
    for key, child in node.children.items():
        if key not in wanted:
            continue
        if child.kind is Kind.OBJECT:
            within = list(_leaves(plan, child, f"{path}.{key}", about(saying, key)))
            yield from within or [Problem(f"{path}.{key}", "required")]
        else:
            yield Problem(f"{path}.{key}", "required")


def _schemas_at(plan: Plan, data: Any, path: str) -> Sequence[Any]:
    """Return what the schema says about the group at ``path``, conditions decided."""
    schemas: Sequence[Any] = [plan.schema]
    here = data
    for step in path.split("."):
        if step.isdecimal() and isinstance(here, list):
            schemas = _items(plan, schemas)
            here = here[int(step)] if int(step) < len(here) else {}
        elif step.isdecimal():
            schemas, here = _items(plan, schemas), {}
        else:
            schemas = about(applying(plan, schemas, here), step)
            here = here.get(step, {}) if isinstance(here, Mapping) else {}
    return schemas


def _items(plan: Plan, schemas: Sequence[Any]) -> Sequence[Any]:
    """Return what the schemas say about a row."""
    resolved = [resolve(schema, plan.schema) for schema in schemas]
    return [schema["items"] for schema in resolved if "items" in schema]


# --------------------------------------------------------------------- what no schema can say
def _days(node: Node, value: Any, path: str, on: date | None) -> Iterator[Problem]:
    """Yield days that the calendar does not have, and those still to come that cannot be."""
    if isinstance(value, Mapping) and node.kind is Kind.OBJECT:
        for key, child in node.children.items():
            if key in value:
                yield from _days(child, value[key], _join(path, key), on)
    elif isinstance(value, list) and node.item is not None:
        for at, each in enumerate(value):
            yield from _days(node.item, each, f"{path}.{at}", on)
    elif node.kind in {Kind.DATE, Kind.PARTIAL_DATE} and isinstance(value, str):
        yield from _day(node, value, path, on)


def _day(node: Node, value: str, path: str, on: date | None) -> Iterator[Problem]:
    if not formats.is_partial_date(value):
        yield Problem(path, "day", given=value)
    elif on is not None and is_past(node) and value > on.isoformat()[: len(value)]:
        yield Problem(path, "future", given=value)


def is_past(node: Node) -> bool:
    """Tell whether a day must lie behind: of birth, of issue, or where ``x-past`` says so."""
    return bool(node.schema.get("x-past", node.key in _PAST))


# ------------------------------------------------------------------------ plausible mistakes
_CENTURY = {"0": 1900, "1": 1900, "2": 2000, "3": 2000, "4": 2100, "5": 2100}
_SEX_OF = {"me": "Nữ", "ben_nu": "Nữ", "cha": "Nam", "ben_nam": "Nam"}


def sex_of_number(number: str) -> str:
    """Return the sex that a personal number tells.

    Law:
        ND 137/2015, article 13; TT 59/2021, article 4
    """
    return "Nam" if int(number[3]) % 2 == 0 else "Nữ"


def birth_year_of_number(number: str) -> int | None:
    """Return the year of birth that a personal number tells.

    Law:
        ND 137/2015, article 13; TT 59/2021, article 4
    """
    century = _CENTURY.get(number[3])
    return None if century is None else century + int(number[4:6])


def doubts(plan: Plan, data: Any) -> tuple[Problem, ...]:
    """Return what is probably mistaken: a personal number of another sex or year of birth."""
    found = _doubts(plan.root, asked_only(plan, plan.root, data), "")
    return tuple(sorted(found, key=lambda problem: _position(plan, problem.path)))


def _doubts(node: Node, value: Any, path: str) -> Iterator[Problem]:
    if isinstance(value, list) and node.item is not None:
        for at, each in enumerate(value):
            yield from _doubts(node.item, each, f"{path}.{at}")
    if not isinstance(value, Mapping):
        return
    yield from _doubts_of_person(node, value, path)
    for key, child in node.children.items():
        if key in value:
            yield from _doubts(child, value[key], _join(path, key))


def _doubts_of_person(node: Node, value: Mapping[str, Any], path: str) -> Iterator[Problem]:
    number = value.get("so_dinh_danh")
    if not isinstance(number, str) or len(number) != _LENGTH_OF_NUMBER:
        return
    if not (number.isascii() and number.isdecimal()):
        return
    born, sex = str(value.get("ngay_sinh", "")), value.get("gioi_tinh", _SEX_OF.get(node.key))
    year = birth_year_of_number(number)
    if formats.is_partial_date(born) and year is not None and int(born[:4]) != year:
        yield Problem(_join(path, "so_dinh_danh"), "birth_year", wanted=year, given=born[:4])
    elif sex in {"Nam", "Nữ"} and sex_of_number(number) != sex:
        yield Problem(_join(path, "so_dinh_danh"), "sex", wanted=sex_of_number(number), given=sex)
