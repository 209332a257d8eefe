"""Which process a procedure follows, from day to day."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.procedures import api as procedures
from motcua.ui import words

from .. import queries
from ..errors import InThePast, NoProceduresChosen, NotPublished
from ..events import ProceduresAssigned, ProceduresReleased
from ..models import Assignment, Process
from .drafts import lock_process
from .publishing import refuse_unfit


@transaction.atomic
def assign_procedures(
    *,
    actor: Actor,
    code: str,
    procedure_codes: Sequence[str],
    valid_from: date,
    note: str = "",
    at: datetime,
) -> int:
    """Let procedures follow a process from a day on; what they followed before ends with that day.

    Dossiers sent before that day stay with the process that they began with.

    Returns:
        How many procedures changed; those that follow the process already are left alone.

    Raises:
        NotPermitted: The actor does not manage processes.
        NoSuchProcess: There is no such process.
        NoProceduresChosen: None is named, or a code is not in the catalogue.
        InThePast: The day is gone.
        NotPublished: The process has no version in force on that day.
        LongerThanPromised: The steps take longer than one of the procedures promises.

    Publishes:
        ProceduresAssigned

    Law:
        ND 118/2025
    """
    process = lock_process(code)
    cases.MANAGE_PROCESSES.require(actor)
    wanted = tuple(dict.fromkeys(procedure_codes))
    found = {one: procedures.find_version(one, valid_from) for one in wanted}
    unknown = [one for one, version in found.items() if version is None]
    if not wanted or unknown:
        raise NoProceduresChosen(unknown=", ".join(unknown) or "–")
    if valid_from < local_date(at):
        raise InThePast
    version = queries.version_on(code, valid_from)
    if version is None:
        raise NotPublished(process=code, day=words.as_date(valid_from))
    known = [one for one in found.values() if one is not None]
    refuse_unfit(queries.unfit_for(known, version.steps, process_code=code), code)
    return len(put(process, wanted, valid_from=valid_from, note=note, actor=actor, at=at))


def put(
    process: Process,
    procedure_codes: Sequence[str],
    *,
    valid_from: date,
    note: str,
    actor: Actor,
    at: datetime,
) -> tuple[str, ...]:
    """Assign procedures to a locked process; return those that changed."""
    followed = Assignment.objects.filter(
        process=process, procedure_code__in=procedure_codes, valid_from__lte=valid_from
    )
    already = set(followed.filter(valid_to=None).values_list("procedure_code", flat=True))
    changed = tuple(one for one in procedure_codes if one not in already)
    if not changed:
        return ()
    end(changed, valid_from)
    Assignment.objects.bulk_create(
        [
            Assignment(
                procedure_code=one,
                process=process,
                valid_from=valid_from,
                note=note,
                assigned_at=at,
                assigned_by=actor.name,
            )
            for one in changed
        ]
    )
    assigned = ProceduresAssigned(
        process_id=process.id,
        process_code=process.code,
        procedure_codes=changed,
        valid_from=valid_from,
        note=note,
    )
    house.publish(assigned, by=actor, at=at)
    return changed


def end(procedure_codes: Sequence[str], day: date, process: Process | None = None) -> None:
    """End what holds on a day or would begin later; what has begun before keeps its days."""
    open_then = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=day), procedure_code__in=procedure_codes
    )
    if process is not None:
        open_then = open_then.filter(process=process)
    for one in open_then.select_for_update():
        one.valid_to = max(day, one.valid_from)
        one.save(update_fields=["valid_to"])


@transaction.atomic
def release_procedures(
    *,
    actor: Actor,
    code: str,
    procedure_codes: Sequence[str],
    valid_from: date,
    note: str = "",
    at: datetime,
) -> int:
    """Let procedures no longer follow a process from a day on.

    They then go the way that the catalogue itself names, until they are assigned again.

    Returns:
        How many procedures were released.

    Raises:
        NotPermitted: The actor does not manage processes.
        NoSuchProcess: There is no such process.
        NoProceduresChosen: None of those named follows the process then.
        InThePast: The day is gone.

    Publishes:
        ProceduresReleased

    Law:
        ND 118/2025
    """
    process = lock_process(code)
    cases.MANAGE_PROCESSES.require(actor)
    if valid_from < local_date(at):
        raise InThePast
    follows = {one.procedure_code for one in queries.list_served(code, on=valid_from)}
    released = tuple(one for one in dict.fromkeys(procedure_codes) if one in follows)
    if not released:
        raise NoProceduresChosen(unknown=", ".join(procedure_codes) or "–")
    end(released, valid_from, process)
    gone = ProceduresReleased(
        process_id=process.id,
        process_code=code,
        procedure_codes=released,
        valid_from=valid_from,
        note=note,
    )
    house.publish(gone, by=actor, at=at)
    return len(released)
