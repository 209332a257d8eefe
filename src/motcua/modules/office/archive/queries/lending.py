"""Who may ask for a file, and what keeps it from being lent."""

from datetime import date, datetime, time, timedelta

from motcua.foundation.actors import Actor
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.search import api as search

from .. import permissions
from ..models import File, Loan
from ..types import LOAN_BINDS, FileState, Medium
from . import words
from .terms import term
from .units import authorities

_FOUND = 20


def may_ask(actor: Actor, file: File) -> bool:
    """Tell whether an official may ask for a file: he works in its authority."""
    if permissions.KEEP.held_by(actor, unit_id=file.unit_id):
        return True
    return actor.is_official and file.unit_id in authorities(actor.unit_ids)


def why_not_lend(file: File, *, on_paper: bool) -> str:
    """Say why a file cannot be lent, in words; nothing if it can."""
    why = words.LOAN_REFUSED
    by_state = {
        FileState.DESTROYED.value: "DESTROYED",
        FileState.HISTORICAL.value: "AWAY",
        FileState.OPEN.value: "OPEN",
        FileState.CLOSED.value: "OPEN",
    }
    if file.state in by_state:
        return str(why[by_state[file.state]])
    if not on_paper:
        has_files = file.items.filter(record__stored_file_id__isnull=False).exists()
        return "" if has_files else str(why["NO_FILES"])
    if file.medium == Medium.DIGITAL:
        return str(why["NO_PAPER"])
    out = Loan.objects.filter(file=file, on_paper=True, state__in=LOAN_BINDS).first()
    if out is None:
        return ""
    return str(why["LENT"]) % {"day": f"{out.due_on:%d/%m/%Y}" if out.due_on else "…"}


def end_of(day: date) -> datetime:
    """Return the end of a day in Việt Nam."""
    return datetime.combine(day + timedelta(days=1), time(), LOCAL_ZONE)


def usual_due(today: date, *, on_paper: bool) -> date:
    """Return the last day that is proposed for a loan."""
    return today + timedelta(days=term("loan", "days" if on_paper else "view_days"))


def find_lendable(*, actor: Actor, text: str) -> list[File]:
    """Find files in the archives of the authorities in which an official works.

    Symbol and title are shown to every official of the house, so that he knows what to ask for;
    what lies in a file is not.
    """
    rows = File.objects.filter(
        state=FileState.CURRENT, unit_id__in=list(authorities(actor.unit_ids))
    )
    found = search.containing(rows, text).select_related("keeper_unit")
    return list(found.order_by("-year", "code", "id")[:_FOUND])
