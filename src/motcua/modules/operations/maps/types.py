"""A map of figures, ready to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from motcua.kernel.analytics import api as analytics


class Shading(StrEnum):
    """What the colour of a ward says."""

    LIGHT = "light"  # how its figure stands against the target
    VALUE = "value"  # how large its figure is among the others


Position = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A ward's boundary, made ready to be drawn.

    Attributes:
        label: The ward's name as it stands on the map, without the word for a ward.
        geometry: As GeoJSON text.
        path: The data of an SVG path.
        middle: A point well inside, for a label.
        spot: Where the label stands on the drawing; None where there is no room for it.
        line: Leads from the ward to a label beside the map; the data of an SVG path.
    """

    label: str
    geometry: str
    path: str
    middle: Position
    spot: tuple[float, float] | None
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The outlines of some wards on one drawing; figures are laid over it.

    Attributes:
        outlines: By area.
        sources: Where the boundaries come from, with their licence.
    """

    outlines: Mapping[UUID, Outline]
    width: int = 0
    height: int = 0
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """A ward on the map with its figure.

    Attributes:
        outline: None where nobody drew the ward's boundary.
        figure: As people read it; ``–`` where there is none.
        number: How many matters the figure counts.
        step: Where colours show values: from 1 for the smallest upwards; 0 without a figure.
        href: The page that opens the figure.
    """

    unit_id: UUID
    name: str
    outline: Outline | None
    figure: str
    number: int
    light: analytics.Light
    step: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A map: one indicator of one period in all wards that a reader may see.

    Attributes:
        steps: Where colours show values: the smallest and largest of each, as people read them.
    """

    indicator: analytics.Indicator
    period: analytics.Period
    shading: Shading
    chart: Chart
    wards: tuple[Ward, ...]
    steps: tuple[tuple[str, str], ...] = ()

    @property
    def drawn(self) -> tuple[tuple[Ward, Outline], ...]:
        """Return the wards that have a boundary, with it."""
        return tuple((each, each.outline) for each in self.wards if each.outline is not None)

    @property
    def undrawn(self) -> tuple[Ward, ...]:
        """Return the wards that have none."""
        return tuple(each for each in self.wards if each.outline is None)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a light reads: in words, in a tone, with an icon; never by colour alone."""

    words: Any
    tone: str
    icon: str


STANDINGS: Mapping[analytics.Light, Standing] = {
    analytics.Light.GREEN: Standing(_("Target met"), "good", "check-circle"),
    analytics.Light.AMBER: Standing(_("Nearly met"), "warn", "warning"),
    analytics.Light.RED: Standing(_("Target missed"), "bad", "error"),
    analytics.Light.GREY: Standing(_("Late data"), "neutral", "clock"),
    analytics.Light.NONE: Standing(_("No target or no figure yet"), "neutral", "minus"),
}
