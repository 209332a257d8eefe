"""Reactions to events: units end, and what they gave is not carried on."""

from motcua.foundation.events import Envelope
from motcua.kernel.organisation import api as organisation

from . import queries, use_cases


def count_without(event: organisation.UnitSucceeded, _envelope: Envelope) -> None:
    """Count the series of a unit that ends once more."""
    series = queries.series_with(event.unit_id)
    use_cases.tally_series(since=dict.fromkeys(series))
