"""A change of the calendar before it is approved: what is wrong with it."""

from django.utils.translation import gettext as _

from motcua.foundation.errors import Fault

from ..types import CalendarDraft

DAYS_OF_A_WEEK = 7


def faults_of_draft(draft: CalendarDraft, *, legal_basis: str) -> tuple[Fault, ...]:
    """Return what keeps a change from being approved, all at once."""
    faults = []
    if not legal_basis.strip():
        faults.append(Fault("legal_basis", _("Name the document that this follows from.")))
    for rule in draft.days:
        if rule.segments is not None and not rule.kind.is_working:
            faults.append(Fault("hours", _("A day off has no hours of work.")))
        if rule.segments is not None and not rule.segments:
            faults.append(Fault("hours", _("A working day needs hours of work.")))
    if draft.hours is not None and not any(draft.hours.week):
        faults.append(Fault("monday", _("Give hours of work for one day at least.")))
    if not draft.days and not draft.forgotten and draft.hours is None:
        faults.append(Fault("pasted", _("There is nothing to change.")))
    return tuple(faults)
