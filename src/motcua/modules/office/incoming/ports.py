"""What is asked of outside systems."""

from collections.abc import Iterator
from typing import Protocol


class Mailbox(Protocol):
    """A mailbox of an authority; ``settings.MAIL_READER`` names the implementation."""

    def validity(self) -> int:
        """Return the age of the mailbox's numbers: another value means that all count anew."""
        ...

    def letters(self, *, after: int) -> Iterator[tuple[int, bytes | None]]:
        """Return number and source of the letters after a number, oldest first.

        None stands for a letter that is larger than may be.

        Raises:
            OSError: The mailbox does not answer.
        """
        ...
