"""The door: what other modules may use."""

from typing import Any

from motcua.foundation.events import Envelope, Event, On

from .errors import NoSuchIndicator
from .queries import add_up, figures, get_indicator, list_indicators, measure, recount
from .rules import a_year_before, between, month, span, year
from .rules import before as period_before
from .rules import parse as parse_period
from .types import (
    Count,
    Difference,
    Direction,
    Figure,
    Indicator,
    Kind,
    ListRows,
    Measure,
    MeasureMany,
    Over,
    Period,
    Reach,
    Recount,
    Row,
    Tale,
    Term,
)
from .use_cases import hear, mend, settle


def listeners(tale: Tale[Any]) -> list[On]:
    """Return the lines of a manifest that let a tale be told; ``provides`` names it too."""

    def heard(event: Event, envelope: Envelope) -> None:
        hear(tale=tale, event=event, envelope=envelope)

    return [On(event, heard) for event in tale.told_by]


__all__ = [
    "Count",
    "Difference",
    "Direction",
    "Figure",
    "Indicator",
    "Kind",
    "ListRows",
    "Measure",
    "MeasureMany",
    "NoSuchIndicator",
    "Over",
    "Period",
    "Reach",
    "Recount",
    "Row",
    "Tale",
    "Term",
    "a_year_before",
    "add_up",
    "between",
    "figures",
    "get_indicator",
    "hear",
    "list_indicators",
    "listeners",
    "measure",
    "mend",
    "month",
    "parse_period",
    "period_before",
    "recount",
    "settle",
    "span",
    "year",
]
