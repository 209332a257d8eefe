"""States and values of a case."""

from .cases import (
    AgencyTimes,
    CaseInfo,
    CaseState,
    HandOver,
    Holding,
    InboxCounts,
    InboxPlace,
    Outcome,
    StepInfo,
)
from .conditions import Compare, Condition, ConditionFault, Fact, Facts, Op, parse_condition
from .opinions import AnswerInfo, OpinionInfo, Timing
from .steps import (
    NO_FACTS,
    Assignment,
    Onward,
    ProcessInfo,
    Step,
    StepKind,
    WantedAgency,
    longest_path,
)

__all__ = [
    "NO_FACTS",
    "AgencyTimes",
    "AnswerInfo",
    "Assignment",
    "CaseInfo",
    "CaseState",
    "Compare",
    "Condition",
    "ConditionFault",
    "Fact",
    "Facts",
    "HandOver",
    "Holding",
    "InboxCounts",
    "InboxPlace",
    "Onward",
    "Op",
    "OpinionInfo",
    "Outcome",
    "ProcessInfo",
    "Step",
    "StepInfo",
    "StepKind",
    "Timing",
    "WantedAgency",
    "longest_path",
    "parse_condition",
]
