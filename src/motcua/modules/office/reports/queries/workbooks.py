"""A report as its workbook."""

from .. import rules
from ..models import Report
from .filling import Filled


def stamp_of(report: Report) -> str:
    """Return what a workbook carries to say of which report it is."""
    return f"{report.regime_code}:{report.period}:{report.unit.code}:{report.form_version_id}"


def write(filled: Filled) -> bytes:
    """Return a report as a workbook, with what is typed and counted for the unit alone."""
    report = filled.report
    return rules.write_workbook(
        filled.form,
        stamp=stamp_of(report),
        under=f"{report.unit.name} – {report.period_words}",
        typed=filled.version.typed,
        values=filled.figures.own,
    )
