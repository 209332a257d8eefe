"""What other modules ask of the archive: where documents lie, and who may see or ask for them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.kernel.search import api as search

from ..models import File, Item, Loan, Record
from ..types import ARCHIVED, Access, FileInfo, FileState, ItemInfo, LoanState, Source

_FOUND = 50


def to_info(row: File) -> FileInfo:
    """Return a file as other modules see it."""
    return FileInfo(
        id=row.id,
        unit_id=row.unit_id,
        keeper_unit_id=row.keeper_unit_id,
        year=row.year,
        code=row.code,
        title=row.title,
        state=FileState(row.state),
        access=Access(row.access),
        years=row.years,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        expires_on=row.expires_on,
        documents=row.documents,
    )


def to_item(row: Item) -> ItemInfo:
    """Return a document in a file as other modules see it; ``record`` should have been joined."""
    record: Record = row.record
    return ItemInfo(
        record_id=record.id,
        document_id=record.document_id,
        source=Source(record.source),
        file_id=row.file_id,
        position=row.position,
        kind_name=record.kind_name,
        number_symbol=record.number_symbol,
        issued_on=record.issued_on,
        author=record.author,
        subject=record.subject,
        stored_file_id=None if record.destroyed_at else record.stored_file_id,
    )


def files(file_ids: Collection[UUID]) -> Mapping[UUID, FileInfo]:
    """Return files by id; one query. Unknown ids are left out."""
    return {row.id: to_info(row) for row in File.objects.filter(id__in=list(file_ids))}


def files_of(document_ids: Collection[UUID]) -> Mapping[UUID, tuple[FileInfo, ...]]:
    """Return in which files documents lie, oldest file first; one query.

    Args:
        document_ids: Of outgoing or incoming documents, or of records. What lies in no file is
            left out.
    """
    wanted = set(document_ids)
    rows = Item.objects.select_related("file", "record").filter(record__document_id__in=wanted)
    rows |= Item.objects.select_related("file", "record").filter(record_id__in=wanted)
    found: dict[UUID, tuple[FileInfo, ...]] = {}
    for row in rows.order_by("file__year", "file__code", "id"):
        key = row.record_id if row.record_id in wanted else row.record.document_id
        if key is not None:
            found[key] = (*found.get(key, ()), to_info(row.file))
    return found


def items_of(file_ids: Collection[UUID]) -> Mapping[UUID, tuple[ItemInfo, ...]]:
    """Return the documents of files in their order; one query."""
    found: dict[UUID, tuple[ItemInfo, ...]] = {}
    rows = Item.objects.select_related("record").filter(file_id__in=list(file_ids))
    for row in rows.order_by("file_id", "position"):
        found[row.file_id] = (*found.get(row.file_id, ()), to_item(row))
    return found


def visible_files(*, actor: Actor, file_ids: Collection[UUID], at: datetime) -> frozenset[UUID]:
    """Return which of these files ``actor`` may read at an instant, by post or by a loan."""
    by_post = File.objects.visible_to(actor).filter(id__in=list(file_ids)).values_list("id")
    return frozenset(each for (each,) in by_post) | lent_files(actor=actor, at=at).intersection(
        file_ids
    )


def lent_files(*, actor: Actor, at: datetime) -> frozenset[UUID]:
    """Return the electronic files that are shown to ``actor`` for a time."""
    if actor.account_id is None:
        return frozenset()
    rows = Loan.objects.filter(
        asked_by=actor.account_id, on_paper=False, state=LoanState.OUT, until__gt=at
    )
    return frozenset(rows.values_list("file_id", flat=True))


def requestable(document_ids: Collection[UUID]) -> Mapping[UUID, FileInfo]:
    """Return for which documents outsiders may ask, each with the archived file it lies in.

    What an archive has taken over and not destroyed. Whether it is given freely or on
    conditions, ``FileInfo.access`` says.

    Law:
        L 33/2024
    """
    return {
        document_id: next(each for each in found if each.is_archived)
        for document_id, found in files_of(document_ids).items()
        if any(each.is_archived for each in found)
    }


def archived_ids(*, after: UUID | None, limit: int) -> tuple[UUID, ...]:
    """Return the files that outsiders may ask for in the order of their ids, so many behind one."""
    rows = File.objects.filter(state__in=ARCHIVED)
    rows = rows.filter(id__gt=after) if after else rows
    return tuple(rows.order_by("id").values_list("id", flat=True)[:limit])


def find_archived(text: str) -> tuple[FileInfo, ...]:
    """Find the files that outsiders may ask for by symbol, title or key words; newest first."""
    rows = File.objects.filter(state__in=ARCHIVED)
    found = search.containing(rows, text).order_by("-year", "code", "id")
    return tuple(to_info(row) for row in found[:_FOUND])
