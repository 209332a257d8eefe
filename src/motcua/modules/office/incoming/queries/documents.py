"""Asking about incoming documents."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.text import fold
from motcua.foundation.time import LOCAL_ZONE, local_date
from motcua.kernel.organisation import api as organisation
from motcua.kernel.search import api as search

from .. import permissions, rules
from ..errors import DocumentNotFound
from ..models import Document
from ..types import AT_WORK, OPEN, IncomingInfo, Metadata, Part, State, Urgency
from .kinds import kind_names, usual_days

_FOUND = 20


def to_info(row: Document, names: Mapping[str, str]) -> IncomingInfo:
    """Return a registered document as other modules see it."""
    return IncomingInfo(
        id=row.id,
        unit_id=row.unit_id,
        lead_unit_id=row.lead_unit_id,
        arrival_number=row.arrival_number or 0,
        arrived_at=row.arrived_at,
        author=row.author,
        number_symbol=row.number_symbol,
        issued_on=row.issued_on,
        kind=row.kind,
        kind_name=names.get(row.kind, row.kind),
        subject=row.subject,
        file_id=row.file_id,
        state=State(row.state),
        due_at=row.due_at,
        closed_at=row.closed_at,
    )


def documents(ids: Collection[UUID]) -> Mapping[UUID, IncomingInfo]:
    """Return registered documents by id; one query."""
    names = kind_names()
    rows = Document.objects.registered().filter(id__in=list(ids))
    return {row.id: to_info(row, names) for row in rows}


def find_registered(text: str, actor: Actor) -> tuple[IncomingInfo, ...]:
    """Find registered documents that the actor may see by number, author or words; newest first."""
    names = kind_names()
    rows = search.containing(Document.objects.visible_to(actor).registered(), text)
    return tuple(to_info(row, names) for row in rows.order_by("-registered_at", "-id")[:_FOUND])


def get_document(*, actor: Actor, document_id: UUID) -> Document:
    """Return a document that the actor may see.

    Raises:
        DocumentNotFound: There is none.
    """
    found = Document.objects.visible_to(actor).select_related("unit", "lead_unit", "earlier")
    document = found.filter(id=document_id).first()
    if document is None:
        raise DocumentNotFound
    return document


def list_waiting(*, actor: Actor) -> QuerySet[Document]:
    """List what waits at the actor's posts, the most urgent first."""
    rows = Document.objects.visible_to(actor).filter(
        holder_post_id__in=actor.post_ids, state__in=(State.REGISTERED, *AT_WORK)
    )
    return rows.select_related("lead_unit").most_urgent_first()


def list_arrived(*, actor: Actor) -> QuerySet[Document]:
    """List what lies on the clerk's desk unregistered, the most urgent first."""
    rows = Document.objects.visible_to(actor).filter(state=State.ARRIVED)
    return rows.select_related("lead_unit").most_urgent_first()


def list_to_support(*, actor: Actor) -> QuerySet[Document]:
    """List what the actor's units shall contribute to and have not yet."""
    rows = Document.objects.visible_to(actor).filter(
        state__in=AT_WORK,
        routings__unit_id__in=actor.unit_ids,
        routings__part=Part.SUPPORT,
        routings__done_at=None,
    )
    return rows.select_related("lead_unit").most_urgent_first()


def list_under_way(*, actor: Actor) -> QuerySet[Document]:
    """List what the actor may see and others have in hand, the most urgent first."""
    rows = Document.objects.visible_to(actor).filter(state__in=(State.REGISTERED, *AT_WORK))
    rows = rows.exclude(holder_post_id__in=actor.post_ids)
    return rows.select_related("lead_unit").most_urgent_first()


def list_register(*, actor: Actor, year: int) -> QuerySet[Document]:
    """List what is registered in a year, last number first."""
    rows = Document.objects.visible_to(actor).registered().filter(year=year)
    return rows.select_related("lead_unit").order_by("-arrival_number", "-id")


def late(rows: QuerySet[Document], *, at: datetime) -> QuerySet[Document]:
    """Keep what is past its deadline, or was done after it."""
    open_late = Q(closed_at=None, state__in=AT_WORK, due_at__lt=at)
    return rows.filter(open_late | Q(closed_at__gt=F("due_at")))


def duplicates_of(
    *, unit_id: UUID, metadata: Metadata, sha256: str, but: UUID | None = None
) -> list[Document]:
    """Return what is the same document by author, number and day, or byte for byte.

    Law:
        ND 30/2020, annex VI
    """
    identity = rules.identity_of(
        author=metadata.author,
        number_symbol=metadata.number_symbol,
        issued_on=metadata.issued_on,
    )
    same = Q()
    if identity:
        same |= Q(identity=identity)
    if sha256:
        same |= Q(sha256=sha256)
    if not same:
        return []
    rows = Document.objects.filter(same, unit_id=unit_id, state__in=(*OPEN, State.DONE))
    if but is not None:
        rows = rows.exclude(id=but)
    return list(rows.order_by("arrived_at", "id")[:5])


def metadata_of(document: Document) -> Metadata:
    """Return what is known of a document."""
    return Metadata(
        author=document.author,
        number_symbol=document.number_symbol,
        issued_on=document.issued_on,
        kind=document.kind,
        subject=document.subject,
        urgency=Urgency(document.urgency),
        signer_name=document.signer_name,
        signer_position=document.signer_position,
        due_on=document.due_on,
    )


def routing_post(unit_id: UUID, *, at: datetime) -> organisation.PostInfo | None:
    """Return the post that routes: the head of the authority's office, else its leader.

    Law:
        ND 30/2020, art. 23
    """
    units = [
        unit
        for unit in organisation.list_units(local_date(at), below=unit_id)
        if unit.parent_id == unit_id and fold(unit.short_name or unit.name).startswith("van phong")
    ]
    heads = organisation.list_posts([unit.id for unit in units], at=at)
    leaders = organisation.list_posts([unit_id], at=at)
    wanted = [p for p in heads if p.role == organisation.Role.UNIT_HEAD]
    wanted += [p for p in leaders if p.role == organisation.Role.AUTHORITY_LEADER]
    return next((post for post in wanted if post.holder_ids), None)


def head_post(unit_id: UUID, *, at: datetime) -> organisation.PostInfo | None:
    """Return the post that heads a unit, None where there is none or nobody holds it."""
    posts = organisation.list_posts([unit_id], at=at)
    return next((p for p in posts if p.role == organisation.Role.UNIT_HEAD and p.holder_ids), None)


_WORKERS = {
    organisation.Role.SPECIALIST,
    organisation.Role.UNIT_HEAD,
    organisation.Role.CLERK,
    organisation.Role.RECEPTION,
}


def posts_for(unit_id: UUID, *, at: datetime) -> list[organisation.PostInfo]:
    """Return the posts of a unit that may be given a document."""
    posts = organisation.list_posts([unit_id], at=at)
    return [post for post in posts if post.role in _WORKERS and post.holder_ids]


def end_of_day(unit_id: UUID, day: date) -> datetime | None:
    """Return when the working day of a unit ends, None where it does not work that day."""
    (info,) = organisation.list_days(unit_id, first=day, last=day)
    if not info.segments:
        return None
    return datetime.combine(info.day, info.segments[-1].end, LOCAL_ZONE)


def may_route(actor: Actor, document: Document) -> bool:
    """Tell whether the actor routes a document: it lies at his post, or he leads the authority."""
    return document.holder_post_id in actor.post_ids or permissions.ROUTE.held_by(
        actor, unit_id=document.unit_id
    )


def usual_due(document: Document, *, at: datetime) -> date:
    """Return the day that is proposed as the deadline: the sender's, or a usual one."""
    day = local_date(at)
    wanted = document.due_on or day + timedelta(days=usual_days(document.urgency))
    for n in range(30):
        each = max(wanted, day) + timedelta(days=n)
        due_at = end_of_day(document.unit_id, each)
        if due_at is not None and due_at > at:
            return each
    return wanted
