"""What the address of a page asks: whose figures, of which period, with the units below or not."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.ui import words

from .. import queries, rules
from ..types import Asked, Whose

CLOSED = "@14"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a page is asked, and what it may offer to ask instead."""

    asked: Asked
    whose: Whose
    on: date

    @property
    def query(self) -> str:
        """Return the query that the links of the page carry on."""
        return rules.as_query(self.asked)

    @property
    def period(self) -> str:
        """Return the period in words."""
        return queries.in_words(self.asked.period)

    @property
    def days_left(self) -> int:
        """Return how many days of the period are to come."""
        return queries.days_left(self.asked.period, self.on)


def question(request: Request) -> Question:
    """Read the address; without anything it is this month of the reader's own authority.

    Raises:
        NotFound: It names no period or no unit.
        NotPermitted: The unit is not his to see.
    """
    on = local_date(request.at)
    unit_id = _unit(request.GET.get("unit", ""))
    whose = queries.whose(actor=request.actor, on=on, unit_id=unit_id)
    own = request.GET.get("reach", "").upper() == analytics.Reach.OWN
    asked = Asked(
        unit_id=whose.unit.id,
        period=_period(request),
        reach=analytics.Reach.OWN if own else analytics.Reach.TREE,
    )
    return Question(asked=asked, whose=whose, on=on)


def _unit(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None


def _period(request: Request) -> analytics.Period:
    given = request.GET
    first, last = words.read_date(given.get("from", "")), words.read_date(given.get("to", ""))
    text = given.get("period", "")
    if first and last:
        text = f"{min(first, last)}..{max(first, last)}"
    elif given.get("closed") and text and CLOSED not in text and ".." not in text:
        text += CLOSED
    try:
        return analytics.parse_period(text, at=request.at)
    except ValueError:
        raise NotFound from None


def form(question: Question) -> dict[str, Any]:
    """Return what the form of a page offers, what is asked now chosen."""
    asked, whose = question.asked, question.whose
    name = rules.name_of(asked.period)
    is_range = not asked.period.months
    offered = queries.choices(question.on)
    chosen = "" if is_range else name.removesuffix(CLOSED)
    if chosen and chosen not in dict(offered):
        calendar = analytics.parse_period(chosen, at=asked.period.start)
        offered.insert(0, (chosen, queries.in_words(calendar)))
    units = {each.id: each for each in (*whose.tops, whose.unit, *whose.below)}
    return {
        "periods": offered,
        "period": chosen,
        "is_closed": name.endswith(CLOSED),
        "is_range": is_range,
        "first": words.as_date(asked.period.first_date) if is_range else "",
        "last": words.as_date(asked.period.last_date) if is_range else "",
        "units": [(str(each.id), each.name) for each in units.values()],
        "unit": str(asked.unit_id),
        "reaches": [
            ("tree", _("with the units below")),
            ("own", _("the unit alone")),
        ],
        "reach": asked.reach.value.lower(),
    }
