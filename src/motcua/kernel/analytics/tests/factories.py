"""Figures for the tests of modules above."""

from datetime import date
from uuid import UUID

from motcua.foundation.delivery import deliver_pending
from motcua.kernel.analytics import api


def catch_up() -> None:
    """Let everybody hear of what happened, and the figures come to it."""
    while deliver_pending():
        pass
    while api.settle():
        pass


def measured(code: str, unit_id: UUID, first: date, last: date) -> tuple[int, int]:
    """Return numerator and denominator of an indicator for a unit alone, caught up."""
    catch_up()
    found = api.measure(
        indicators=[api.get_indicator(code=code)],
        unit_ids=[unit_id],
        period=api.between(first, last),
    )
    of_unit = found[code].get(unit_id, api.Measure())
    return of_unit.numerator, of_unit.denominator
