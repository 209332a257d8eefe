"""A draft becomes a version."""

from datetime import date, datetime

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.procedures import api as procedures
from motcua.ui import words

from .. import queries
from ..errors import (
    EarlierThanLast,
    FaultyTable,
    InThePast,
    LongerThanPromised,
    NoDraft,
    NoteMissing,
    NothingChanged,
)
from ..events import ProcessVersionPublished
from ..models import Draft, Process, Version
from ..types import Unfit, VersionInfo
from .drafts import lock_process

NAMED = 5


@transaction.atomic
def publish_draft(
    *, actor: Actor, code: str, note: str, effective_from: date, at: datetime
) -> VersionInfo:
    """Publish a draft as the next version of its process, from a day on.

    Dossiers under way keep the version that they began with; those sent from that day on follow the
    new one.

    Args:
        note: What changes and why.

    Raises:
        NotPermitted: The actor does not manage processes.
        NoSuchProcess: There is no such process.
        NoDraft: There is no draft.
        NoteMissing: No note is given.
        InThePast: The day is gone.
        EarlierThanLast: The last version begins later.
        NothingChanged: The draft is the same as the last version.
        FaultyTable: The table cannot be followed; every fault is named.
        LongerThanPromised: A procedure that follows it then promises less time.

    Publishes:
        ProcessVersionPublished

    Law:
        ND 118/2025
    """
    process = lock_process(code)
    cases.MANAGE_PROCESSES.require(actor)
    draft = Draft.objects.select_for_update().filter(process=process).first()
    if draft is None:
        raise NoDraft(process=code)
    if not note.strip():
        raise NoteMissing(faults=(Fault("note", str(NoteMissing.message)),))
    if effective_from < local_date(at):
        raise InThePast(faults=(Fault("effective_from", str(InThePast.message)),))
    table = queries.read_rows(draft.to_info().rows, on=effective_from)
    if table.faults:
        raise FaultyTable(
            faults=tuple(Fault(f"rows.{one.line}", one.message) for one in table.faults)
        )
    require_fit(code, table.steps, on=effective_from)
    version = publish_steps(
        process,
        table.steps,
        title=draft.title or process.title,
        note=note.strip(),
        effective_from=effective_from,
        actor=actor,
        at=at,
    )
    if version is None:
        raise NothingChanged
    draft.delete()
    return queries.get_version(code, version.number)


def require_fit(code: str, steps: tuple[cases.Step, ...], *, on: date) -> None:
    """Refuse steps that take longer than a procedure that follows the process promises.

    Raises:
        LongerThanPromised: One does.
    """
    served = {one.procedure_code for one in queries.list_served(code, on=on)}
    versions = [found for one in sorted(served) if (found := procedures.find_version(one, on))]
    refuse_unfit(queries.unfit_for(versions, steps, process_code=code), code)


def refuse_unfit(unfit: tuple[Unfit, ...], code: str) -> None:
    """Refuse if any procedure promises too little.

    Raises:
        LongerThanPromised: One does.
    """
    if unfit:
        named = [f"{one.procedure_code} {one.procedure_title}" for one in unfit[:NAMED]]
        raise LongerThanPromised(
            process=code,
            hours=words.as_number(unfit[0].hours.normalize()),
            procedures="; ".join(named) + (" …" if len(unfit) > NAMED else ""),
        )


def publish_steps(
    process: Process,
    steps: tuple[cases.Step, ...],
    *,
    title: str,
    note: str,
    effective_from: date,
    actor: Actor,
    at: datetime,
) -> Version | None:
    """Write the next version of a locked process; None if the last one says the same.

    Raises:
        EarlierThanLast: The last version begins later.
    """
    last = process.versions.select_related("steps_version").order_by("-number").first()
    if last is not None and last.effective_from > effective_from:
        raise EarlierThanLast(day=words.as_date(last.effective_from))
    same = last is not None and last.steps_version.to_info().steps == steps
    if last is not None and same and last.title == title:
        return None
    info = cases.publish_process(actor=actor, code=process.code, title=title, steps=steps, at=at)
    version = Version(
        process=process,
        number=last.number + 1 if last else 1,
        title=title,
        steps_version_id=info.version_id,
        effective_from=effective_from,
        note=note,
        published_at=at,
        published_by=actor.name,
    )
    version.save(force_insert=True)
    if process.title != title:
        process.title = title
        process.save(update_fields=["title"])
    published = ProcessVersionPublished(
        process_id=process.id,
        process_code=process.code,
        number=version.number,
        title=title,
        effective_from=effective_from,
        note=note,
    )
    house.publish(published, by=actor, at=at)
    return version
