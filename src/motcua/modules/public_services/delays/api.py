"""The door: what other modules may use."""

from .events import ApologyDrafted, ApologySigned
from .permissions import COMPLETE, SIGN_APOLOGY
from .queries import count_apologies
from .types import ApologyState, Counts, Level

__all__ = [
    "COMPLETE",
    "SIGN_APOLOGY",
    "ApologyDrafted",
    "ApologySigned",
    "ApologyState",
    "Counts",
    "Level",
    "count_apologies",
]
