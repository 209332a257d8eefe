"""Jobs of the worker."""

from . import queries, use_cases
from .use_cases.settling import MOST_AT_ONCE


def settle() -> None:
    """Bring the figures up to what just happened."""
    while use_cases.settle() == MOST_AT_ONCE:
        pass


def count_what_was_before() -> None:
    """Count what happened before a version began to count it, once."""
    if queries.has_untold_tales():
        use_cases.mend()
