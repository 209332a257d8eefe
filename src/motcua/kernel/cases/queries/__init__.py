"""Every way to ask about cases."""

from .cases import (
    can_recall,
    cases,
    count_inbox,
    find_process,
    get_case,
    get_process,
    handlers,
    history,
    inbox,
    list_pauses,
    list_processes,
)
from .hand_overs import agency_times, hand_overs
from .moves import CalendarMoves, PromiseEvent, PromiseHistory, promise_history, what_if
from .opinions import (
    count_opinions_waiting,
    get_opinion,
    list_opinions,
    opinions_asked_by,
    opinions_of_cases,
    opinions_waiting,
)
from .places import (
    count_open_by_account,
    find_agency,
    find_post_at,
    find_post_of,
    list_holders,
    require_holder,
)
from .tables import list_faults

__all__ = [
    "CalendarMoves",
    "PromiseEvent",
    "PromiseHistory",
    "agency_times",
    "can_recall",
    "cases",
    "count_inbox",
    "count_open_by_account",
    "count_opinions_waiting",
    "find_agency",
    "find_post_at",
    "find_post_of",
    "find_process",
    "get_case",
    "get_opinion",
    "get_process",
    "hand_overs",
    "handlers",
    "history",
    "inbox",
    "list_faults",
    "list_holders",
    "list_opinions",
    "list_pauses",
    "list_processes",
    "opinions_asked_by",
    "opinions_of_cases",
    "opinions_waiting",
    "promise_history",
    "require_holder",
    "what_if",
]
