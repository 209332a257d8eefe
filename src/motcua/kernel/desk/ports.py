"""What the desk asks of the modules; each offers its answers in its manifest's ``provides``."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model, QuerySet

from motcua.foundation.actors import Actor

from .types import Act, Lane, Reading, Row

M = TypeVar("M", bound=Model)


class Source(ABC):
    """What of one kind lies in one lane of a desk.

    The page asks each source once for its count and once for its rows, so both are one bounded
    query each (``limit``), and both keep the module's own rule of who sees what. Rows of the
    lanes SIGN, DECIDE and READ wait for the actor himself; those of LATE and SOON for him or
    for the people he leads.

    Attributes:
        code: ``<module>.<what>``, for addresses.
        order: Among the sources of its lane.
        acts: What may be done in place; none: the row leads to its own page.
    """

    code: ClassVar[str]
    lane: ClassVar[Lane]
    title: ClassVar[Any]
    order: ClassVar[int] = 100
    acts: ClassVar[Sequence[Act]] = ()

    @abstractmethod
    def count(self, *, actor: Actor, at: datetime, limit: int) -> int:
        """Return how much lies there, counted no further than ``limit``."""

    def whole(self) -> str:
        """Return the address of the module's own list of it, where there is more than one page."""
        return ""

    @abstractmethod
    def rows(self, *, actor: Actor, at: datetime, limit: int) -> Sequence[Row]:
        """Return the most urgent ``limit`` of it, in order."""

    def read(self, *, actor: Actor, key: str, at: datetime) -> Reading | None:  # noqa: ARG002 - for those who override it
        """Return one to be read in place; None leaves it to its own page.

        A look at a person's data is recorded here as on the module's own page.

        Raises:
            NotFound: The actor sees no such thing.
        """
        return None

    @property
    def reads(self) -> bool:
        """Tell whether its things are read in place."""
        return type(self).read is not Source.read


class Listed(Source, Generic[M]):
    """A source whose things one query lists, the most urgent first."""

    @abstractmethod
    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[M]:
        """List all that lies there."""

    @abstractmethod
    def shown(self, found: Sequence[M]) -> Sequence[Row]:
        """Return the rows of some of it, in the same order."""

    def count(self, *, actor: Actor, at: datetime, limit: int) -> int:
        return self.listed(actor=actor, at=at).order_by()[:limit].count()

    def rows(self, *, actor: Actor, at: datetime, limit: int) -> Sequence[Row]:
        return self.shown(list(self.listed(actor=actor, at=at)[:limit]))


class Deadlines(ABC):
    """What of one kind falls due in a span of time, for the calendar.

    Attributes:
        code: For the identity of an entry in a phone's calendar.
    """

    code: ClassVar[str]
    title: ClassVar[Any]

    @abstractmethod
    def falling(
        self, *, actor: Actor, since: datetime, until: datetime, limit: int
    ) -> Sequence[Row]:
        """Return what falls due from ``since`` to before ``until``, the earliest first.

        What waits for the actor, and what he may see and has to look after; not what is done.
        """
