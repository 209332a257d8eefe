"""Jobs of the worker."""

from . import use_cases
from .types import QUICK_LOOK_BACK


def seal() -> None:
    """Seal what just happened."""
    while use_cases.seal_pending(look_back=QUICK_LOOK_BACK) == use_cases.MOST_AT_ONCE:
        pass


def seal_latecomers() -> None:
    """Seal what committed late."""
    while use_cases.seal_pending() == use_cases.MOST_AT_ONCE:
        pass
