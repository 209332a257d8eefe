"""Take a library in: all of it, or nothing."""

from datetime import date, datetime

from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.procedures import api as procedures

from .. import queries
from ..models import Process
from ..types import LibraryReport
from .assignments import put
from .publishing import publish_steps


@transaction.atomic
def load_library(
    *,
    actor: Actor,
    data: bytes,
    effective_from: date,
    note: str = "",
    at: datetime,
) -> LibraryReport:
    """Load processes and what they serve from a file; again without change it does nothing.

    A process whose steps or title differ from its last version gets a new one. Procedures that
    follow a process already stay with it: what an administrator decided is not undone. Codes that
    the catalogue does not have are named and left out.

    Args:
        effective_from: The day from which new versions and assignments hold; an operator who
            begins may name a day gone by.

    Raises:
        NotPermitted: The actor does not manage processes.
        FileNotReadable: Lines are wrong; every fault is named, and nothing was written.
        EarlierThanLast: A version from a later day is there already.

    Publishes:
        ProcessVersionPublished, ProceduresAssigned

    Law:
        ND 118/2025
    """
    cases.MANAGE_PROCESSES.require(actor)
    lines = queries.read_library(data)
    known = {one.code for one in procedures.list_procedures(on=effective_from, listed=False)}
    taken = set(queries.list_assignments(on=effective_from))
    published = assigned = 0
    unknown = list[str]()
    for line in lines:
        process, _made = Process.objects.select_for_update().get_or_create(
            code=line.code,
            defaults={"title": line.title, "kind": line.kind, "field": line.field},
        )
        last = process.versions.order_by("-number").first()
        version = publish_steps(
            process,
            line.steps,
            title=line.title,
            note=note or line.note,
            effective_from=effective_from
            if last is None
            else max(effective_from, last.effective_from),
            actor=actor,
            at=at,
        )
        published += version is not None
        unknown += [one for one in line.procedures if one not in known]
        free = [one for one in line.procedures if one in known and one not in taken]
        changed = put(process, free, valid_from=effective_from, note=note, actor=actor, at=at)
        assigned += len(changed)
    return LibraryReport(
        processes=len(lines), published=published, assigned=assigned, unknown=tuple(unknown)
    )
