"""The archivist, or the head, decides who may read what, and for how long."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault

from .. import permissions, queries
from ..errors import AlreadyDecided, NotYours, ReasonNotSaid, RequestNotFound, TimeNotSaid
from ..events import ReadingDecided
from ..models import ReadingRequest, RequestedDocument
from ..types import MOST_DAYS, ItemState


@transaction.atomic
def decide(
    *,
    actor: Actor,
    request_id: UUID,
    granted: Collection[UUID] = (),
    refused: Collection[UUID] = (),
    days: int = 0,
    may_save: bool = False,
    reason: str = "",
    at: datetime,
) -> None:
    """Grant documents of a request for some days, and refuse others with a reason.

    What is open is decided by the archivist, what is given on conditions by the head.

    Args:
        may_save: The reader may save a marked copy, too.

    Raises:
        RequestNotFound: There is no such request to the actor's authorities.
        NotYours: One of the documents is for somebody else to decide.
        AlreadyDecided: One of them is decided, or none was named.
        TimeNotSaid: The days are none, or more than may be given.
        ReasonNotSaid: Something is refused without a reason.

    Publishes:
        ReadingDecided

    Law:
        L 33/2024
    """
    units = {each for right in permissions.ALL for each in right.units(actor)}
    rows = ReadingRequest.objects.select_for_update(of=("self",))
    request = rows.filter(id=request_id, unit_id__in=units).first()
    if request is None:
        raise RequestNotFound
    chosen = {each.id: each for each in request.documents.filter(id__in=[*granted, *refused])}
    if not chosen or any(each.state != ItemState.ASKED for each in chosen.values()):
        raise AlreadyDecided
    if not all(
        queries.may_decide(actor, each, unit_id=request.unit_id) for each in chosen.values()
    ):
        raise NotYours
    if granted and not 1 <= days <= MOST_DAYS:
        message = str(TimeNotSaid.message) % {"most": MOST_DAYS}
        raise TimeNotSaid(most=MOST_DAYS, faults=(Fault("days", message),))
    if refused and not reason.strip():
        raise ReasonNotSaid(faults=(Fault("reason", str(ReasonNotSaid.message)),))
    until = at + timedelta(days=days)
    for each in chosen.values():
        is_granted = each.id in granted
        each.state = ItemState.GRANTED if is_granted else ItemState.REFUSED
        each.until = until if is_granted else None
        each.may_save = is_granted and may_save
        each.reason = "" if is_granted else reason.strip()
        each.decided_at, each.decided_by_name = at, actor.name
    fields = ["state", "until", "may_save", "reason", "decided_at", "decided_by_name"]
    RequestedDocument.objects.bulk_update(chosen.values(), fields)
    house.publish(
        ReadingDecided(
            request_id=request.id,
            unit_id=request.unit_id,
            granted=len(set(granted) & set(chosen)),
            refused=len(set(refused) & set(chosen)),
            reason=reason.strip() if refused else "",
        ),
        by=actor,
        at=at,
        unit_id=request.unit_id,
    )
