"""Figures that districts reported, and what this city has of them."""

from dataclasses import dataclass
from fractions import Fraction

from motcua.kernel.analytics import api as analytics


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure as it was reported, and how it is computed here.

    Attributes:
        reported: As the article has it: “99,14 %”.
        reporter: Who reported it, and for when.
        formula: In words.
        measure: The name of what counts it in the catalogue; or
        indicator: the code of an indicator; or
        numerator, denominator: facts that are added up.
        of: Whose: ``wards``, ``desks`` (the authorities of districts alone) or ``city``.
        show: ``share``, ``count`` for the numerator alone, or ``so-far`` for all up to the end of
            the period.
        lacks: Why it cannot be computed here, if so.
    """

    key: str
    reported: str
    title: str
    reporter: str
    formula: str
    measure: str = ""
    indicator: str = ""
    numerator: str = ""
    denominator: str = ""
    of: str = "city"
    show: str = "share"
    lacks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row behind a figure: a thing that everybody may see, or a unit with its counts."""

    title: str
    url: str = ""
    note: str = ""
    measure: analytics.Measure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim as this city has it; without a measure nothing here counts it."""

    claim: Claim
    measure: analytics.Measure | None = None
    lines: tuple[Line, ...] = ()

    @property
    def is_share(self) -> bool:
        return self.claim.show == "share"

    @property
    def value(self) -> Fraction | None:
        """Return the figure: a share, or how many."""
        if self.measure is None:
            return None
        kind = analytics.Kind.SHARE if self.is_share else analytics.Kind.COUNT
        return self.measure.value(kind)
