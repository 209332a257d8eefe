"""Libraries as files: one process a line, with its steps and the procedures that it serves."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Fault
from motcua.kernel.cases import api as cases

from ..errors import FileNotReadable
from ..types import Kind

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "processes.jsonl"
_BAD_LINE = _("This line is not a process. Each line must be one JSON object.")
_MISSING = _("This is missing or wrong: %(name)s.")
_TWICE = _("This code stands in an earlier line too: %(name)s.")
_TWO_PROCESSES = _("This procedure stands in an earlier line too: %(name)s.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryLine:
    """A process of a file."""

    line: int
    code: str
    title: str
    kind: Kind
    field: str
    note: str
    steps: tuple[cases.Step, ...]
    procedures: tuple[str, ...]


def shipped_library() -> bytes:
    """Return the library that comes with the product."""
    return SHIPPED.read_bytes()


def read_library(data: bytes) -> tuple[LibraryLine, ...]:
    """Read a library.

    Raises:
        FileNotReadable: Lines are wrong; every fault is named.
    """
    lines, faults = list[LibraryLine](), list[Fault]()
    for number, text in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
        if text.strip():
            try:
                lines.append(_line(number, json.loads(text)))
            except json.JSONDecodeError:
                faults.append(Fault(f"line.{number}", str(_BAD_LINE)))
            except _Wrong as wrong:
                faults.append(Fault(f"line.{number}", str(_MISSING) % {"name": wrong}))
    faults += _twins(lines)
    faults += [
        Fault(f"line.{one.line}.{fault.path}", fault.message)
        for one in lines
        for fault in cases.list_faults(one.steps)
    ]
    if faults or not lines:
        raise FileNotReadable(faults=tuple(faults))
    return tuple(lines)


class _Wrong(Exception):
    """A value of a line cannot be used; the text names it."""


def _line(number: int, given: Any) -> LibraryLine:
    if not isinstance(given, Mapping):
        raise _Wrong("{}")
    steps = tuple(_step(seq, one) for seq, one in enumerate(_value(given, "steps", list), start=1))
    kind = given.get("kind")
    if kind not in Kind.values:
        raise _Wrong("kind")
    return LibraryLine(
        line=number,
        code=_value(given, "code", str),
        title=_value(given, "title", str),
        kind=Kind(kind),
        field=str(given.get("field") or ""),
        note=str(given.get("note") or ""),
        steps=steps,
        procedures=tuple(map(str, given.get("procedures") or ())),
    )


def _value(given: Mapping[str, Any], name: str, kind: type) -> Any:
    value = given.get(name)
    if not isinstance(value, kind) or not value:
        raise _Wrong(name)
    return value


def _step(seq: int, given: Any) -> cases.Step:
    try:
        step = cases.Step.from_json({**given, "seq": seq, "hours": str(given["hours"])})
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise _Wrong(f"steps[{seq}]") from error
    if not step.name or not step.role or step.hours <= Decimal(0):
        raise _Wrong(f"steps[{seq}]")
    return step


def _twins(lines: list[LibraryLine]) -> Iterator[Fault]:
    codes, served = set[str](), set[str]()
    for one in lines:
        if one.code in codes:
            yield Fault(f"line.{one.line}", str(_TWICE) % {"name": one.code})
        codes.add(one.code)
        for procedure in one.procedures:
            if procedure in served:
                yield Fault(f"line.{one.line}", str(_TWO_PROCESSES) % {"name": procedure})
            served.add(procedure)
