"""Every way to ask about cases."""

from .cases import (
    cases,
    count_inbox,
    find_process,
    get_case,
    get_process,
    history,
    inbox,
    list_pauses,
    list_processes,
)
from .tables import list_faults

__all__ = [
    "cases",
    "count_inbox",
    "find_process",
    "get_case",
    "get_process",
    "history",
    "inbox",
    "list_faults",
    "list_pauses",
    "list_processes",
]
