"""Incoming documents as the search finds them: what is found of one, and by whom."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.search import api as search

from .. import permissions
from ..models import Document
from ..types import State
from .kinds import kind_names

if TYPE_CHECKING:
    from django.db.models import QuerySet

KIND = "incoming"
_BATCH = 200


def readers(actor: Actor) -> frozenset[str] | None:
    """Return the marks of what ``actor`` may find: ``visible_to``, said to the search.

    A test compares the two.
    """
    if actor.kind is ActorKind.SYSTEM:
        return None
    return frozenset(
        [
            *(f"of:{each}" for each in permissions.VIEW_AUTHORITY.units(actor)),
            *(f"routed:{each}" for each in permissions.VIEW.units(actor)),
            *(f"post:{each}" for each in actor.post_ids),
        ]
    )


def feed() -> Iterator[search.Document]:
    """Yield all that can be found: what has its arrival number, oldest first."""
    rows = _rows().order_by("id")
    last: UUID | None = None
    while batch := list((rows.filter(id__gt=last) if last else rows)[:_BATCH]):
        last = batch[-1].id
        yield from _found(batch)


def found(ids: Collection[UUID]) -> list[search.Document]:
    """Return what can be found of these documents; unregistered ones are left out."""
    return _found(list(_rows().filter(id__in=list(ids))))


def with_file(file_id: UUID) -> list[UUID]:
    """Return the documents that a file belongs to, as far as the search knows them."""
    keys = search.list_keys(kind=KIND, facets={"file": (str(file_id),)})
    return [UUID(key) for key in keys]


def files_of(row: Document) -> list[UUID]:
    """Return the document's file and what came with it."""
    others = [UUID(each["file_id"]) for each in row.attachments if each.get("file_id")]
    return [*([row.file_id] if row.file_id else []), *others]


def _rows() -> "QuerySet[Document]":
    rows = Document.objects.registered().exclude(state=State.TAKEN_BACK)
    return rows.select_related("unit").prefetch_related("routings", "slip")


def _found(rows: Collection[Document]) -> list[search.Document]:
    names = kind_names()
    files = documents.file_info([row.file_id for row in rows if row.file_id])
    return [
        search.Document(
            key=str(row.id),
            title=f"{names.get(row.kind, row.kind)} {row.subject}".strip(),
            keywords=(row.number_symbol,) if row.number_symbol else (),
            text="\n".join([row.author, row.signer_name, *_texts(row)]),
            scopes=tuple(_scopes(row)),
            facets=_facets(row),
            dated=row.issued_on or local_date(row.arrived_at),
        )
        for row in rows
        if row.file_id is None or not files[row.file_id].is_erased
    ]


def _texts(row: Document) -> Iterator[str]:
    for file_id in files_of(row):
        yield documents.read_text(file_id).text


def _scopes(row: Document) -> Iterable[str]:
    yield f"of:{row.unit_id}"
    if row.holder_post_id:
        yield f"post:{row.holder_post_id}"
    yield from (f"routed:{each.unit_id}" for each in row.routings.all())
    yield from {f"post:{each.post_id}" for each in row.slip.all() if each.post_id}


def _facets(row: Document) -> dict[str, tuple[str, ...]]:
    units = {str(each) for each in (row.unit_id, row.lead_unit_id) if each}
    return {
        "type": (row.kind,) if row.kind else (),
        "unit": tuple(units),
        "year": (str((row.issued_on or local_date(row.arrived_at)).year),),
        "file": tuple(map(str, files_of(row))),
        "author": tuple(dict.fromkeys(search.words_of(row.author))),
    }
