"""The latest events, as officials with the right may see them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from motcua.foundation import modules
from motcua.foundation.actors import Actor
from motcua.foundation.models import EventRecord
from motcua.foundation.time import LOCAL_ZONE

from .. import permissions
from ..types import ChainState
from .verification import head, unsealed

CODES_GO_BACK = timedelta(
    days=31
)  # there is no index over codes: events are written far more often


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of the history is wanted; empty is everything."""

    stream: str = ""
    code: str = ""
    day: date | None = None
    before: UUID | None = None  # the last event of the page before
    until: datetime | None = None  # when that was recorded


def list_events(*, actor: Actor, asked: Asked, at: datetime) -> QuerySet[EventRecord]:
    """List the events of the units that ``actor`` watches and those of no unit, newest first."""
    permissions.VIEW.require(actor)
    units = permissions.VIEW.units(actor)
    found = EventRecord.objects.filter(Q(unit_id__in=units) | Q(unit_id=None))
    if asked.stream:
        found = found.filter(stream=asked.stream)
    if asked.code:
        found = found.filter(code=asked.code)
    if asked.day:
        start = datetime.combine(asked.day, time(), LOCAL_ZONE)
        found = found.filter(recorded_at__gte=start, recorded_at__lt=start + timedelta(days=1))
    elif asked.code and not asked.stream:
        found = found.filter(recorded_at__gte=(asked.until or at) - CODES_GO_BACK)
    if asked.before and asked.until:
        earlier = Q(recorded_at__lt=asked.until) | Q(id__lt=asked.before)
        found = found.filter(earlier, recorded_at__lte=asked.until)
    return found.order_by("-recorded_at", "-id")


def list_codes() -> list[str]:
    """List the codes of all events that modules publish."""
    return sorted(
        event.code for config in modules.installed() for event in config.manifest.publishes
    )


def chain_state() -> ChainState:
    """Return how far the chain has come, and how many events wait for it."""
    with connection.cursor() as cursor:
        cursor.execute("select max(recorded_at) from audit_chain")
        (sealed_until,) = cursor.fetchone()
    waiting, oldest = unsealed()
    return ChainState(
        head=head(), sealed_until=sealed_until, unsealed=waiting, oldest_unsealed_at=oldest
    )
