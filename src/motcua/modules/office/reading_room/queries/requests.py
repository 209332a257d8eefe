"""Asking about requests and views."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.foundation.actors import Actor
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..errors import RequestNotFound
from ..models import ReadingRequest, RequestedDocument, View
from ..types import ItemState


def list_own(*, actor: Actor) -> QuerySet[ReadingRequest]:
    """List the actor's own requests, newest first."""
    rows = ReadingRequest.objects.of(actor)
    return _counted(rows).order_by("-asked_at", "-id")


def list_requests(*, actor: Actor, state: str) -> QuerySet[ReadingRequest]:
    """List the requests to the actor's authorities: those with something to decide, or others."""
    rows = _for_office(actor)
    waiting = Exists(
        RequestedDocument.objects.filter(request=OuterRef("pk"), state=ItemState.ASKED)
    )
    rows = rows.filter(waiting) if state == "waiting" else rows.filter(~waiting)
    order = ("asked_at", "id") if state == "waiting" else ("-asked_at", "-id")
    return _counted(rows.select_related("unit")).order_by(*order)


def get_request(*, actor: Actor, request_id: UUID) -> ReadingRequest:
    """Return a request to an authority for which the actor decides.

    Raises:
        RequestNotFound: There is none.
    """
    found = _for_office(actor).select_related("unit").filter(id=request_id).first()
    if found is None:
        raise RequestNotFound
    return found


def get_own(*, actor: Actor, request_id: UUID) -> ReadingRequest:
    """Return a request of the actor's own.

    Raises:
        RequestNotFound: There is none.
    """
    found = list_own(actor=actor).select_related("unit").filter(id=request_id).first()
    if found is None:
        raise RequestNotFound
    return found


def list_documents(request: ReadingRequest) -> QuerySet[RequestedDocument]:
    """List the documents of a request in the order of their names, with how often each was seen."""
    rows = RequestedDocument.objects.filter(request=request)
    return rows.annotate(seen=Count("views")).order_by("issued_on", "title", "id")


def list_views(request: ReadingRequest) -> QuerySet[View]:
    """List what was shown of the documents of a request, the latest first."""
    rows = View.objects.filter(document__request=request).select_related("document")
    return rows.order_by("-seen_at", "-id")


def may_decide(actor: Actor, document: RequestedDocument, *, unit_id: UUID) -> bool:
    """Tell whether the actor decides on a document of a request to an authority."""
    right = permissions.DECIDE if document.is_open else permissions.DECIDE_CONDITIONAL
    return document.state == ItemState.ASKED and right.held_by(actor, unit_id=unit_id)


def deciders(unit_id: UUID, *, is_open: bool, at: datetime) -> set[UUID]:
    """Return who decides on documents of an authority: the persons who hold such posts."""
    right = permissions.DECIDE if is_open else permissions.DECIDE_CONDITIONAL
    posts = organisation.list_posts([unit_id], at=at)
    return {person for post in posts if post.role in right.roles for person in post.holder_ids}


def _for_office(actor: Actor) -> QuerySet[ReadingRequest]:
    units = {each for right in permissions.ALL for each in right.units(actor)}
    return ReadingRequest.objects.visible_to(actor).filter(unit_id__in=units)


def _counted(rows: QuerySet[ReadingRequest]) -> QuerySet[ReadingRequest]:
    return rows.annotate(
        asked=Count("documents"),
        waiting=Count("documents", filter=Q(documents__state=ItemState.ASKED)),
        granted=Count("documents", filter=Q(documents__state=ItemState.GRANTED)),
    )
