"""Ways to change units, posts and the calendar."""

from .calendar import approve_calendar, forget_day, set_day, set_hours
from .posts import appoint, create_post, delegate, end_appointment, end_delegation
from .simulations import approve_simulated, ask_simulation, simulate_batch
from .units import create_unit, give_competence, succeed

__all__ = [
    "appoint",
    "approve_calendar",
    "approve_simulated",
    "ask_simulation",
    "create_post",
    "create_unit",
    "delegate",
    "end_appointment",
    "end_delegation",
    "forget_day",
    "give_competence",
    "set_day",
    "set_hours",
    "simulate_batch",
    "succeed",
]
