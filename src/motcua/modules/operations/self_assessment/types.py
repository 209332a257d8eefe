"""Values of an index and of what units say of themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Way(TextChoices):
    """How the points of a component follow from its value."""

    RATIO = "RATIO", pgettext_lazy("scoring", "By ratio")
    STEPS = "STEPS", pgettext_lazy("scoring", "By steps")
    YES_NO = "YES_NO", pgettext_lazy("scoring", "Yes or no")


class State(TextChoices):
    """How far an assessment is."""

    OPEN = "OPEN", pgettext_lazy("assessment", "The unit scores itself")
    SUBMITTED = "SUBMITTED", pgettext_lazy("assessment", "To be appraised")
    APPRAISED = "APPRAISED", pgettext_lazy("assessment", "Appraised")
    SIGNING = "SIGNING", pgettext_lazy("assessment", "Being signed and sealed")
    SIGNED = "SIGNED", pgettext_lazy("assessment", "Signed")


OVER = (State.APPRAISED, State.SIGNING, State.SIGNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """The smallest thing that is scored.

    Attributes:
        full_at: By ratio: the value, in per cent, from which on it has all points.
        steps: By steps: from a value on, so many per cent of the points; the best first.
        indicator_code: The figure that proposes the value; then no file is needed.
    """

    code: str
    title: str
    most: Decimal
    way: Way
    full_at: Decimal | None = None
    steps: tuple[tuple[Decimal, Decimal], ...] = ()
    indicator_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """Components that belong together."""

    title: str
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A field of reform."""

    title: str
    criteria: tuple[Criterion, ...]

    @property
    def components(self) -> Iterator[Component]:
        """Yield every component, in order."""
        for criterion in self.criteria:
            yield from criterion.components

    @property
    def most(self) -> Decimal:
        return sum((each.most for each in self.components), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a unit says of one component."""

    code: str
    value: Decimal | None
    note: str = ""
    files: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraised:
    """What the appraiser says of one component."""

    code: str
    points: Decimal | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """What is wrong in a cell of a workbook, such as E7."""

    cell: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """Where a unit stands in a year, beside the year before."""

    assessment_id: UUID
    unit_id: UUID
    unit_name: str
    index: Decimal
    place: int
    index_before: Decimal | None = None
    place_before: int | None = None
