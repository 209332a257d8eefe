"""Asking about outgoing documents."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.foundation.actors import Actor
from motcua.kernel.search import api as search

from ..errors import DocumentNotFound, VersionNotFound
from ..models import Comment, Document, Typed, Version
from ..types import IN_WORK, NUMBERED, OUT, Content, DocumentInfo, State
from .kinds import kind_names

_FOUND = 20


def to_info(row: Document, names: Mapping[str, str] | None = None) -> DocumentInfo:
    """Return an issued document as other modules see it."""
    return DocumentInfo(
        id=row.id,
        unit_id=row.unit_id,
        drafting_unit_id=row.drafting_unit_id,
        number=row.number or 0,
        symbol=row.symbol,
        number_symbol=row.number_symbol,
        kind=row.kind,
        kind_name=(names or kind_names()).get(row.kind, row.kind),
        subject=row.subject,
        signed_on=row.dated or date.min,
        signer=row.signer_name,
        file_id=row.file_id,
        pages=row.pages,
        state=State(row.state),
        issued_at=row.issued_at,
        answers_id=row.answers_id,
    )


def issued_documents(ids: Collection[UUID]) -> Mapping[UUID, DocumentInfo]:
    """Return issued documents by id, recalled and replaced ones too; one query."""
    names = kind_names()
    rows = Document.objects.filter(id__in=list(ids), state__in=OUT)
    return {row.id: to_info(row, names) for row in rows}


def find_issued(text: str, actor: Actor) -> tuple[DocumentInfo, ...]:
    """Find issued documents that the actor may see, by number and symbol or words of the subject.

    Newest first, at most twenty.
    """
    names = kind_names()
    rows = search.containing(Document.objects.visible_to(actor).filter(state__in=OUT), text)
    return tuple(to_info(row, names) for row in rows.order_by("-issued_at", "-id")[:_FOUND])


def answers_to(incoming_ids: Collection[UUID]) -> Mapping[UUID, tuple[DocumentInfo, ...]]:
    """Return the issued answers to incoming documents, oldest first; one query."""
    names = kind_names()
    found: dict[UUID, tuple[DocumentInfo, ...]] = {}
    rows = Document.objects.filter(answers_id__in=list(incoming_ids), state__in=OUT)
    for row in rows.order_by("issued_at", "id"):
        if row.answers_id:
            found[row.answers_id] = (*found.get(row.answers_id, ()), to_info(row, names))
    return found


def get_document(*, actor: Actor, document_id: UUID) -> Document:
    """Return a document that the actor may see.

    Raises:
        DocumentNotFound: There is none.
    """
    found = Document.objects.visible_to(actor).select_related("unit", "drafting_unit", "register")
    document = found.filter(id=document_id).first()
    if document is None:
        raise DocumentNotFound
    return document


def list_waiting(*, actor: Actor) -> QuerySet[Document]:
    """List the documents that wait at the actor's posts, most urgent and oldest first."""
    rows = Document.objects.visible_to(actor).filter(
        holder_post_id__in=actor.post_ids, state__in=IN_WORK
    )
    return rows.select_related("drafting_unit").order_by("state_at", "id")


def list_to_sign(*, actor: Actor) -> QuerySet[Document]:
    """List what waits for the actor's signature, oldest first."""
    return list_waiting(actor=actor).filter(state=State.APPROVAL)


def list_signing(*, actor: Actor) -> QuerySet[Document]:
    """List what has its number and waits for signature and seal, oldest first."""
    rows = Document.objects.visible_to(actor).filter(state=State.SIGNING)
    return rows.select_related("drafting_unit").order_by("numbered_at", "id")


def list_own(*, actor: Actor) -> QuerySet[Document]:
    """List what the actor's posts have drafted and what is not out yet, newest first."""
    rows = Document.objects.visible_to(actor).filter(
        drafter_post_id__in=actor.post_ids, state__in=IN_WORK
    )
    return rows.select_related("drafting_unit").order_by("-state_at", "-id")


def list_register(*, actor: Actor, year: int) -> QuerySet[Document]:
    """List what stands in the registers of a year, last number first."""
    rows = Document.objects.visible_to(actor).filter(state__in=NUMBERED, year=year)
    return rows.select_related("drafting_unit", "register").order_by(
        "-dated", "-numbered_at", "-id"
    )


def get_version(*, document: Document, number: int | None = None) -> Version:
    """Return a version, the present one unless another is asked for.

    Raises:
        VersionNotFound: There is none.
    """
    wanted = document.version if number is None else number
    found = Version.objects.filter(document=document, number=wanted).first()
    if found is None:
        raise VersionNotFound
    return found


def content_of(document: Document, number: int | None = None) -> Content:
    """Return what a version says."""
    return Content.from_json(get_version(document=document, number=number).content)


def list_versions(*, document: Document) -> QuerySet[Version]:
    """List the versions of a document, newest first."""
    return Version.objects.filter(document=document).order_by("-number")


def list_comments(*, document: Document) -> QuerySet[Comment]:
    """List what readers said, oldest first."""
    return Comment.objects.filter(document=document).order_by("said_at", "id")


def list_typed(*, actor: Actor, document: Document) -> QuerySet[Typed]:
    """List what the actor is typing and has not saved as a version, the newest first."""
    return Typed.objects.of(actor, document).order_by("-saved_at", "-id")


def by_state(rows: QuerySet[Document], states: Sequence[State]) -> QuerySet[Document]:
    """Keep the documents in one of the states."""
    return rows.filter(Q(state__in=states))
