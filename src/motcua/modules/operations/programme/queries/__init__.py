"""Every way to ask about plans."""

from .history import evidence_file, list_entries
from .items import counts_of, get_item, list_items, list_near
from .live import live_values, value_of
from .matrix import Cell, Line, get_enrolment, get_model, list_wards, matrix_of
from .papers import (
    aim_text,
    done_text,
    draw_meeting_paper,
    heads,
    meeting_lines,
    number_text,
    picture_meeting_paper,
    template,
)
from .plans import get_plan, list_plans, managing_units
from .rows import rows_of_items, rows_of_models, rows_of_own_models, rows_of_registered
from .units import due_of, list_carriers, posts_to_tell
from .workbooks import HEADS, get_workbook, read_workbook, rows_to_keep, wanted_of

__all__ = [
    "HEADS",
    "Cell",
    "Line",
    "aim_text",
    "counts_of",
    "done_text",
    "draw_meeting_paper",
    "due_of",
    "evidence_file",
    "get_enrolment",
    "get_item",
    "get_model",
    "get_plan",
    "get_workbook",
    "heads",
    "list_carriers",
    "list_entries",
    "list_items",
    "list_near",
    "list_plans",
    "list_wards",
    "live_values",
    "managing_units",
    "matrix_of",
    "meeting_lines",
    "number_text",
    "picture_meeting_paper",
    "posts_to_tell",
    "read_workbook",
    "rows_of_items",
    "rows_of_models",
    "rows_of_own_models",
    "rows_of_registered",
    "rows_to_keep",
    "template",
    "value_of",
    "wanted_of",
]
