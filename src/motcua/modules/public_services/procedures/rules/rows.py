"""From a record of a file to a content, with every fault of the record at once.

A record has the fields of the shipped catalogue (``data/README.md``). What is not needed may be
absent or null; a field of an unknown name is a fault, because it is most often a mistyped one.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from motcua.foundation.money import Money
from motcua.foundation.text import fold
from motcua.foundation.time import TimeLimit, TimeUnit

from ..types import (
    NATIONAL,
    Applicant,
    Component,
    Content,
    Fee,
    Level,
    OnlineLevel,
    Reason,
    Row,
    RowFault,
    Status,
)
from .steps import SourceStep, map_steps

DURATION_UNITS = {
    "immediate": TimeUnit.SAME_DAY,
    "hour": TimeUnit.WORKING_HOUR,
    "working_day": TimeUnit.WORKING_DAY,
    "day": TimeUnit.CALENDAR_DAY,
    "month": TimeUnit.MONTH,
}
CODE = re.compile(r"[0-9L]\.[0-9]{6}")
_PART = re.compile(r"(?P<name>\w+)\[(?P<nth>\d+)\](?:\.(?P<column>\w+))?")
CHOICES: Mapping[str, type[Enum]] = {
    "level": Level,
    "online_level": OnlineLevel,
    "applicant": Applicant,
    "status": Status,
}
TEXTS = (
    "code",
    "name",
    "name_official",
    "field",
    "level",
    "authority",
    "online_level",
    "result",
    "process_key",
    "status",
    "scope",
    "replaced_by",
    "decision",
    "source",
    "confidence",
    "as_of",
    "note",
)
LISTS = ("applicant", "legal_basis", "conditions", "former_codes")
PARTS: Mapping[str, tuple[str, ...]] = {
    "fees": ("name", "amount_vnd", "note"),
    "components": ("name", "originals", "copies", "form_code", "required", "case"),
    "steps": ("name", "role", "duration_hours"),
}
DURATIONS = ("duration", "legal_duration")
# Facts about the record itself that a version does not keep.
IGNORED = (
    "no_wait",
    "steps_source",
    "level_2026",
    "authority_2026",
    "duration_district_era",
)
KNOWN = frozenset((*TEXTS, *LISTS, *PARTS, *DURATIONS, *IGNORED))

Choice = TypeVar("Choice", bound=Enum)
Part = TypeVar("Part", Fee, Component)


def local_code(*, name: str, field: str) -> str:
    """Return the code of a procedure that has no national one: made of its name and field."""
    number = int.from_bytes(hashlib.sha256(f"{fold(field)}|{fold(name)}".encode()).digest()[:8])
    return f"L.{number % 1_000_000:06d}"


def part_key(*words: str) -> str:
    """Return a short, readable key that stays the same while the words do."""
    text = "|".join(words)
    readable = re.sub(r"[^a-z0-9]+", "-", fold(words[0]))[:40].strip("-")
    return f"{readable}-{hashlib.sha256(text.encode()).hexdigest()[:6]}"


def read_row(row: Row) -> tuple[Content | None, tuple[RowFault, ...]]:
    """Return the content of a record, or None and everything that is wrong with it."""
    reader = _Reader(row)
    content = reader.content()
    return (None, tuple(reader.faults)) if reader.faults else (content, ())


class _Reader:
    """Reads one record and notes its faults; a faulty value reads as an empty one."""

    def __init__(self, row: Row) -> None:
        self._row, self.faults = row, list[RowFault]()

    def content(self) -> Content | None:
        values = self._row.values
        for name in sorted(set(values) - KNOWN):
            self._fault(name, Reason.UNKNOWN_FIELD)
        name, field = self._needed(values, "name"), self._needed(values, "field")
        limit = self._limit("duration", needed=True)
        parts: dict[str, Any] = {
            "fees": _apart(self._part("fees", self._fee)),
            "components": _apart(self._part("components", self._component)),
            "steps": self._steps(),
        }
        texts: dict[str, Any] = {
            "name": name,
            "field": field,
            "code": self._code(name, field),
            "official_name": self._text(values, "name_official"),
            "authority": self._needed(values, "authority"),
            "result": self._needed(values, "result"),
            "scope": self._text(values, "scope") or NATIONAL,
            **{
                one: self._text(values, one)
                for one in (
                    "process_key",
                    "replaced_by",
                    "decision",
                    "source",
                    "confidence",
                    "as_of",
                    "note",
                )
            },
        }
        choices: dict[str, Any] = {
            "level": self._choice("level", Level),
            "online_level": self._choice("online_level", OnlineLevel),
            "status": self._choice("status", Status, default=Status.UNVERIFIED),
            "applicants": self._applicants(),
        }
        lists: dict[str, Any] = {
            one: self._texts(one) for one in ("legal_basis", "conditions", "former_codes")
        }
        legal = self._limit("legal_duration", needed=False) or limit
        if self.faults or limit is None or legal is None:
            return None
        return Content(time_limit=limit, legal_limit=legal, **texts, **choices, **lists, **parts)

    def _fault(self, field: str, reason: Reason, **details: str | int) -> None:
        line, sheet = self._row.line, self._row.sheet
        if (part := _PART.fullmatch(field)) and part["name"] in self._row.parts:
            sheet, field = part["name"], part["column"] or ""
            line = self._row.parts[sheet][int(part["nth"]) - 1]
        self.faults.append(
            RowFault(line=line, field=field, reason=reason, details=details, sheet=sheet)
        )

    # ------------------------------------------------------------------------------------- texts
    def _text(self, values: Mapping[str, object], name: str, path: str = "") -> str:
        value = values.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._fault(path or name, Reason.NOT_TEXT)
            return ""
        return " ".join(value.split())

    def _needed(self, values: Mapping[str, object], name: str, path: str = "") -> str:
        before = len(self.faults)
        text = self._text(values, name, path)
        if not text and len(self.faults) == before:
            self._fault(path or name, Reason.MISSING)
        return text

    def _code(self, name: str, field: str) -> str:
        code = self._text(self._row.values, "code")
        if not code:
            return local_code(name=name, field=field)
        if not CODE.fullmatch(code):
            self._fault("code", Reason.BAD_CODE)
        return code

    def _texts(self, name: str) -> tuple[str, ...]:
        return tuple(
            text
            for at, value in enumerate(self._list(name), start=1)
            if (text := self._text({name: value}, name, f"{name}[{at}]"))
        )

    def _list(self, name: str) -> Sequence[object]:
        value = self._row.values.get(name)
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            self._fault(name, Reason.NOT_A_LIST)
            return ()
        return value

    # ----------------------------------------------------------------------------------- choices
    def _chosen(self, text: str, kind: type[Choice], path: str) -> Choice | None:
        for one in kind:
            if text.upper() == one.value:
                return one
        allowed = ", ".join(str(one.value).lower() for one in kind)
        self._fault(path, Reason.NOT_A_CHOICE, allowed=allowed)
        return None

    def _choice(
        self, name: str, kind: type[Choice], default: Choice | None = None
    ) -> Choice | None:
        if default is not None and self._row.values.get(name) is None:
            return default
        text = self._needed(self._row.values, name)
        return self._chosen(text, kind, name) if text else None

    def _applicants(self) -> tuple[Applicant, ...]:
        words = self._texts("applicant")
        if not words and not any(one.field.startswith("applicant") for one in self.faults):
            self._fault("applicant", Reason.MISSING)
        found = [self._chosen(word, Applicant, "applicant") for word in words]
        return tuple(one for one in Applicant if one in found)

    # ------------------------------------------------------------------------------------- times
    def _limit(self, name: str, *, needed: bool) -> TimeLimit | None:
        value = self._row.values.get(name)
        if value is None:
            if needed:
                self._fault(name, Reason.MISSING)
            return None
        limit = limit_of(value)
        if limit is None:
            self._fault(name, Reason.BAD_DURATION, allowed=", ".join(DURATION_UNITS))
        return limit

    # ------------------------------------------------------------------------------------- parts
    def _part(self, name: str, read: Callable[[Mapping[str, object], str], Any]) -> tuple[Any, ...]:
        found = []
        for at, value in enumerate(self._list(name), start=1):
            path = f"{name}[{at}]"
            if not isinstance(value, Mapping):
                self._fault(path, Reason.NOT_READABLE)
                continue
            for unknown in sorted(set(value) - set(PARTS[name])):
                self._fault(f"{path}.{unknown}", Reason.UNKNOWN_FIELD)
            found.append(read(value, path))
        return tuple(found)

    def _count(self, values: Mapping[str, object], name: str, path: str) -> int:
        value = values.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self._fault(f"{path}.{name}", Reason.NOT_A_NUMBER)
            return 0
        return value

    def _fee(self, values: Mapping[str, object], path: str) -> Fee:
        name = self._needed(values, "name", f"{path}.name")
        note = self._text(values, "note", f"{path}.note")
        set_elsewhere = values.get("amount_vnd") is None
        amount = None if set_elsewhere else Money(self._count(values, "amount_vnd", path))
        return Fee(key=part_key(name, note), name=name, amount=amount, note=note)

    def _component(self, values: Mapping[str, object], path: str) -> Component:
        name = self._needed(values, "name", f"{path}.name")
        case = self._text(values, "case", f"{path}.case")
        required = values.get("required", True)
        if not isinstance(required, bool):
            self._fault(f"{path}.required", Reason.NOT_YES_NO)
        return Component(
            key=part_key(name, case),
            name=name,
            originals=self._count(values, "originals", path),
            copies=self._count(values, "copies", path),
            required=required is True,
            case=case,
            form_code=self._text(values, "form_code", f"{path}.form_code"),
        )

    def _steps(self) -> tuple[Any, ...]:
        before = len(self.faults)
        source = self._part("steps", self._step)
        if len(self.faults) > before:
            return ()
        if not source:
            self._fault("steps", Reason.MISSING)
            return ()
        try:
            return map_steps(source)
        except ValueError:
            self._fault("steps", Reason.ALL_STEPS_OUTSIDE)
            return ()

    def _step(self, values: Mapping[str, object], path: str) -> SourceStep:
        hours = _decimal(values.get("duration_hours"))
        if hours is None or hours <= 0:
            self._fault(f"{path}.duration_hours", Reason.NOT_HOURS)
        return SourceStep(
            name=self._needed(values, "name", f"{path}.name"),
            role_text=self._needed(values, "role", f"{path}.role"),
            hours=hours or Decimal(1),
        )


def _apart(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts with different keys, even if two say the same."""
    seen: dict[str, int] = {}
    found = []
    for one in parts:
        seen[one.key] = nth = seen.get(one.key, 0) + 1
        found.append(one if nth == 1 else replace(one, key=f"{one.key}-{nth}"))
    return tuple(found)


def limit_of(value: object) -> TimeLimit | None:
    """Return the time limit that a record says, None if it says none."""
    if not isinstance(value, Mapping):
        return None
    unit = DURATION_UNITS.get(str(value.get("unit")))
    amount = Decimal(1) if unit is TimeUnit.SAME_DAY else _decimal(value.get("value"))
    if unit is None or amount is None:
        return None
    try:
        return TimeLimit(amount, unit)
    except ValueError:
        return None


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    number = Decimal(str(value))
    return number if number.is_finite() else None


def find_twins(rows: Sequence[tuple[Row, Content]]) -> tuple[RowFault, ...]:
    """Return a fault for each record whose code another record before it has."""
    first: dict[str, int] = {}
    faults = []
    for row, content in rows:
        if (line := first.setdefault(content.code, row.line)) != row.line:
            faults.append(
                RowFault(
                    line=row.line,
                    field="code",
                    reason=Reason.TWICE,
                    details={"line": line},
                    sheet=row.sheet,
                )
            )
    return tuple(faults)
