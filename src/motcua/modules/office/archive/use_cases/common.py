"""What the acts of the archive share."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotPermitted
from motcua.foundation.text import fold

from .. import permissions, queries, rules
from ..errors import FileNotFound, NoReasonGiven, WrongState
from ..events import DocumentFiled
from ..models import File, Item, Record
from ..types import FileState


def lock_file(actor: Actor, file_id: UUID, *states: FileState) -> File:
    """Return a file that the actor may see, locked, in one of the states.

    Raises:
        FileNotFound: There is none.
        WrongState: It is elsewhere on its way.
    """
    if not File.objects.visible_to(actor).filter(id=file_id).exists():
        raise FileNotFound
    file = File.objects.select_for_update().get(id=file_id)
    if states and file.state not in states:
        raise WrongState(state=FileState(file.state).label)
    return file


def require_filer(actor: Actor, file: File) -> None:
    """Refuse whoever neither works in the unit of a file nor sees to the files of its authority.

    Raises:
        NotPermitted: The actor does not.
    """
    if not (
        permissions.FILE.held_by(actor, unit_id=file.keeper_unit_id)
        or permissions.PLAN.held_by(actor, unit_id=file.unit_id)
    ):
        raise NotPermitted


def require_reason(reason: str) -> str:
    """Return a reason without blanks around it.

    Raises:
        NoReasonGiven: There is none.
    """
    if not reason.strip():
        raise NoReasonGiven
    return reason.strip()


def describe(file: File) -> None:
    """Write the words by which a file is found; nothing is saved."""
    file.search = fold(f"{file.code} {file.title} {file.keywords} {file.year}")


def lock_symbols(unit_id: UUID, year: int) -> None:
    """Let one transaction at a time give symbols of a unit and year."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"archive:{unit_id}:{year}"]
        )


def place_items(
    file: File, records: Iterable[Record], *, actor: Actor, at: datetime
) -> tuple[UUID, ...]:
    """Put documents behind the last one of a locked file; what lies in it already is left."""
    there = set(file.items.values_list("record_id", flat=True))
    last = file.items.aggregate(last=Max("position"))["last"] or 0
    fresh = [each for each in records if each.id not in there]
    rows = [
        Item(
            file=file,
            record=record,
            position=last + n,
            sheets=record.pages,
            added_at=at,
            added_by_name=actor.name,
        )
        for n, record in enumerate(fresh, start=1)
    ]
    Item.objects.bulk_create(rows)
    for row in rows:
        filed = DocumentFiled(
            file_id=file.id,
            record_id=row.record_id,
            source=row.record.source,
            document_id=row.record.document_id,
        )
        house.publish(filed, by=actor, at=at, unit_id=file.unit_id)
    recount(file)
    return tuple(row.id for row in rows)


def recount(file: File) -> None:
    """Write how many documents and sheets lie in a file."""
    sheets = list(file.items.values_list("sheets", flat=True))
    file.documents, file.sheets = len(sheets), sum(sheets)
    file.save(update_fields=["documents", "sheets"])


def set_terms(file: File) -> None:
    """Set by when a closed file goes to the archive, and how long it is kept; nothing is saved."""
    ends_on = file.ends_on
    assert ends_on is not None  # noqa: S101 - a closed file has its days
    file.expires_on = rules.expires_on(ends_on=ends_on, years=file.years)
    is_for_current = rules.is_for_current(
        years=file.years, least_years=queries.term("current", "least_years")
    )
    file.current_due_on = (
        rules.current_due_on(ends_on=ends_on, wait_years=queries.term("current", "years"))
        if is_for_current
        else None
    )
