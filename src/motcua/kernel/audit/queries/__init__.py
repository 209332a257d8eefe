"""Asking whether the history is whole, and reading it."""

from .history import Asked, chain_state, list_codes, list_events
from .verification import head, incomplete_streams, verify

__all__ = [
    "Asked",
    "chain_state",
    "head",
    "incomplete_streams",
    "list_codes",
    "list_events",
    "verify",
]
