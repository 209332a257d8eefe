"""Where the stamp of arrival stands on a page."""

from collections.abc import Sequence

WIDTH, HEIGHT = 50.0, 35.0  # mm: the stamp is 35 × 50 mm
# Left and top edge in mm, best first: below number and symbol, below the day, beside the last
# lines, in the corners.
PLACES = (
    (25.0, 62.0),
    (140.0, 62.0),
    (30.0, 72.0),
    (140.0, 240.0),
    (25.0, 240.0),
    (155.0, 4.0),
)


def best_place(
    words: Sequence[tuple[float, float, float]], *, width: float = 210.0, height: float = 297.0
) -> tuple[float, float]:
    """Return the first place that covers nothing, or the one that covers the fewest words.

    Args:
        words: Left edge, baseline from the top and length of each word, in mm.
        width, height: Of the page, in mm.

    Law:
        ND 30/2020, annex IV
    """
    fitting = [each for each in PLACES if each[0] + WIDTH <= width and each[1] + HEIGHT <= height]
    places = fitting or [(max(width - WIDTH, 0.0), 0.0)]
    return min(places, key=lambda place: _covered(place, words))


def _covered(place: tuple[float, float], words: Sequence[tuple[float, float, float]]) -> float:
    left, top = place
    covered = 0.0
    for x, y, length in words:
        inside = min(x + length, left + WIDTH) - max(x, left)
        if inside > 0 and top <= y <= top + HEIGHT + 3:
            covered += inside
    return covered
