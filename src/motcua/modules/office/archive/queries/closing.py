"""What keeps a file from being closed, and on which unfinished list it stands."""

from motcua.foundation.errors import Fault

from ..models import DestructionLine, File, Loan, TransferLine
from ..types import DESTRUCTION_OPEN, LOAN_BINDS, Medium, TransferState
from . import words
from .terms import term


def why_not_close(file: File) -> tuple[Fault, ...]:
    """Name all that a file lacks before it can be closed.

    Law:
        ND 30/2020, art. 29
    """
    items = list(file.items.values_list("sheets", "record__stored_file_id"))
    faults = []
    if not file.title:
        faults.append(Fault("title", str(words.NO_TITLE)))
    if not items:
        faults.append(Fault("documents", str(words.NO_DOCUMENTS)))
    is_long = file.years is None or file.years >= term("current", "least_years")
    on_paper = file.medium != Medium.DIGITAL
    if is_long and on_paper and any(not sheets and not stored for sheets, stored in items):
        faults.append(Fault("sheets", str(words.NO_SHEETS)))
    return tuple(faults)


def open_list_of(file: File) -> str | None:
    """Return the title of the unfinished hand-over or destruction on which a file stands."""
    moving = TransferLine.objects.filter(
        file=file, transfer__state__in=[TransferState.DRAFT, TransferState.OFFERED]
    ).select_related("transfer")
    going = DestructionLine.objects.filter(
        file=file, destruction__state__in=DESTRUCTION_OPEN
    ).select_related("destruction")
    for line in moving:
        return line.transfer.title
    for doomed in going:
        return str(doomed.destruction)
    return None


def is_lent(file: File) -> bool:
    """Tell whether somebody has a file, or is to have it."""
    return Loan.objects.filter(file=file, state__in=LOAN_BINDS).exists()
