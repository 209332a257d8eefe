"""Outgoing documents as the search finds them: what is found of one, and by whom."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.db.models import F, QuerySet

from motcua.foundation.actors import Actor, ActorKind
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.kernel.search import api as search

from .. import permissions
from ..models import Document, Version
from ..types import OUT, Content, Delivery
from .kinds import kind_names

KIND = "outgoing"
_BATCH = 200


def readers(actor: Actor) -> frozenset[str] | None:
    """Return the marks of what ``actor`` may find: ``visible_to``, said to the search.

    A test compares the two.
    """
    if actor.kind is ActorKind.SYSTEM:
        return None
    return frozenset(
        [
            *(f"drafted:{each}" for each in permissions.VIEW.units(actor)),
            *(f"of:{each}" for each in permissions.VIEW_AUTHORITY.units(actor)),
            *(f"post:{each}" for each in actor.post_ids),
            *(f"to:{each}" for each in actor.unit_ids),
        ]
    )


def feed() -> Iterator[search.Document]:
    """Yield all that can be found: what is out, oldest first."""
    rows = Document.objects.filter(state__in=OUT).order_by("id")
    last: UUID | None = None
    while batch := list((rows.filter(id__gt=last) if last else rows)[:_BATCH]):
        last = batch[-1].id
        yield from found([each.id for each in batch])


def found(ids: Collection[UUID]) -> list[search.Document]:
    """Return what can be found of these documents; those that are not out are left out."""
    rows = _rows().filter(id__in=list(ids))
    contents = {
        version.document_id: Content.from_json(version.content)
        for version in Version.objects.filter(document__in=rows, number=F("document__version"))
    }
    names = kind_names()
    files = documents.file_info([row.file_id for row in rows if row.file_id])
    kept = [row for row in rows if row.file_id is None or not files[row.file_id].is_erased]
    units = organisation.unit_names({row.unit_id for row in kept})
    return [
        search.Document(
            key=str(row.id),
            title=f"{names.get(row.kind, row.kind)} {row.subject}",
            keywords=(row.number_symbol,),
            text=_text(row, contents.get(row.id)),
            scopes=tuple(_scopes(row)),
            facets=_facets(row, units[row.unit_id], _files(row, contents.get(row.id))),
            dated=row.dated,
        )
        for row in kept
    ]


def with_file(file_id: UUID) -> list[UUID]:
    """Return the documents that a file belongs to, as far as the search knows them."""
    keys = search.list_keys(kind=KIND, facets={"file": (str(file_id),)})
    return [UUID(key) for key in keys]


def files_to_read(document_id: UUID) -> list[UUID]:
    """Return the files whose text the draft does not tell: annexes, a scan without a draft."""
    row = _rows().get(id=document_id)
    version = Version.objects.get(document=row, number=row.version)
    return _files(row, Content.from_json(version.content))


def _files(row: Document, content: Content | None) -> list[UUID]:
    own = [row.file_id] if row.file_id and not (content and content.body) else []
    return [*own, *(each.file_id for each in row.annexes.all())]


def _rows() -> "QuerySet[Document]":
    rows = Document.objects.filter(state__in=OUT)
    return rows.prefetch_related("receivers", "annexes").order_by("id")


def _scopes(row: Document) -> Iterable[str]:
    yield f"drafted:{row.drafting_unit_id}"
    yield f"of:{row.unit_id}"
    yield f"post:{row.drafter_post_id}"
    if row.holder_post_id:
        yield f"post:{row.holder_post_id}"
    for receiver in row.receivers.all():
        if receiver.unit_id and receiver.state != Delivery.TAKEN_BACK:
            yield f"to:{receiver.unit_id}"


def _facets(row: Document, author: str, files: list[UUID]) -> dict[str, tuple[str, ...]]:
    return {
        "type": (row.kind,),
        "unit": tuple({str(row.unit_id), str(row.drafting_unit_id)}),
        "year": (str(row.year),),
        "file": tuple(map(str, files)),
        "author": tuple(dict.fromkeys(search.words_of(author))),
    }


def _text(row: Document, content: Content | None) -> str:
    said = [row.signer_name]
    if content is not None:
        said = [
            *content.addressees,
            *content.bases,
            content.body,
            *(f"{each.title}\n{each.body}" for each in content.appendices),
            *content.recipients,
            row.signer_name,
        ]
    files = _files(row, content)
    return "\n".join([*said, *(documents.read_text(each).text for each in files)])
