"""Pure rules: formulas, forms, numbers, periods, workbooks."""

from .computing import add_up, broken, compute, value_of
from .deadlines import read_rule
from .expressions import parse, refs, shown
from .lines import fields_in, spread
from .numbers import kept, read_kept, read_number
from .periods import ended, words_of
from .places import key_of, key_of_line, letters_of, parted
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
    "fields_in",
    "kept",
    "key_of",
    "key_of_line",
    "letters_of",
    "parse",
    "parted",
    "read_kept",
    "read_number",
    "read_rule",
    "read_workbook",
    "refs",
    "sheets_from",
    "shown",
    "spread",
    "stored_sheets",
    "understand",
    "value_of",
    "words_of",
    "write_workbook",
]
