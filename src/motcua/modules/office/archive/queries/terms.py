"""What the law and the house say about terms: data with their source."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ..types import Certainty, Retention

_LAW = Path(__file__).resolve().parents[1] / "data" / "law.json"


@cache
def _data() -> Any:
    return json.loads(_LAW.read_text("utf-8"))


@cache
def _retentions() -> tuple[Retention, ...]:
    return tuple(
        Retention(
            code=each["code"],
            text=each["text"],
            years=each["years"],
            source=each["source"],
            certainty=Certainty(each["certainty"]),
            valid_from=date.fromisoformat(each["valid_from"]),
            valid_to=date.fromisoformat(each["valid_to"]) if each.get("valid_to") else None,
        )
        for each in _data()["retentions"]
    )


def retentions(on: date) -> tuple[Retention, ...]:
    """Return the groups of files that the law names on a day, and how long they are kept.

    Law:
        TT 10/2022
    """
    return tuple(
        each
        for each in _retentions()
        if each.valid_from <= on and (each.valid_to is None or on < each.valid_to)
    )


def term(name: str, value: str) -> Any:
    """Return a value of a term, such as ``term("current", "years")``."""
    return _data()["terms"][name][value]


def source_of(name: str) -> str:
    """Return which text a term comes from."""
    return str(term(name, "source"))
