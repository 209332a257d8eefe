"""Points for ratios (QD 766/2022)."""

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID

from motcua.kernel.analytics import api as analytics

from ..types import Criterion, Grade, GroupScore, IndicatorSet, Line, Score, Share, Shares

NONE, ALL = Fraction(0), Fraction(1)


def points_of(criterion: Criterion, share: Share) -> Fraction:
    """Return the points for a ratio: never below none nor above the maximum."""
    ratio = share.value
    if ratio is None:
        return min(criterion.when_empty, criterion.max_points)
    reached = max(NONE, ratio) / criterion.full_at
    return criterion.max_points * min(ALL, reached)


def scored(of: IndicatorSet, shares: Shares, *, unit_id: UUID, period: analytics.Period) -> Score:
    """Return what a unit reaches; a criterion whose ratio is not there is missing."""
    groups = tuple(
        GroupScore(group=group, lines=tuple(_line(each, shares) for each in group.criteria))
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


def _line(criterion: Criterion, shares: Shares) -> Line:
    share = shares.get(criterion.ratio)
    if share is None:
        return Line(criterion=criterion)
    return Line(criterion=criterion, share=share, points=points_of(criterion, share))


def grade_of(points: Fraction, grades: Sequence[Grade]) -> Grade | None:
    """Return the best grade that so many points reach."""
    reached = [each for each in grades if each.points <= points]
    return max(reached, key=lambda each: each.points, default=None)
