"""What a map's address asks for."""

from collections.abc import Sequence

from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.modules.operations.board import api as board

from .. import permissions, queries
from ..types import Shading, Sheet

MONTHS, QUARTERS, YEARS = 12, 4, 2


def asked_period(request: Request) -> analytics.Period:
    """Return the period that is asked for, the month that runs unless another is."""
    try:
        return analytics.parse_period(request.GET.get("period", ""), at=request.at)
    except ValueError:
        raise NotFound from None


def asked_sheet(request: Request, declared: Sequence[analytics.Indicator]) -> Sheet | None:
    """Return the map that is asked for; None where nothing is declared that it could show.

    Raises:
        NoSuchIndicator: One is named that is not among the declared ones.
    """
    period = asked_period(request)
    indicator = _indicator(request, declared)
    if indicator is None:
        return None
    shading = request.GET.get("by", "")
    return queries.sheet(
        indicator=indicator,
        unit_ids=permissions.VIEW_MAP.units(request.actor),
        period=period,
        at=request.at,
        shading=Shading(shading) if shading in set(Shading) else None,
    )


def _indicator(
    request: Request, declared: Sequence[analytics.Indicator]
) -> analytics.Indicator | None:
    if code := request.GET.get("indicator"):
        found = next((each for each in declared if each.code == code), None)
        if found is None:
            raise analytics.NoSuchIndicator
        return found
    return next((each for each in declared if each.target is not None), next(iter(declared), None))


def periods(request: Request) -> list[tuple[str, str]]:
    """Return the periods to choose from: months, quarters and years, the latest first."""
    today = local_date(request.at)
    quarter = analytics.span(today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1), 3)
    found = [
        *reversed(analytics.last_periods(analytics.month(today), MONTHS)),
        *reversed(analytics.last_periods(quarter, QUARTERS)),
        *reversed(analytics.last_periods(analytics.year(today), YEARS)),
    ]
    asked = asked_period(request)
    if asked not in found:
        found.insert(0, asked)
    return [(board.name_of(each), each.label) for each in found]
