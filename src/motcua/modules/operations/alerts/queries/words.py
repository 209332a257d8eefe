"""Rules and what they see, in sentences."""

from django.utils.translation import gettext as _

from motcua.kernel.analytics import api as analytics
from motcua.ui import words

from ..models import Rule
from ..types import Against, Kind, Scope, Side, Span
from .measuring import Sight


def _plain(number: object) -> str:
    text = f"{number:f}" if hasattr(number, "normalize") else str(number)
    whole, _dot, rest = text.partition(".")
    return words.as_number(float(text), len(rest.rstrip("0"))) if whole else text


def in_unit(number: object, indicator: analytics.Indicator) -> str:
    """Return a number as people write it for an indicator: with per cent, or what it counts."""
    if indicator.kind is analytics.Kind.SHARE:
        return f"{_plain(number)} %"
    return f"{_plain(number)} {indicator.measured_in}".strip()


def condition_in_words(rule: Rule, indicator: analytics.Indicator) -> str:
    """Return when a rule rings, in one sentence without its units."""
    title = str(indicator.title)
    span = Span(rule.span).label
    if rule.kind == Kind.LATE_DATA:
        return _("“%(title)s”: the data is older than it may be") % {"title": title}
    if rule.kind == Kind.FORECAST:
        return _("“%(title)s” of %(span)s will miss its target") % {"title": title, "span": span}
    if rule.kind == Kind.TREND:
        said = {"title": title, "span": span, "count": rule.in_a_row}
        text = (
            _("“%(title)s” of %(span)s is worse than before") % said
            if rule.in_a_row == 1
            else _("“%(title)s” of %(span)s gets worse %(count)s times in a row") % said
        )
        if rule.points:
            text += " " + _("by at least %(points)s") % {"points": _points(rule, indicator)}
        return text
    said = {"title": title, "span": span, "limit": _limit(rule, indicator)}
    if rule.against != Against.VALUE:
        return _("“%(title)s” of %(span)s is worse than %(limit)s") % said
    if rule.side == Side.BELOW:
        return _("“%(title)s” of %(span)s is below %(limit)s") % said
    return _("“%(title)s” of %(span)s is above %(limit)s") % said


def _points(rule: Rule, indicator: analytics.Indicator) -> str:
    if indicator.kind is analytics.Kind.SHARE:
        return _("%(number)s percentage points") % {"number": _plain(rule.points)}
    return in_unit(rule.points, indicator)


def _limit(rule: Rule, indicator: analytics.Indicator) -> str:
    if rule.against == Against.VALUE:
        return in_unit(rule.value, indicator)
    level = indicator.target if rule.against == Against.TARGET else indicator.alarm
    name = Against(rule.against).label
    return f"{name} ({analytics.shown(level, indicator)})"


def scope_in_words(rule: Rule, unit_name: str) -> str:
    """Return of which units a rule speaks."""
    if rule.scope == Scope.ONE:
        return unit_name
    return _("each authority under %(unit)s") % {"unit": unit_name}


def _sentence(rule: Rule) -> str:
    if rule.kind == Kind.LATE_DATA:
        return _("%(title)s: the last data is of %(as_of)s.")
    if rule.kind == Kind.FORECAST:
        return _(
            "%(title)s, %(period)s: %(value)s now; at this pace %(projected)s at its end, the"
            " target is %(target)s."
        )
    if rule.kind == Kind.TREND and rule.in_a_row == 1:
        return _(
            "%(title)s, %(period)s: %(value)s; it was %(before)s in as many days of the period"
            " before."
        )
    if rule.kind == Kind.TREND:
        return _(
            "%(title)s, %(period)s: %(value)s, worse %(count)s times in a row; it was %(before)s in"
            " as many days of the period before."
        )
    return _threshold_sentence(rule)


def _threshold_sentence(rule: Rule) -> str:
    if rule.against != Against.VALUE:
        return _("%(title)s, %(period)s: %(value)s, worse than %(limit)s.")
    if rule.side == Side.BELOW:
        return _("%(title)s, %(period)s: %(value)s, below %(limit)s.")
    return _("%(title)s, %(period)s: %(value)s, above %(limit)s.")


def sight_in_words(sight: Sight) -> str:
    """Return what is wrong, with the figures of the instant."""
    rule, figures = sight.watched.rule, sight.figures
    return _sentence(rule) % {
        "title": str(sight.watched.indicator.title),
        "period": sight.window.whole.label,
        "value": figures.value,
        "target": figures.target or "–",
        "before": figures.before,
        "projected": figures.projected,
        "count": rule.in_a_row,
        "limit": _limit(rule, sight.watched.indicator) if rule.kind == Kind.THRESHOLD else "",
        "as_of": words.as_instant(figures.as_of) if figures.as_of else "",
    }
