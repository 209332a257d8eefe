"""Pure rules: numbers, the days for which values stand, versions, workbooks, answers."""

from .mapping import is_expression, pick, read_lines
from .numbers import NotANumber, TooFine, as_typed, read_typed, rounded
from .slots import label_of, last_slots, next_slot, read_slot, slot_of
from .versions import segments
from .workbooks import Cell, NoWorkbook, Page, read_workbook, write_workbook

__all__ = [
    "Cell",
    "NoWorkbook",
    "NotANumber",
    "Page",
    "TooFine",
    "as_typed",
    "is_expression",
    "label_of",
    "last_slots",
    "next_slot",
    "pick",
    "read_lines",
    "read_slot",
    "read_typed",
    "read_workbook",
    "rounded",
    "segments",
    "slot_of",
    "write_workbook",
]
