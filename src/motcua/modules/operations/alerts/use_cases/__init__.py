"""Every way to change something about alerts."""

from .answering import acknowledge, close
from .planning import plan_duty
from .ruling import switch_rule, write_rule
from .telling import tell_due
from .watching import watch

__all__ = [
    "acknowledge",
    "close",
    "plan_duty",
    "switch_rule",
    "tell_due",
    "watch",
    "write_rule",
]
