"""What the address of a page asks: which set, whose score, of which period."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from motcua.foundation.errors import NotFound, NotPermitted
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation
from motcua.modules.operations.board import api as board

from .. import permissions, queries
from ..types import IndicatorSet

DEFAULT = "766"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The question of a page; ``units`` are those that the reader may ask about."""

    of: IndicatorSet
    period: analytics.Period
    within: queries.Scope
    units: tuple[organisation.UnitInfo, ...]
    request: Request

    @cached_property
    def query(self) -> str:
        """Return the query that the links of the page carry on."""
        given = {}
        if self.of.code != DEFAULT:
            given["set"] = self.of.code
        if name := self.request.GET.get("period", ""):
            given["period"] = name
        return f"?{urlencode(given)}" if given else ""

    @property
    def period_in_words(self) -> str:
        return board.in_words(self.period)

    @property
    def is_running(self) -> bool:
        """Tell whether the period is not over."""
        return self.period.last_date >= local_date(self.request.at)

    def unit(self, unit_id: UUID) -> organisation.UnitInfo:
        """Return a unit that is asked for.

        Raises:
            NotFound: It was no authority then.
            NotPermitted: Its scores are not the reader's to see.
        """
        permissions.VIEW.require(self.request.actor, unit_id=unit_id)
        if (found := self.within.by_id.get(unit_id)) is None:
            raise NotFound
        return found

    def form(self) -> dict[str, Any]:
        """Return what the form above a page offers."""
        offered = board.choices(local_date(self.request.at))
        name = board.name_of(self.period)
        if name not in dict(offered):
            offered.insert(0, (name, self.period_in_words))
        return {"periods": offered, "period": name, "set": self.of.code}

    def tabs(self, address: str) -> list[dict[str, Any]]:
        """Return a tab for each set."""
        kept = self.request.GET.copy()
        found = []
        for each in queries.list_sets(on=self.period.last_date):
            kept["set"] = each.code
            current = each.code == self.of.code
            href = f"{address}?{kept.urlencode()}"
            found.append({"title": each.short_title, "href": href, "current": current})
        return found


def asked(request: Request) -> Asked:
    """Read the address; without anything it is QD 766 in this month. One query.

    Raises:
        NotFound: It names no set or no period.
        NotPermitted: There is no authority whose scores the reader may see.
    """
    try:
        period = analytics.parse_period(request.GET.get("period", ""), at=request.at)
    except ValueError:
        raise NotFound from None
    within = queries.scope(on=min(period.last_date, local_date(request.at)))
    allowed = permissions.VIEW.units(request.actor)
    units = tuple(each for each in within.by_id.values() if each.id in allowed)
    if not units:
        raise NotPermitted
    return Asked(
        of=queries.get_set(request.GET.get("set", DEFAULT), on=period.last_date),
        period=period,
        within=within,
        units=units,
        request=request,
    )


def unit_url(asked: Asked, unit_id: UUID) -> str:
    """Return the address of the page of a unit, asked as this page is."""
    return reverse("scores:unit", args=[unit_id]) + asked.query
