"""What rules see of figures: all rules, units and instants in one question for each source."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from uuid import UUID

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from .. import rules
from ..models import Rule
from ..types import Figures, Kind, Seen, Span

_PACE = 3  # whole periods before, after which the rest of one is foretold
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Watched:
    """A rule with its indicator and the units of which it is asked."""

    rule: Rule
    indicator: analytics.Indicator
    unit_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The periods that a rule looks at: the present one, to date or whole, and those before.

    Attributes:
        now: What is measured: the period, or its days so far when one looks back.
        cut: The period before, as many days of it as the present one has had.
        before: Whole periods before, the latest first.
    """

    whole: analytics.Period
    now: analytics.Period
    cut: analytics.Period
    before: tuple[analytics.Period, ...]
    days_left: int

    @property
    def periods(self) -> tuple[analytics.Period, ...]:
        return self.now, self.cut, *self.before


def period_of(span: Span, day: date) -> analytics.Period:
    """Return the period of a rule that holds a day."""
    if span is Span.DAY:
        return analytics.between(day, day, f"{day:%d/%m/%Y}")
    if span is Span.MONTH:
        return analytics.month(day)
    if span is Span.QUARTER:
        return analytics.span(day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1), 3)
    return analytics.year(day)


def window(rule: Rule, day: date, *, to_date: bool = False) -> Window:
    """Return the periods that a rule looks at on a day.

    Args:
        to_date: As it looked at the end of that day, which is over.
    """
    whole = period_of(Span(rule.span), day)
    depth = max(rule.in_a_row, _PACE)
    before = tuple(analytics.last_periods(whole, depth + 1)[-2::-1])
    elapsed = day - whole.first_date
    last = min(before[0].first_date + elapsed, before[0].last_date)
    return Window(
        whole=whole,
        now=analytics.between(whole.first_date, day) if to_date else whole,
        cut=analytics.between(before[0].first_date, last),
        before=before,
        days_left=(whole.last_date - day).days,
    )


def measures_of(watched: Sequence[Watched], windows: Iterable[Window]) -> analytics.Measures:
    """Return what all rules need: one question for all that is counted, one for each source."""
    indicators = {each.indicator.code: each.indicator for each in watched}
    units = {unit_id for each in watched for unit_id in each.unit_ids}
    periods = dict.fromkeys(period for each in windows for period in each.periods)
    if not units:
        return {}
    return analytics.history(
        indicators=list(indicators.values()),
        unit_ids=sorted(units),
        periods=list(periods),
        reach=analytics.Reach.TREE,
    )


@dataclass(frozen=True, slots=True)
class Sight:
    """What one rule sees of one unit, and the same in words."""

    watched: Watched
    unit_id: UUID
    window: Window
    seen: Seen
    figures: Figures


def look(
    watched: Watched,
    unit_id: UUID,
    window: Window,
    measures: analytics.Measures,
    *,
    at: datetime,
) -> Sight:
    """Return what a rule sees of a unit at an instant."""
    indicator, code = watched.indicator, watched.indicator.code

    def measured(period: analytics.Period) -> analytics.Measure:
        return measures.get((code, period), {}).get(unit_id, analytics.Measure())

    now, cut = measured(window.now), measured(window.cut)
    earlier = [measured(each) for each in window.before]
    figure = analytics.Figure(indicator=indicator, measure=now, before=cut, measured_at=at)
    foretold = _projected(watched, window, now, earlier)
    seen = Seen(
        value=figure.value,
        number=now.numerator if indicator.kind is analytics.Kind.COUNT else now.denominator,
        target=indicator.target,
        alarm=indicator.alarm,
        lower_is_better=indicator.direction is analytics.Direction.DOWN,
        is_share=indicator.kind is analytics.Kind.SHARE,
        same_days_before=figure.value_before,
        before=tuple(indicator.value(each) for each in earlier),
        projected=foretold,
        is_late=figure.is_late,
    )
    figures = Figures(
        value=analytics.shown(figure.value, indicator),
        numerator=now.numerator,
        denominator=now.denominator,
        target="" if indicator.target is None else analytics.shown(indicator.target, indicator),
        before=analytics.shown(figure.value_before, indicator),
        projected="" if foretold is None else analytics.shown(foretold, indicator),
        as_of=figure.as_of,
    )
    return Sight(watched, unit_id, window, seen, figures)


def _projected(
    watched: Watched,
    window: Window,
    now: analytics.Measure,
    earlier: Sequence[analytics.Measure],
) -> Fraction | None:
    if watched.rule.kind != Kind.FORECAST or not can_be_foretold(watched.indicator):
        return None
    pace = sum(earlier[:_PACE], analytics.Measure())
    days = sum((each.last_date - each.first_date).days + 1 for each in window.before[:_PACE])
    above, below = rules.projected(
        now=(now.numerator, now.denominator),
        pace=(pace.numerator, pace.denominator),
        pace_days=days,
        days_left=window.days_left,
    )
    is_count = watched.indicator.kind is analytics.Kind.COUNT
    if not is_count and not below:
        return None
    found = above if is_count else above / below
    is_share = watched.indicator.kind is analytics.Kind.SHARE
    return found if is_share else found / Fraction(10**watched.indicator.scale)


def can_be_foretold(indicator: analytics.Indicator) -> bool:
    """Tell whether the end of a period can be foretold: what adds up day by day, with a target."""
    if indicator.target is None or indicator.direction is analytics.Direction.NONE:
        return False
    if indicator.kind is not analytics.Kind.COUNT:
        return True
    return bool(indicator.numerator) and all(
        term.over is analytics.Over.PERIOD for term in indicator.numerator
    )


def past_days(at: datetime, amount: int) -> list[date]:
    """Return so many days that are over, the earliest first."""
    today = local_date(at)
    return [today - nth * _ONE_DAY for nth in range(amount, 0, -1)]


def by_code(codes: Collection[str], on: date) -> Mapping[str, analytics.Indicator]:
    """Return indicators as they are counted on a day, by code."""
    wanted = set(codes)
    return {each.code: each for each in analytics.list_indicators(on=on) if each.code in wanted}
