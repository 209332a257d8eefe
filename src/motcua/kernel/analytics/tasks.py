"""Jobs of the worker."""

from . import use_cases
from .use_cases.settling import MOST_AT_ONCE


def settle() -> None:
    """Bring the figures up to what just happened."""
    while use_cases.settle() == MOST_AT_ONCE:
        pass
