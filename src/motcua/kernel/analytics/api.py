"""The door: what other modules may use."""

from typing import Any

from motcua.foundation.events import Envelope, Event, On

from .errors import NoSuchIndicator
from .queries import (
    KeptStory,
    add_up,
    by_dimension,
    counted,
    counted_if,
    figures,
    get_indicator,
    history,
    list_indicators,
    measure,
    members,
    recount,
    stories,
    told_at_once,
)
from .rules import a_year_before, between, last_periods, month, parted, shown, span, year
from .rules import before as period_before
from .rules import parse as parse_period
from .types import (
    Count,
    Declared,
    Difference,
    Direction,
    Figure,
    Hand,
    Handled,
    Hands,
    Indicator,
    Kind,
    Light,
    ListRows,
    Measure,
    MeasureAll,
    Measures,
    Over,
    Period,
    Reach,
    Recount,
    Row,
    Tale,
    Term,
    Told,
)
from .use_cases import hear, mend, settle


def listeners(tale: Tale[Any]) -> list[On]:
    """Return the lines of a manifest that let a tale be told; ``provides`` names it too."""

    def heard(event: Event, envelope: Envelope) -> None:
        hear(tale=tale, event=event, envelope=envelope)

    return [On(event, heard) for event in tale.told_by]


__all__ = [
    "Count",
    "Declared",
    "Difference",
    "Direction",
    "Figure",
    "Hand",
    "Handled",
    "Hands",
    "Indicator",
    "KeptStory",
    "Kind",
    "Light",
    "ListRows",
    "Measure",
    "MeasureAll",
    "Measures",
    "NoSuchIndicator",
    "Over",
    "Period",
    "Reach",
    "Recount",
    "Row",
    "Tale",
    "Term",
    "Told",
    "a_year_before",
    "add_up",
    "between",
    "by_dimension",
    "counted",
    "counted_if",
    "figures",
    "get_indicator",
    "hear",
    "history",
    "last_periods",
    "list_indicators",
    "listeners",
    "measure",
    "members",
    "mend",
    "month",
    "parse_period",
    "parted",
    "period_before",
    "recount",
    "settle",
    "shown",
    "span",
    "stories",
    "told_at_once",
    "year",
]
