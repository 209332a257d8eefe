"""What is asked of outside systems."""

from abc import ABC, abstractmethod

from .types import Outgoing


class Channel(ABC):
    """A way to reach people outside our own pages, such as e-mail or text messages.

    An integration subclasses it and provides an instance in its manifest. Delivery is tried again
    until it succeeds or the attempts are used up, so it may happen twice.
    """

    code: str

    @abstractmethod
    def reaches(self, outgoing: Outgoing) -> bool:
        """Tell whether there is an address for this channel."""

    @abstractmethod
    def deliver(self, outgoing: Outgoing) -> None:
        """Hand the message over; any exception means that it was not taken."""
