"""What the database remembers of plans, their lines, pilot models and what happened."""

from .entries import Entry
from .pilots import Enrolment, PilotModel
from .plans import Item, Plan, Workbook

__all__ = ["Enrolment", "Entry", "Item", "PilotModel", "Plan", "Workbook"]
