"""Points, ratios and changes as people read them."""

from fractions import Fraction

from django.utils.translation import gettext as _

from motcua.ui import words

from ..types import Criterion, Line, Score, Shown

PLACES = 2
NARROW = "\N{NO-BREAK SPACE}"
MINUTES_OF_A_DAY = 24 * 60


def points(value: Fraction) -> str:
    """Return points to two decimals: ``41,52``."""
    return words.as_number(float(value), PLACES)


def maximum(value: Fraction) -> str:
    """Return a maximum, which is a whole number as a rule."""
    return words.as_number(float(value), 0 if value.denominator == 1 else PLACES)


def ratio(criterion: Criterion, line: Line) -> str:
    """Return the ratio of a line: ``97,50 %``, or days; without a denominator a dash."""
    value = line.share.value if line.share else None
    if value is None:
        return "–"
    if criterion.shown is Shown.DAYS:
        days = words.as_number(float(value / MINUTES_OF_A_DAY), PLACES)
        return _("%(days)s days") % {"days": days}
    if criterion.shown is Shown.COUNT:
        return words.as_number(float(value))
    return f"{words.as_number(float(value * 100), PLACES)}{NARROW}%"


def fraction(line: Line) -> str:
    """Return numerator and denominator: ``39/40``."""
    if line.share is None:
        return "–"
    above, below = line.share.numerator, line.share.denominator
    if line.criterion.shown is Shown.DAYS:
        above = above // MINUTES_OF_A_DAY
    return f"{words.as_number(above)}/{words.as_number(below)}"


def change(now: Score, before: Score) -> str:
    """Return how the points moved, in words and with a sign."""
    difference = now.points - before.points
    if not round(difference, PLACES):
        return _("no change in points")
    sign = "+" if difference > 0 else "−"
    return f"{sign}{points(abs(difference))}"


def grade(score: Score) -> str:
    """Return the grade, or from which to which it may be while criteria are missing."""
    lowest, highest = score.lowest, score.highest
    if lowest is None or highest is None:
        return ""
    if lowest == highest:
        return lowest.title
    return _("%(lowest)s to %(highest)s") % {"lowest": lowest.title, "highest": highest.title}
