"""Counting incoming documents: done on time, read by the units to which they were routed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q
from django.db.models.functions import ExtractMonth

from motcua.foundation.actors import Actor

from .. import rules
from ..models import Document, Routing
from ..types import Part, State

READ = Q(read_at__isnull=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfUnit:
    """What a lead unit was given in a month, and what became of it.

    Attributes:
        read: How many of its documents somebody of the unit opened.
    """

    unit_id: UUID
    month: int
    given: int
    done: int
    on_time: int
    overdue: int
    read: int


def by_unit_and_month(*, actor: Actor, year: int, at: datetime) -> tuple[MonthOfUnit, ...]:
    """Count the documents registered in a year by lead unit and month of routing; one query.

    Law:
        ND 30/2020, art. 24
    """
    ids = Document.objects.visible_to(actor).registered().filter(year=year).values("id")
    rows = Routing.objects.filter(document_id__in=ids, part=Part.LEAD)
    counted = (
        rows.exclude(document__state=State.TAKEN_BACK)
        .annotate(month=ExtractMonth("routed_at"))
        .values("unit_id", "month")
        .annotate(
            given=Count("id"),
            done=Count("id", filter=Q(document__state=State.DONE)),
            on_time=Count(
                "id",
                filter=Q(
                    document__state=State.DONE, document__closed_at__lte=F("document__due_at")
                ),
            ),
            overdue=Count("id", filter=Q(document__closed_at=None, document__due_at__lt=at)),
            read=Count("id", filter=READ),
        )
        .order_by("month", "unit_id")
    )
    return tuple(MonthOfUnit(**row) for row in counted)


def place_of(document: Document) -> str:
    """Return by what a line of a figure is named and put in order: year and arrival number."""
    return f"{document.year}/{document.arrival_number:06d}"


def _after(after: str, prefix: str) -> Q:
    """Keep what comes after a place; everything where none is given."""
    year, _slash, number = after.partition(" ")[0].partition("/")
    if not (year.isdigit() and number.isdigit()):
        return Q()
    later = Q(**{f"{prefix}year__gt": int(year)})
    return later | Q(**{f"{prefix}year": int(year), f"{prefix}arrival_number__gt": int(number)})


def list_closed(
    *, actor: Actor, unit_id: UUID, start: datetime, end: datetime, after: str, limit: int | None
) -> Sequence[tuple[Document, bool]]:
    """List what the figure of documents on time counts, with whether it is in the numerator."""
    rows = Document.objects.visible_to(actor).filter(
        _after(after, ""),
        unit_id=unit_id,
        state=State.DONE,
        closed_at__gte=start,
        closed_at__lt=end,
    )
    return [
        (row, rules.is_on_time(closed_at=row.closed_at or end, due_at=row.due_at))
        for row in rows.order_by("year", "arrival_number", "id")[:limit]
    ]


def list_routed(
    *, actor: Actor, unit_id: UUID, start: datetime, end: datetime, after: str, limit: int
) -> Sequence[tuple[Routing, bool]]:
    """List what the figure of documents read counts, with whether it is in the numerator."""
    visible = Document.objects.visible_to(actor).filter(unit_id=unit_id).values("id")
    rows = Routing.objects.filter(
        document_id__in=visible, routed_at__gte=start, routed_at__lt=end
    ).select_related("document", "unit")
    year, _slash, number = after.partition(" ")[0].partition("/")
    if year.isdigit() and number.isdigit():
        unit_code = after.partition(" ")[2]
        rows = rows.filter(
            _after(after, "document__")
            | Q(
                document__year=int(year),
                document__arrival_number=int(number),
                unit__code__gt=unit_code,
            )
        )
    in_order = rows.order_by("document__year", "document__arrival_number", "unit__code")
    return [(row, row.read_at is not None) for row in in_order[:limit]]
