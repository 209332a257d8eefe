"""What the calendar asks of those who promise by it."""

from abc import ABC, abstractmethod
from datetime import datetime
from uuid import UUID

from .types import Batch, CalendarDraft


class KeepsPromises(ABC):
    """Tells which promises a change of the calendar would move; offered in ``provides``."""

    @abstractmethod
    def count(self, *, draft: CalendarDraft, at: datetime) -> int:
        """Return how many promises the change touches, open or past."""

    @abstractmethod
    def moves(self, *, draft: CalendarDraft, at: datetime, after: UUID | None = None) -> Batch:
        """Count again some of the promises that the change touches; nothing is written.

        Asked again and again with where it stopped, it comes to the end. Neither statements nor
        memory of one call grow with the number of promises.
        """
