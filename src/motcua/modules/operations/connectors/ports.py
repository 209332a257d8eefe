"""What is asked of outside systems; ``settings`` names the implementations."""

from collections.abc import Callable, Collection
from typing import Any, Protocol


class WebService(Protocol):
    """A web service that answers in JSON: ``settings.WEB_SOURCE``."""

    def __call__(self, address: str, *, header: str, secret: str) -> Any:
        """Return its answer.

        Raises:
            PermissionError: The operator does not allow the host.
            OSError: It does not answer.
            ValueError: The answer is too large, or no JSON.
        """
        ...


class ForeignDatabase(Protocol):
    """A database of another system: ``settings.DATABASE_SOURCE``."""

    def __call__(self, address: str, *, user: str, secret: str, query: str) -> list[dict[str, Any]]:
        """Return the rows that a query selects; errors as those of a web service."""
        ...


class Broker(Protocol):
    """A line to a broker: ``settings.BROKER``."""

    trouble: str

    def __init__(
        self,
        *,
        address: str,
        user: str,
        secret: str,
        name: str,
        topics: Collection[str],
        on_message: Callable[[str, bytes, Callable[[], None]], None],
        with_tls: bool,
    ) -> None: ...

    def start(self) -> None:
        """Begin to listen; errors as those of a web service."""
        ...

    def stop(self) -> None:
        """Listen no longer."""
        ...
