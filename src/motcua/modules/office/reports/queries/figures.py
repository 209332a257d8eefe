"""What the system counts for a report: one question for all its cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics
from motcua.modules.public_services.dossiers import api as dossiers

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
    """What was counted, by cell, those of lines among them, and by which figure each."""

    values: Mapping[str, Fraction | None]
    indicators: Mapping[str, analytics.Indicator]


def indicators_of(report: Report, form: rules.Form) -> Mapping[str, analytics.Indicator]:
    """Return, by cell, the figure that is counted there, as in force on the last day."""
    known = countable(on=report.last_date)
    cells = form.of_kind(CellKind.COUNTED)
    return {each.key: known[each.text] for each in cells if each.text in known}


def count_cells(report: Report) -> Counted:
    """Count every cell of a report that figures fill, now, for the unit alone.

    One question for all cells, and one more for all lines where rows are repeated.
    """
    form = understood(report.form_version_id)
    by_cell = indicators_of(report, form)
    lines = {key: each for key, each in by_cell.items() if form.is_pattern(form.cells[key])}
    plain = {key: each for key, each in by_cell.items() if key not in lines}
    found = analytics.measure(
        indicators=_once(plain), unit_ids=[report.unit_id], period=period_of(report)
    )
    values = {
        key: each.value(found[each.code].get(report.unit_id, analytics.Measure()))
        for key, each in plain.items()
    }
    by_line = _count_lines(report, lines) if lines else Counted(values={}, indicators={})
    return Counted(values={**values, **by_line.values}, indicators={**plain, **by_line.indicators})


def _count_lines(report: Report, by_cell: Mapping[str, analytics.Indicator]) -> Counted:
    found = dossiers.count_by_field(
        indicators=_once(by_cell), unit_ids=[report.unit_id], period=period_of(report)
    )
    of_lines = {
        rules.key_of_line(key, field): (each, Fraction(line[each.code]))
        for field, line in found.items()
        for key, each in by_cell.items()
    }
    return Counted(
        values={key: value for key, (_each, value) in of_lines.items()},
        indicators={key: each for key, (each, _value) in of_lines.items()},
    )


def _once(by_cell: Mapping[str, analytics.Indicator]) -> list[analytics.Indicator]:
    return list({each.code: each for each in by_cell.values()}.values())


def rows_behind(
    *, actor: Actor, report: Report, key: str, field: str, after: str, limit: int
) -> tuple[analytics.Indicator, Sequence[analytics.Row]]:
    """Return the figure of a cell and what it counts, as far as the actor may see it.

    Args:
        field: Only what belongs to that field of work, where the cell is of a line.

    Raises:
        ReportNotFound: Nothing is counted in that cell.
    """
    indicator = indicators_of(report, understood(report.form_version_id)).get(key)
    if indicator is None or (field and not dossiers.counts_dossiers(indicator)):
        raise ReportNotFound
    list_rows = dossiers.rows_told(indicator.numerator, field=field) if field else indicator.rows
    rows = list_rows(actor, report.unit_id, period_of(report), after, limit)
    return indicator, [each for each in rows if each.counted]


def values_kept(stored: Mapping[str, str]) -> dict[str, Fraction | None]:
    """Return numbers as they were kept with a version."""
    return rules.read_kept(dict(stored))
