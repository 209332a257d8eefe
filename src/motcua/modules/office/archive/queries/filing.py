"""Asking about files, their documents, and documents in no file."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.foundation.actors import Actor
from motcua.kernel.search import api as search

from .. import rules
from ..errors import DocumentDestroyed, DocumentNotFound, FileNotFound
from ..models import DestructionLine, File, Item, Record
from ..types import FileState, Proposal, Source
from .door import lent_files

_FOUND = 20
_CANDIDATES = 400
_ALIKE = 0.6


def get_file(*, actor: Actor, file_id: UUID) -> File:
    """Return a file that the actor may see.

    Raises:
        FileNotFound: There is none.
    """
    rows = File.objects.visible_to(actor).select_related("unit", "keeper_unit", "place", "heading")
    file = rows.filter(id=file_id).first()
    if file is None:
        raise FileNotFound
    return file


def get_lent_file(*, actor: Actor, file_id: UUID, at: datetime) -> File:
    """Return a file that the actor may read, by his post or by a loan that has not run out.

    Raises:
        FileNotFound: There is none.
    """
    if file_id in lent_files(actor=actor, at=at):
        return File.objects.select_related("unit", "keeper_unit", "place", "heading").get(
            id=file_id
        )
    return get_file(actor=actor, file_id=file_id)


def list_files(*, actor: Actor) -> QuerySet[File]:
    """List the files that the actor may see, newest year first, in the order of their symbols."""
    rows = File.objects.visible_to(actor).select_related("keeper_unit", "place")
    return rows.order_by("-year", "code", "id")


def items_in(file: File) -> list[Item]:
    """Return the documents of a file in their order."""
    return list(file.items.select_related("record").order_by("position"))


def item_of(file: File, item_id: UUID) -> Item:
    """Return a document of a file.

    Raises:
        DocumentNotFound: It is not in the file.
        DocumentDestroyed: Only its line is left.
    """
    item = file.items.select_related("record").filter(id=item_id).first()
    if item is None:
        raise DocumentNotFound
    if item.record.destroyed_at is not None:
        line = DestructionLine.objects.select_related("destruction").filter(file=file).last()
        raise DocumentDestroyed(record=str(line.destruction) if line else "")
    return item


def list_unfiled(*, actor: Actor) -> QuerySet[Record]:
    """List the documents that lie in no file, oldest first.

    Law:
        ND 30/2020, art. 29
    """
    rows = Record.objects.visible_to(actor).to_file().filed(yes=False)
    return rows.select_related("keeper_unit").order_by("at", "id")


def find_records(*, actor: Actor, text: str) -> list[Record]:
    """Find registered documents to put into a file, by number or words; newest first."""
    rows = Record.objects.visible_to(actor).to_file().exclude(source=Source.OTHER)
    rows = rows.filter(destroyed_at=None)
    return list(search.containing(rows, text).order_by("-at", "-id")[:_FOUND])


def proposals(*, actor: Actor, records: Sequence[Record]) -> Mapping[UUID, Proposal]:
    """Propose for documents the file in which each may belong; three queries for all of them.

    First the file of the document that it answers or that answers it, then the open file whose
    title or documents speak of the same matter. A clerk confirms; nothing is filed by itself.

    Law:
        ND 30/2020, art. 29
    """
    found = _by_answers(actor, records)
    rest = [each for each in records if each.id not in found]
    return {**found, **_by_words(actor, rest)} if rest else found


def _by_answers(actor: Actor, records: Sequence[Record]) -> dict[UUID, Proposal]:
    asked = {each.answers_id: each for each in records if each.answers_id}
    own = {each.document_id: each for each in records if each.document_id}
    rows = Item.objects.select_related("file", "record").filter(
        Q(record__document_id__in=list(asked)) | Q(record__answers_id__in=list(own)),
        file__in=File.objects.visible_to(actor).filter(state=FileState.OPEN),
    )
    found: dict[UUID, Proposal] = {}
    for row in rows.order_by("added_at"):
        answered, question = row.record.document_id, row.record.answers_id
        for record in (
            asked.get(answered) if answered else None,
            own.get(question) if question else None,
        ):
            if record is not None and record.id != row.record_id:
                found.setdefault(record.id, _proposal(row.file, row.record.number_symbol))
    return found


def _by_words(actor: Actor, records: Sequence[Record]) -> dict[UUID, Proposal]:
    files = File.objects.visible_to(actor).filter(state=FileState.OPEN).order_by("-opened_at")
    candidates = {each.id: each for each in files[:_CANDIDATES]}
    texts = [(each, each.title) for each in candidates.values()]
    rows = Item.objects.filter(file_id__in=list(candidates)).order_by("-added_at")
    texts += [
        (candidates[file_id], subject)
        for file_id, subject in rows.values_list("file_id", "record__subject")[:_CANDIDATES]
    ]
    found = {}
    for record in records:
        scored = [
            (rules.likeness(record.subject, text), file)
            for file, text in texts
            if file.unit_id == record.unit_id
        ]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if best[1] is not None and best[0] >= _ALIKE:
            found[record.id] = _proposal(best[1], "")
    return found


def _proposal(file: File, answers: str) -> Proposal:
    return Proposal(file_id=file.id, code=file.code, title=file.title, why=answers)


def days_of(file: File) -> tuple[date | None, date | None]:
    """Return the first and the last day of the documents in a file."""
    days = [
        each
        for each in file.items.values_list("record__issued_on", flat=True).order_by(
            "record__issued_on"
        )
        if each
    ]
    return (days[0], days[-1]) if days else (None, None)


def files_by_id(*, actor: Actor, file_ids: Collection[UUID]) -> list[File]:
    """Return files that the actor may see, in the order of their symbols."""
    rows = File.objects.visible_to(actor).filter(id__in=list(file_ids))
    return list(rows.select_related("keeper_unit", "place").order_by("year", "code", "id"))
