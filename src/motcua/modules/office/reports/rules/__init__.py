"""Pure rules: formulas, forms, numbers, periods, workbooks."""

from .computing import add_up, broken, compute, value_of
from .deadlines import read_rule
from .expressions import parse, refs, shown
from .numbers import kept, read_kept, read_number
from .periods import ended, words_of
from .places import key_of, letters_of
from .sheets import Form, sheets_from, stored_sheets, understand
from .workbooks import NotAWorkbook, Read, read_workbook, write_workbook

__all__ = [
    "Form",
    "NotAWorkbook",
    "Read",
    "add_up",
    "broken",
    "compute",
    "ended",
    "kept",
    "key_of",
    "letters_of",
    "parse",
    "read_kept",
    "read_number",
    "read_rule",
    "read_workbook",
    "refs",
    "sheets_from",
    "shown",
    "stored_sheets",
    "understand",
    "value_of",
    "words_of",
    "write_workbook",
]
