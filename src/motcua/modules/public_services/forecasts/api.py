"""The door: what other modules may use."""

from .queries import accuracy_of, last_morning, outlooks
from .types import Accuracy, Outlook

__all__ = ["Accuracy", "Outlook", "accuracy_of", "last_morning", "outlooks"]
