"""Kinds of documents that come in, and the times that the law and the house give: data."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from motcua.foundation.text import fold
from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api as cases
from motcua.modules.office.outgoing import api as outgoing

from ..types import Urgency

DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def _data() -> Any:
    return json.loads((DATA / "process.json").read_text("utf-8"))


def kind_names() -> dict[str, str]:
    """Return the names of the kinds by code: those that offices write, then laws and letters."""
    return {**outgoing.kind_names(), **_data()["kinds"]}


def kind_named(name: str) -> str:
    """Return the code of a kind by its name as a packet says it, or nothing."""
    wanted = fold(name)
    return next(
        (code for code, each in kind_names().items() if fold(each.split(" (")[0]) == wanted), ""
    )


def process_table() -> tuple[str, str, tuple[cases.Step, ...]]:
    """Return code, title and steps of the way that a document goes unless a unit has its own."""
    table = _data()
    return table["code"], table["title"], tuple(map(cases.Step.from_json, table["steps"]))


def submit_limit(urgency: str) -> TimeLimit:
    """Return how long a document may wait to be routed.

    Law:
        ND 30/2020, art. 23
    """
    return TimeLimit.parse(_data()["submit"][Urgency(urgency)])


def usual_days(urgency: str) -> int:
    """Return in how many days a document is due unless somebody says otherwise."""
    return int(_data()["days"][Urgency(urgency)])
