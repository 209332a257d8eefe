"""Every way to ask about indices and assessments."""

from .assessments import (
    evidence_file,
    get_assessment,
    get_round,
    list_assessments,
    list_rounds,
    ranking,
    scores_of,
)
from .indices import (
    components_of,
    domains_of,
    example,
    get_index,
    latest_index,
    managing_units,
    to_json,
    units_below,
)
from .papers import draw_sheet, number_text, signing_lines
from .proposals import proposals
from .workbooks import HEADS, read_index, rows_of_index, way_text

__all__ = [
    "HEADS",
    "components_of",
    "domains_of",
    "draw_sheet",
    "evidence_file",
    "example",
    "get_assessment",
    "get_index",
    "get_round",
    "latest_index",
    "list_assessments",
    "list_rounds",
    "managing_units",
    "number_text",
    "proposals",
    "ranking",
    "read_index",
    "rows_of_index",
    "scores_of",
    "signing_lines",
    "to_json",
    "units_below",
    "way_text",
]
