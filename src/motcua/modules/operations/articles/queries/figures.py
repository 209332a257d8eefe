"""All figures of the articles, computed anew."""

from collections.abc import Mapping

from motcua.foundation.errors import NotFound
from motcua.kernel.analytics import api as analytics

from ..types import Found
from .book import claims_by_group
from .catalogue import counted_in_catalogue
from .counted import counted_from_events

Groups = Mapping[str, tuple[Found, ...]]


def figures(period: analytics.Period) -> Groups:
    """Return every claim as this city has it in a period, by the title of its group."""
    groups = claims_by_group()
    every = [claim for claims in groups.values() for claim in claims]
    counted = [claim for claim in every if claim.numerator or claim.indicator]
    found = {each.claim.key: each for each in counted_from_events(counted, period)}
    for claim in every:
        if claim.measure:
            found[claim.key] = counted_in_catalogue(claim, period.last_date)
    return {
        title: tuple(found.get(claim.key, Found(claim=claim)) for claim in claims)
        for title, claims in groups.items()
    }


def get_figure(groups: Groups, key: str) -> Found:
    """Return one of the figures.

    Raises:
        NotFound: No claim has that key.
    """
    for each in (figure for of_it in groups.values() for figure in of_it):
        if each.claim.key == key:
            return each
    raise NotFound
