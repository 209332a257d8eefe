"""What the system counts for a report: one question for all its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics

from .. import rules
from ..errors import ReportNotFound
from ..models import Report
from ..types import CellKind
from .forms import countable, understood


def period_of(report: Report) -> analytics.Period:
    """Return the days that a report counts."""
    return analytics.parse_period(report.period, at=report.opened_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What was counted, by cell, and by which figure each."""

    values: Mapping[str, Fraction | None]
    indicators: Mapping[str, analytics.Indicator]


def indicators_of(report: Report) -> Mapping[str, analytics.Indicator]:
    """Return, by cell, the figure that is counted there, as in force on the last day."""
    known = countable(on=report.last_date)
    cells = understood(report.form_version_id).of_kind(CellKind.COUNTED)
    return {each.key: known[each.text] for each in cells if each.text in known}


def count_cells(report: Report) -> Counted:
    """Count every cell of a report that figures fill, now, for the unit alone."""
    by_cell = indicators_of(report)
    wanted = list({each.code: each for each in by_cell.values()}.values())
    found = analytics.measure(
        indicators=wanted, unit_ids=[report.unit_id], period=period_of(report)
    )
    values = {
        key: each.value(found[each.code].get(report.unit_id, analytics.Measure()))
        for key, each in by_cell.items()
    }
    return Counted(values=values, indicators=by_cell)


def rows_behind(
    *, actor: Actor, report: Report, key: str, after: str, limit: int
) -> tuple[analytics.Indicator, Sequence[analytics.Row]]:
    """Return the figure of a cell and what it counts, as far as the actor may see it.

    Raises:
        ReportNotFound: Nothing is counted in that cell.
    """
    indicator = indicators_of(report).get(key)
    if indicator is None:
        raise ReportNotFound
    rows = indicator.rows(actor, report.unit_id, period_of(report), after, limit)
    return indicator, [each for each in rows if each.counted]


def values_kept(stored: Mapping[str, str]) -> dict[str, Fraction | None]:
    """Return numbers as they were kept with a version."""
    return rules.read_kept(dict(stored))
