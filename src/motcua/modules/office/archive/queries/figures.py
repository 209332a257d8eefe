"""Counting: documents that lie in a file, files handed over in time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date

from ..models import File, Item, Record
from ..types import Source

_IN_REGISTERS = Q(source__in=[Source.OUTGOING, Source.INCOMING], taken_back=False)
_ON_TIME = Q(received_on__lte=F("current_due_on"))
Spans = Sequence[tuple[datetime, datetime]]  # each up to, but not including its end
Counted = Mapping[tuple[UUID, int], tuple[int, int]]  # by unit and nth span: some, of all


def measure_filed(*, unit_ids: Collection[UUID], spans: Spans) -> Counted:
    """Count the documents issued and registered in spans, and those of them in a file; one query.

    Law:
        ND 30/2020, art. 29
    """
    rows = Record.objects.filter(_IN_REGISTERS, unit_id__in=list(unit_ids))
    lies = Q(Exists(Item.objects.filter(record=OuterRef("pk"))))
    return _count(rows, [Q(at__gte=start, at__lt=end) for start, end in spans], lies)


def _count(rows: QuerySet[Any], within: Sequence[Q], which: Q) -> Counted:
    """Count rows by unit in each of some spans, and those of them that fit; one query."""
    counts = {}
    for nth, span in enumerate(within):
        counts[f"all_{nth}"] = Count("id", filter=span)
        counts[f"some_{nth}"] = Count("id", filter=span & which)
    found = rows.filter(reduce(or_, within)).values("unit_id").annotate(**counts)
    return {
        (row["unit_id"], nth): (row[f"some_{nth}"], row[f"all_{nth}"])
        for row in found.order_by("unit_id")
        for nth in range(len(within))
    }


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


def measure_handed_over(*, unit_ids: Collection[UUID], spans: Spans) -> Counted:
    """Count the files whose hand-over fell due in spans, and those handed over by then; one query.

    Law:
        ND 30/2020, art. 30
    """
    rows = File.objects.filter(unit_id__in=list(unit_ids))
    return _count(rows, [_due(start, end) for start, end in spans], _ON_TIME)


def _due(start: datetime, end: datetime) -> Q:
    return Q(current_due_on__gte=local_date(start), current_due_on__lt=local_date(end))


def list_handed_over(
    *, actor: Actor, unit_id: UUID, start: datetime, end: datetime, after: str, limit: int
) -> Sequence[tuple[File, bool]]:
    """List the files that the figure counts, with whether each is in the numerator."""
    rows = File.objects.visible_to(actor).filter(_due(start, end), unit_id=unit_id)
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
