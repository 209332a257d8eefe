"""The door: what other modules may use."""

from .errors import NoSuchIndicator
from .queries import figures, get_indicator, list_indicators, measure
from .rules import before as period_before
from .rules import between, month, year
from .rules import parse as parse_period
from .types import (
    Direction,
    Figure,
    Indicator,
    Kind,
    ListRows,
    Measure,
    MeasureMany,
    Period,
    Row,
)

__all__ = [
    "Direction",
    "Figure",
    "Indicator",
    "Kind",
    "ListRows",
    "Measure",
    "MeasureMany",
    "NoSuchIndicator",
    "Period",
    "Row",
    "between",
    "figures",
    "get_indicator",
    "list_indicators",
    "measure",
    "month",
    "parse_period",
    "period_before",
    "year",
]
