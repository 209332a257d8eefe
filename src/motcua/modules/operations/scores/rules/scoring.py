"""Points for ratios (QD 766/2022)."""

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID

from motcua.kernel.analytics import api as analytics

from ..types import Component, Grade, GroupScore, IndicatorSet, Line, Score, Share, Shares

NONE, ALL = Fraction(0), Fraction(1)


def points_of(component: Component, share: Share) -> Fraction:
    """Return the points for a ratio: never below none nor above the maximum."""
    ratio = share.value
    if ratio is None:
        return min(component.when_empty, component.max_points)
    reached = max(NONE, ratio) / component.full_at
    return component.max_points * min(ALL, reached)


def scored(of: IndicatorSet, shares: Shares, *, unit_id: UUID, period: analytics.Period) -> Score:
    """Return what a unit reaches; a component whose ratio is not there is missing."""
    groups = tuple(
        GroupScore(group=group, lines=tuple(_line(each, shares) for each in group.components))
        for group in of.groups
    )
    reached = sum((each.points for each in groups), NONE)
    open_points = of.max_points - sum((each.measurable for each in groups), NONE)
    return Score(
        unit_id=unit_id,
        of=of,
        period=period,
        groups=groups,
        lowest=grade_of(reached, of.grades),
        highest=grade_of(reached + open_points, of.grades),
    )


def _line(component: Component, shares: Shares) -> Line:
    share = shares.get(component.ratio)
    if share is None:
        return Line(component=component)
    return Line(component=component, share=share, points=points_of(component, share))


def grade_of(points: Fraction, grades: Sequence[Grade]) -> Grade | None:
    """Return the best grade that so many points reach."""
    reached = [each for each in grades if each.points <= points]
    return max(reached, key=lambda each: each.points, default=None)
