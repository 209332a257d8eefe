"""The way and the clock of a case, as pure functions."""

from ..types import parse_condition
from .agencies import wanted_agency
from .clock import is_overdue, step_due
from .tables import StepFault, faults_of, in_words, limit_in_hours, possible_facts
from .turns import turn_after

__all__ = [
    "StepFault",
    "faults_of",
    "in_words",
    "is_overdue",
    "limit_in_hours",
    "parse_condition",
    "possible_facts",
    "step_due",
    "turn_after",
    "wanted_agency",
]
