"""The door: what other modules may use."""

from .permissions import VIEW
from .queries import chain_state, head, incomplete_streams, verify
from .types import ChainFault, ChainState, FaultKind, Head, Report
from .use_cases import seal_pending

__all__ = [
    "VIEW",
    "ChainFault",
    "ChainState",
    "FaultKind",
    "Head",
    "Report",
    "chain_state",
    "head",
    "incomplete_streams",
    "seal_pending",
    "verify",
]
