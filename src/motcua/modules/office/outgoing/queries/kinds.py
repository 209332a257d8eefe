"""The kinds of document and what a new one begins with: data with days in force."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api as cases

from ..errors import KindUnknown
from ..types import CopyForm, Kind, Urgency

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """What a new document of a kind begins with."""

    printed: str
    addressed: bool
    bases: tuple[str, ...]
    body: str


@cache
def _data(name: str) -> Any:
    return json.loads((DATA / name).read_text("utf-8"))


@cache
def _all() -> tuple[Kind, ...]:
    return tuple(
        Kind(
            code=each["code"],
            name=each["name"],
            abbreviation=each["abbreviation"],
            form=each["form"],
            valid_from=date.fromisoformat(each["valid_from"]),
            valid_to=date.fromisoformat(each["valid_to"]) if each["valid_to"] else None,
            source=each["source"],
        )
        for each in _data("kinds.json")["kinds"]
    )


def kinds(*, on: date) -> tuple[Kind, ...]:
    """Return the kinds in force on a day, in the order of the decree."""
    return tuple(kind for kind in _all() if kind.is_in_force(on))


def kind_of(code: str, *, on: date) -> Kind:
    """Return a kind in force on a day.

    Raises:
        KindUnknown: There is none.
    """
    found = next((kind for kind in kinds(on=on) if kind.code == code), None)
    if found is None:
        raise KindUnknown
    return found


def kinds_ever() -> tuple[Kind, ...]:
    """Return every kind that ever was in force."""
    return _all()


def kind_names() -> dict[str, str]:
    """Return the name of every kind that ever was, by its code."""
    return {kind.code: kind.name for kind in _all()}


def skeleton(code: str) -> Skeleton:
    """Return what a new document of a kind begins with."""
    line = next(each for each in _data("kinds.json")["kinds"] if each["code"] == code)
    return Skeleton(
        printed=line["printed"],
        addressed=line["addressed"],
        bases=tuple(line["bases"]),
        body=line["body"],
    )


def copy_words(form: CopyForm) -> tuple[str, str]:
    """Return the name and the abbreviation of a form of copy."""
    line = next(each for each in _data("kinds.json")["copies"] if each["code"] == form)
    return line["name"], line["abbreviation"]


def process_table() -> tuple[str, str, tuple[cases.Step, ...]]:
    """Return code, title and steps of the way that a document goes unless a unit has its own."""
    table = _data("process.json")
    return table["code"], table["title"], tuple(map(cases.Step.from_json, table["steps"]))


def time_limit(urgency: Urgency) -> TimeLimit:
    """Return how long a document of that urgency may take from its draft to its issue."""
    return TimeLimit.parse(_data("process.json")["limits"][urgency])
