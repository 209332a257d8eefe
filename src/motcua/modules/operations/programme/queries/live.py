"""What the figures say of targets that are bound to them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from ..models import Item, Plan

_PER_CENT = 100


def live_values(plan: Plan, items: Collection[Item], *, at: datetime) -> Mapping[UUID, Decimal]:
    """Return the value of each bound target by its id: of the plan's time so far, all units below.

    One question to the figures, whatever the number of targets. A share is in per cent. A target
    whose figure is not declared any more, or has nothing to divide by, is left out.
    """
    bound = [each for each in items if each.indicator_code]
    last = min(plan.ends_on, local_date(at))
    if not bound or last < plan.starts_on:
        return {}
    period = analytics.between(plan.starts_on, last)
    known = {each.code: each for each in analytics.list_indicators(on=last)}
    wanted = [known[code] for code in sorted({each.indicator_code for each in bound} & set(known))]
    figures = analytics.figures(
        unit_ids=[plan.unit_id],
        period=period,
        at=at,
        reach=analytics.Reach.TREE,
        indicators=wanted,
    )
    values = {each.indicator.code: value_of(each) for each in figures}
    return {
        each.id: value for each in bound if (value := values.get(each.indicator_code)) is not None
    }


def value_of(figure: analytics.Figure) -> Decimal | None:
    """Return what a figure shows as a number to compare with an aim: a share in per cent."""
    found = figure.value
    if found is None:
        return None
    if figure.indicator.kind is analytics.Kind.SHARE:
        found *= _PER_CENT
    return round(Decimal(found.numerator) / Decimal(found.denominator), 4)
