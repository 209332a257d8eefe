"""Every way to ask about lanes."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from statistics import median
from uuid import UUID

from django.db.models import Count, F, Q

from motcua.foundation.actors import Actor

from . import rules
from .errors import LaneNotFound
from .models import Entry, Lane
from .types import EntryInfo, Figures, Kind, LaneInfo

IN_TIME = Q(finished_at__lte=F("target_at"))


def list_lanes(*, actor: Actor) -> list[LaneInfo]:
    """Return the lanes that an actor may see, those that still run first."""
    rows = Lane.objects.visible_to(actor).order_by(
        F("valid_to").desc(nulls_first=True), "unit_id", "kind", "title"
    )
    return [row.to_info() for row in rows]


def get_lane(*, actor: Actor, lane_id: UUID) -> LaneInfo:
    """Return a lane.

    Raises:
        LaneNotFound: There is none that the actor may see.
    """
    found = Lane.objects.visible_to(actor).filter(id=lane_id).first()
    if found is None:
        raise LaneNotFound
    return found.to_info()


def lane_of_board(*, lane_id: UUID) -> LaneInfo:
    """Return a lane for its public board, which shows nothing personal.

    Raises:
        LaneNotFound: There is none.
    """
    found = Lane.objects.filter(id=lane_id).first()
    if found is None:
        raise LaneNotFound
    return found.to_info()


def lanes_for(
    *, unit_id: UUID, procedure_code: str, day: date, kinds: Collection[Kind]
) -> list[LaneInfo]:
    """Return the lanes that a dossier may enter on a day; one query."""
    rows = Lane.objects.filter(unit_id=unit_id, kind__in=kinds).order_by("id")
    infos = [row.to_info() for row in rows]
    return [each for each in infos if rules.takes(each, procedure_code=procedure_code, day=day)]


def figures(
    *, lane_ids: Collection[UUID], start: datetime, end: datetime
) -> Mapping[UUID, Figures]:
    """Return how lanes did with what entered in a period; two queries."""
    rows = Entry.objects.filter(
        lane_id__in=list(lane_ids), entered_at__gte=start, entered_at__lt=end
    )
    counts = rows.values("lane_id").annotate(
        entered=Count("id"),
        finished=Count("finished_at"),
        in_time=Count("id", filter=IN_TIME),
        returned=Count("returned_at"),
    )
    spans: dict[UUID, list[float]] = {}
    times = rows.exclude(finished_at=None).values_list("lane_id", "entered_at", "finished_at")
    for lane_id, entered, finished in times:
        minutes = (finished - entered).total_seconds() / 60 if finished else 0.0
        spans.setdefault(lane_id, []).append(minutes)
    return {
        row["lane_id"]: Figures(
            entered=row["entered"],
            finished=row["finished"],
            in_time=row["in_time"],
            returned=row["returned"],
            median_minutes=round(median(spans[row["lane_id"]]))
            if row["lane_id"] in spans
            else None,
        )
        for row in counts.order_by("lane_id")
    }


def list_entries(
    *, lane_id: UUID, start: datetime, end: datetime, limit: int = 100
) -> list[EntryInfo]:
    """Return what entered a lane in a period, the newest first."""
    rows = Entry.objects.filter(lane_id=lane_id, entered_at__gte=start, entered_at__lt=end)
    return [row.to_info() for row in rows.order_by("-entered_at", "-id")[:limit]]


def list_counted(
    *,
    actor: Actor,
    kind: Kind,
    unit_id: UUID,
    start: datetime,
    end: datetime,
    after: str = "",
    limit: int = 50,
) -> list[EntryInfo]:
    """List what a figure counts, by code, for whoever may see the lanes of that unit."""
    lanes = Lane.objects.visible_to(actor).filter(kind=kind)
    rows = Entry.objects.filter(
        lane__in=lanes,
        unit_id=unit_id,
        entered_at__gte=start,
        entered_at__lt=end,
        dossier_code__gt=after,
    )
    return [row.to_info() for row in rows.order_by("dossier_code")[:limit]]
