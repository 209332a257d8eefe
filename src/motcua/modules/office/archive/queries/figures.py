"""Counting: documents that lie in a file, files handed over in time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date

from ..models import File, Item, Record
from ..types import Source

_IN_REGISTERS = Q(source__in=[Source.OUTGOING, Source.INCOMING], taken_back=False)
_ON_TIME = Q(received_on__lte=F("current_due_on"))


def measure_filed(
    *, unit_ids: Collection[UUID], start: datetime, end: datetime
) -> Mapping[UUID, tuple[int, int]]:
    """Count the documents issued and registered in a period, and those of them in a file.

    Law:
        ND 30/2020, art. 29
    """
    rows = Record.objects.filter(
        _IN_REGISTERS, unit_id__in=list(unit_ids), at__gte=start, at__lt=end
    )
    lies = Exists(Item.objects.filter(record=OuterRef("pk")))
    found = (
        rows.values("unit_id")
        .annotate(all=Count("id"), some=Count("id", filter=lies))
        .order_by("unit_id")
    )
    return {row["unit_id"]: (row["some"], row["all"]) for row in found}


def place_of_record(record: Record) -> str:
    """Return by what a line of the figure is put in order: its instant, then its key."""
    return f"{record.at.isoformat()} {record.id}"


def list_filed(
    *, actor: Actor, unit_id: UUID, start: datetime, end: datetime, after: str, limit: int
) -> Sequence[tuple[Record, bool]]:
    """List the documents that the figure counts, with whether each is in the numerator."""
    rows = Record.objects.visible_to(actor).filter(
        _IN_REGISTERS, unit_id=unit_id, at__gte=start, at__lt=end
    )
    instant, _blank, key = after.partition(" ")
    if key:
        at = datetime.fromisoformat(instant)
        rows = rows.filter(Q(at__gt=at) | Q(at=at, id__gt=key))
    found = list(rows.order_by("at", "id")[:limit])
    filed = set(Item.objects.filter(record__in=found).values_list("record_id", flat=True))
    return [(each, each.id in filed) for each in found]


def measure_handed_over(
    *, unit_ids: Collection[UUID], start: datetime, end: datetime
) -> Mapping[UUID, tuple[int, int]]:
    """Count the files whose hand-over to the archive fell due, and those handed over by then.

    Law:
        ND 30/2020, art. 30
    """
    rows = _due(unit_ids, start, end)
    found = (
        rows.values("unit_id")
        .annotate(all=Count("id"), some=Count("id", filter=_ON_TIME))
        .order_by("unit_id")
    )
    return {row["unit_id"]: (row["some"], row["all"]) for row in found}


def _due(unit_ids: Collection[UUID], start: datetime, end: datetime) -> QuerySet[File]:
    return File.objects.filter(
        unit_id__in=list(unit_ids),
        current_due_on__gte=local_date(start),
        current_due_on__lt=local_date(end),
    )


def list_handed_over(
    *, actor: Actor, unit_id: UUID, start: datetime, end: datetime, after: str, limit: int
) -> Sequence[tuple[File, bool]]:
    """List the files that the figure counts, with whether each is in the numerator."""
    rows = _due([unit_id], start, end).filter(id__in=File.objects.visible_to(actor).values("id"))
    year, _slash, code = after.partition("/")
    if year.isdigit():
        rows = rows.filter(Q(year__gt=int(year)) | Q(year=int(year), code__gt=code))
    files = rows.select_related("keeper_unit").order_by("year", "code")[:limit]
    return [
        (
            each,
            bool(
                each.received_on and each.current_due_on and each.received_on <= each.current_due_on
            ),
        )
        for each in files
    ]
