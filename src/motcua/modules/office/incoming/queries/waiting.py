"""What of the incoming documents a reader has to look after: his own, and those of his people."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases
from motcua.kernel.desk import api as desk
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..models import Document, Reading, Routing, Slip
from ..types import AT_WORK, Said, State
from .documents import list_waiting

_TO_READ = timedelta(days=14)  # what nobody read by then is found in the register


def list_to_route(*, actor: Actor) -> QuerySet[Document]:
    """List what waits at the actor's posts to be routed, the most urgent first."""
    return list_waiting(actor=actor).filter(state=State.REGISTERED)


def list_in_hand(*, actor: Actor) -> QuerySet[Document]:
    """List what was routed or given to the actor's posts, the most urgent first."""
    return list_waiting(actor=actor).filter(state__in=AT_WORK)


def list_unread(*, actor: Actor, at: datetime) -> QuerySet[Document]:
    """List what was routed in the last two weeks and the actor has not read, the newest first.

    To a unit of his; or, for who leads the authority, by somebody else than himself.
    """
    since = at - _TO_READ
    here = Routing.objects.filter(
        document=OuterRef("pk"), unit_id__in=actor.unit_ids, routed_at__gte=since
    )
    wrote = Slip.objects.filter(document=OuterRef("pk"), post_id__in=actor.post_ids)
    leads = Q(unit_id__in=permissions.ROUTE.units(actor)) & ~Q(Exists(wrote))
    read = Reading.objects.filter(document=OuterRef("pk"))
    read = read.filter(account_id=actor.account_id) if actor.account_id else read
    rows = Document.objects.visible_to(actor).filter(
        Q(Exists(here)) | leads, ~Q(Exists(read)), routed_at__gte=since
    )
    rows = rows.exclude(state=State.TAKEN_BACK).exclude(holder_post_id__in=actor.post_ids)
    return rows.select_related("lead_unit").order_by("-routed_at", "-id")


def _looked_after(actor: Actor) -> QuerySet[Document]:
    """Keep what is at work with the actor, with his people, and what he has routed."""
    rows = Document.objects.visible_to(actor).filter(state__in=AT_WORK)
    mine = Q(holder_post_id__in=actor.post_ids)
    mine |= Q(lead_unit_id__in=cases.REASSIGN.units(actor))
    routed = Slip.objects.filter(document=OuterRef("pk"), whose=Said.ROUTER)
    mine |= Q(Exists(routed.filter(post_id__in=actor.post_ids)))
    mine |= Q(unit_id__in=permissions.VIEW_AUTHORITY.units(actor))
    return rows.filter(mine).select_related("lead_unit").order_by("due_at", "id")


def list_falling(*, actor: Actor, since: datetime, until: datetime) -> QuerySet[Document]:
    """List what is at work and falls due in a span of time, the earliest first."""
    return _looked_after(actor).filter(due_at__gte=since, due_at__lt=until)


def list_late(*, actor: Actor, at: datetime) -> QuerySet[Document]:
    """List what is at work and late, the longest first."""
    return _looked_after(actor).filter(due_at__lt=at)


def list_soon(*, actor: Actor, at: datetime) -> QuerySet[Document]:
    """List what is at work and falls due soon, the earliest first."""
    return list_falling(actor=actor, since=at, until=at + desk.SOON)


def units_to_route_to(document: Document, *, at: datetime) -> list[tuple[str, str]]:
    """Return the units of the authority that received a document: id and name, by name."""
    inside = organisation.authority_ids(document.unit_id, at)
    names = organisation.unit_names(inside)
    return sorted(((str(each), name) for each, name in names.items()), key=lambda pair: pair[1])
