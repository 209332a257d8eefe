"""What is set as data: the process, when a task is due soon, how a month is scored."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from motcua.kernel.cases import api as cases

from ..types import Scoring

_SETTINGS = Path(__file__).resolve().parents[1] / "data" / "settings.json"


@lru_cache(maxsize=1)
def _settings() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(_SETTINGS.read_text())
    return found


def process_table() -> tuple[str, str, tuple[cases.Step, ...]]:
    """Return code, title and steps of the way that tasks go."""
    process = _settings()["process"]
    steps = tuple(cases.Step.from_json(line) for line in process["steps"])
    return process["code"], process["title"], steps


def soon_days() -> int:
    """Return how many working days before its deadline a task begins to be due soon."""
    return int(_settings()["soon_days"])


def read_scoring(stored: Mapping[str, Any]) -> Scoring:
    """Return a way of scoring as it is stored."""
    return Scoring(
        valid_from=date.fromisoformat(stored["valid_from"]),
        source=stored["source"],
        late_weight=Decimal(stored["late_weight"]),
        grades=tuple((Decimal(least), name) for least, name in stored["grades"]),
        closing_day=int(stored["closing_day"]),
    )


def stored_scoring(on: date) -> Mapping[str, Any]:
    """Return the way of scoring in force on a day, as it is stored."""
    lines = [each for each in _settings()["scoring"] if each["valid_from"] <= on.isoformat()]
    found: Mapping[str, Any] = max(lines, key=lambda each: str(each["valid_from"]))
    return found
