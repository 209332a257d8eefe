"""Figures for the tests of modules above."""

from motcua.foundation.delivery import deliver_pending
from motcua.kernel.analytics import api


def catch_up() -> None:
    """Let everybody hear of what happened, and the figures come to it."""
    while deliver_pending():
        pass
    while api.settle():
        pass
