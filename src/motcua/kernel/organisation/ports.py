"""What the calendar asks of those who promise by it."""

from abc import ABC, abstractmethod
from datetime import datetime

from .types import CalendarDraft, Moves


class KeepsPromises(ABC):
    """Tells which promises a change of the calendar would move; offered in ``provides``."""

    @abstractmethod
    def moves(self, *, draft: CalendarDraft, at: datetime) -> Moves:
        """Count every promise again that the change touches, open or past; nothing is written.

        The number of statements does not grow with the number of promises.
        """
