"""How a figure moved, in words."""

from fractions import Fraction

from django.utils.translation import gettext as _

from motcua.kernel.analytics import api as analytics
from motcua.ui import words

from .. import rules
from ..types import Change
from .periods import in_words


def change(
    each: analytics.Indicator,
    now: Fraction | None,
    before: Fraction | None,
    period: analytics.Period,
    *,
    is_running: bool = False,
) -> Change | None:
    """Return how a figure moved against that of a period.

    Args:
        is_running: The figure's own period is not over: that a count is lower yet says nothing.
    """
    if now is None or before is None:
        return None
    moved = _amount(each, abs(now - before))
    if moved == _amount(each, Fraction(0)):
        return Change(text=_("as in %(period)s") % {"period": in_words(period)}, direction="flat")
    up = now > before
    text = (
        _("%(amount)s more than in %(period)s") if up else _("%(amount)s less than in %(period)s")
    )
    return Change(
        text=text % {"amount": moved, "period": in_words(period)},
        direction="up" if up else "down",
        tone=_tone(each, up=up, is_running=is_running),
    )


def _amount(each: analytics.Indicator, difference: Fraction) -> str:
    if each.kind is analytics.Kind.SHARE:
        return _("%(number)s points") % {"number": words.as_number(float(difference * 100), 1)}
    return analytics.shown(difference, each)


def _tone(each: analytics.Indicator, *, up: bool, is_running: bool) -> str:
    says_nothing = is_running and rules.is_flow(each)
    if each.direction is analytics.Direction.NONE or says_nothing:
        return "neutral"
    return "good" if up == (each.direction is analytics.Direction.UP) else "warn"
