"""Files whose work has ended: closed, opened again, held, kept longer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date

from .. import permissions, queries, rules
from ..errors import FileIncomplete, WrongState
from ..events import FileClosed, FileReopened, HoldChanged
from ..types import KEPT_HERE, FileState, NewFile
from .common import describe, lock_file, require_filer, require_reason, set_terms


@transaction.atomic
def close_file(*, actor: Actor, file_id: UUID, new: NewFile, at: datetime) -> None:
    """Close a file whose work has ended: title, period and days are fixed, its period runs.

    It begins with its first document and ends with its last. Called again it changes nothing.

    Raises:
        FileNotFound, WrongState, NotPermitted: It is not an open file of the actor.
        FileIncomplete: It is empty, has no title, or sheets are not counted that must be.

    Publishes:
        FileClosed

    Law:
        ND 30/2020, art. 29
    """
    file = lock_file(actor, file_id, FileState.OPEN, FileState.CLOSED)
    require_filer(actor, file)
    if file.state == FileState.CLOSED:
        return
    file.title, file.keywords = " ".join(new.title.split()), new.keywords.strip()
    file.access, file.years = new.access, new.years
    file.basis, file.medium = new.basis.strip() or file.basis, new.medium
    first, last = queries.days_of(file)
    faults = queries.why_not_close(file)
    if faults:
        raise FileIncomplete(faults=faults)
    file.begins_on = first or local_date(file.opened_at)
    file.ends_on = last or local_date(at)
    file.closed_at, file.closed_by_name = at, actor.name
    file.state, file.state_at = FileState.CLOSED, at
    set_terms(file)
    describe(file)
    file.save()
    closed = FileClosed(
        file_id=file.id,
        unit_id=file.unit_id,
        begins_on=file.begins_on,
        ends_on=file.ends_on,
        documents=file.documents,
        expires_on=file.expires_on,
    )
    house.publish(closed, by=actor, at=at, unit_id=file.unit_id)


@transaction.atomic
def reopen_file(*, actor: Actor, file_id: UUID, reason: str, at: datetime) -> None:
    """Open a closed file again that its unit still has: a document came late.

    Raises:
        FileNotFound, WrongState, NotPermitted: It is not a closed file of the actor.
        NoReasonGiven: There is no reason.

    Publishes:
        FileReopened
    """
    file = lock_file(actor, file_id, FileState.CLOSED)
    require_filer(actor, file)
    said = require_reason(reason)
    if queries.open_list_of(file) is not None:
        raise WrongState(state=str(queries.words.ON_A_LIST))
    file.state, file.state_at = FileState.OPEN, at
    file.expires_on = file.current_due_on = None
    file.save(update_fields=["state", "state_at", "expires_on", "current_due_on"])
    reopened = FileReopened(file_id=file.id, unit_id=file.unit_id, reason=said)
    house.publish(reopened, by=actor, at=at, unit_id=file.unit_id)


@transaction.atomic
def set_hold(*, actor: Actor, file_id: UUID, held: bool, reason: str, at: datetime) -> None:
    """Keep a file from destruction whatever its period, while a case needs it; or let it go.

    Raises:
        FileNotFound, WrongState: It is not a file that is kept here.
        NotPermitted: The actor does not keep the archive.
        NoReasonGiven: There is no reason.

    Publishes:
        HoldChanged
    """
    file = lock_file(actor, file_id, FileState.OPEN, *KEPT_HERE)
    permissions.KEEP.require(actor, unit_id=file.unit_id)
    said = require_reason(reason)
    file.held, file.hold_reason = held, said if held else ""
    file.save(update_fields=["held", "hold_reason"])
    changed = HoldChanged(file_id=file.id, unit_id=file.unit_id, held=held, reason=said)
    house.publish(changed, by=actor, at=at, unit_id=file.unit_id)


@transaction.atomic
def keep_longer(
    *, actor: Actor, file_id: UUID, years: int | None, reason: str, at: datetime
) -> None:
    """Keep a file longer than its heading says; a period is never made shorter here.

    Raises:
        FileNotFound, WrongState: It is not a closed file that is kept here.
        NotPermitted: The actor does not keep the archive.
        FileIncomplete: The period is not longer.

    Publishes:
        HoldChanged

    Law:
        L 33/2024
    """
    file = lock_file(actor, file_id, *KEPT_HERE)
    permissions.KEEP.require(actor, unit_id=file.unit_id)
    said = require_reason(reason)
    if file.years is None or (years is not None and years <= file.years):
        raise FileIncomplete(faults=(Fault("years", str(queries.words.NOT_LONGER)),))
    file.years, file.basis = years, said
    assert file.ends_on is not None  # noqa: S101 - a closed file has its days
    file.expires_on = rules.expires_on(ends_on=file.ends_on, years=years)
    file.save(update_fields=["years", "basis", "expires_on"])
    changed = HoldChanged(file_id=file.id, unit_id=file.unit_id, held=file.held, reason=said)
    house.publish(changed, by=actor, at=at, unit_id=file.unit_id)
