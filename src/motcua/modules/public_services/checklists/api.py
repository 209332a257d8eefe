"""The door: what other modules may use."""

from .errors import UnknownReason
from .events import CheckListChanged, ReasonAdded, ReasonRetired
from .permissions import MANAGE
from .queries import (
    Inspected,
    check_lists,
    in_date,
    inspections,
    is_signed,
    list_reasons,
    own_signature,
    reasons_by_code,
)
from .rules import kind_of, may_stand_for
from .types import OF_PAPERS, CheckList, Finding, PaperKind, Question, ReasonInfo, Verdict
from .use_cases import add_reason, inspect_file, retire_reason, set_check_list

__all__ = [
    "MANAGE",
    "OF_PAPERS",
    "CheckList",
    "CheckListChanged",
    "Finding",
    "Inspected",
    "PaperKind",
    "Question",
    "ReasonAdded",
    "ReasonInfo",
    "ReasonRetired",
    "UnknownReason",
    "Verdict",
    "add_reason",
    "check_lists",
    "in_date",
    "inspect_file",
    "inspections",
    "is_signed",
    "kind_of",
    "list_reasons",
    "may_stand_for",
    "own_signature",
    "reasons_by_code",
    "retire_reason",
    "set_check_list",
]
