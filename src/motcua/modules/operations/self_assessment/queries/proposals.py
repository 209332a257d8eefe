"""Values that the figures propose."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.modules.operations.programme import api as programme

from ..models import Assessment
from .indices import components_of


def proposals(assessment: Assessment, *, at: datetime) -> Mapping[str, Decimal]:
    """Return the value of each bound component by its code: of the unit and all below, the year.

    One question to the figures. What has nothing to divide by is left out.
    """
    bound = [each for each in components_of(assessment.round.index) if each.indicator_code]
    first = date(assessment.round.year, 1, 1)
    last = min(date(assessment.round.year, 12, 31), local_date(at))
    if not bound or last < first:
        return {}
    known = {each.code: each for each in analytics.list_indicators(on=last)}
    wanted = {each.indicator_code for each in bound} & set(known)
    figures = analytics.figures(
        unit_ids=[assessment.unit_id],
        period=analytics.between(first, last),
        at=at,
        reach=analytics.Reach.TREE,
        indicators=[known[code] for code in sorted(wanted)],
    )
    values = {each.indicator.code: programme.value_of(each) for each in figures}
    return {
        each.code: round(value, 2)
        for each in bound
        if (value := values.get(each.indicator_code)) is not None
    }
