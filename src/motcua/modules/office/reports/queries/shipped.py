"""Regimes and forms that come with the house, to be adopted."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import RegimeNotFound
from ..types import Closing, Deadline, Frequency, RegimeTerms

_DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def _regimes() -> Mapping[str, Mapping[str, Any]]:
    found = json.loads((_DATA / "regimes.json").read_text(encoding="utf-8"))
    return {each["code"]: each for each in found}


def shipped_codes() -> tuple[str, ...]:
    """Return the codes of the regimes that come with the house."""
    return tuple(_regimes())


def shipped_terms(code: str) -> tuple[RegimeTerms, str]:
    """Return a shipped regime and the code of its form.

    Raises:
        RegimeNotFound: None of that code comes with the house.
    """
    found = _regimes().get(code)
    if found is None:
        raise RegimeNotFound
    terms = RegimeTerms(
        code=code,
        title=found["title"],
        subject=found["subject"],
        receiver=found["receiver"],
        source=found["source"],
        certainty=found["certainty"],
        frequency=Frequency(found["frequency"]),
        closing=Closing(found["closing"]),
        deadlines=tuple(
            Deadline(level=level, rule=rule) for level, rule in found["deadlines"].items()
        ),
        valid_from=date.fromisoformat(found["valid_from"]),
    )
    return terms, found["form"]


def shipped_form(code: str) -> tuple[str, list[dict[str, Any]]]:
    """Return title and sheets of a form that comes with the house."""
    found = json.loads((_DATA / "forms" / f"{code}.json").read_text(encoding="utf-8"))
    return found["title"], found["sheets"]
