"""Where a signature stands on the paper."""

from datetime import datetime

from motcua.foundation.time import local

from ..types import POINTS_PER_MM, Place

MARK_WIDTH, MARK_HEIGHT = 90 * POINTS_PER_MM, 12 * POINTS_PER_MM
MARK_RIGHT, MARK_TOP = 15 * POINTS_PER_MM, 6 * POINTS_PER_MM


def seal_place(person: Place, *, diameter_mm: float) -> Place:
    """Return where the seal goes: as large as the real one, over the left third of the signature.

    Law:
        ND 30/2020, Annex I
    """
    side = diameter_mm * POINTS_PER_MM
    return Place(
        page=person.page,
        left=max(person.left + person.width / 3 - side, 0),
        bottom=max(person.bottom + person.height / 2 - side / 2, 0),
        width=side,
        height=side,
    )


def mark_place(*, page_width: float, page_height: float) -> Place:
    """Return the box of a mark without a picture: at the top right of the first page.

    Law:
        ND 30/2020, Annex I
    """
    return Place(
        page=0,
        left=page_width - MARK_RIGHT - MARK_WIDTH,
        bottom=page_height - MARK_TOP - MARK_HEIGHT,
        width=MARK_WIDTH,
        height=MARK_HEIGHT,
    )


def stamped(at: datetime) -> str:
    """Return the instant as it stands in a mark: day, clock and zone of Việt Nam."""
    return local(at).strftime("%d/%m/%Y %H:%M:%S %z")[:-2] + ":00"
