"""Counting issued documents: signed digitally, with their file, paper saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractMonth

from motcua.foundation.actors import Actor

from ..models import Document, Receiver
from ..types import OUT, Medium, Way

DIGITAL = Q(medium=Medium.DIGITAL)
WITH_FILE = Q(file_id__isnull=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfUnit:
    """What a unit drafted and what was issued of it in a month.

    Attributes:
        sheets_saved: Sheets that were not printed: half the pages, rounded up, for every receiver
            who got the file and once for the file copy.
    """

    unit_id: UUID
    month: int
    issued: int
    digital: int
    with_file: int
    sheets_saved: int


def by_unit_and_month(*, actor: Actor, year: int) -> tuple[MonthOfUnit, ...]:
    """Count what was issued in a year by drafting unit and month; one query.

    Law:
        ND 30/2020, art. 5, 16
    """
    rows = Document.objects.visible_to(actor).filter(state__in=OUT, dated__year=year)
    ids = rows.values_list("id", flat=True)
    counted = (
        Document.objects.filter(id__in=ids)
        .annotate(month=ExtractMonth("dated"))
        .values("drafting_unit_id", "month")
        .annotate(
            issued=Count("id"),
            digital=Count("id", filter=DIGITAL),
            with_file=Count("id", filter=WITH_FILE),
        )
        .order_by("month", "drafting_unit_id")
    )
    dated = Document.objects.filter(id__in=ids).annotate(month=ExtractMonth("dated"))
    saved = _sheets_saved(dated, "drafting_unit_id", "month")
    return tuple(
        MonthOfUnit(
            unit_id=row["drafting_unit_id"],
            month=row["month"],
            issued=row["issued"],
            digital=row["digital"],
            with_file=row["with_file"],
            sheets_saved=saved.get((row["drafting_unit_id"], row["month"]), 0),
        )
        for row in counted
    )


def _sheets_saved(rows: QuerySet[Document], *keys: str) -> Mapping[tuple[Any, ...], int]:
    """Sum the sheets that documents saved, by the fields that are asked for; one query.

    Of a digital document: its pages on both sides of a sheet, for every receiver who got the file
    and once for the file copy.
    """
    got = Receiver.objects.filter(document=OuterRef("pk")).exclude(way=Way.PAPER)
    counted = got.order_by().values("document").annotate(n=Count("id")).values("n")
    each = rows.filter(DIGITAL).annotate(
        sheets=(F("pages") + 1) / 2 * (Coalesce(Subquery(counted), 0) + 1)
    )
    summed = each.values(*keys).annotate(saved=Sum("sheets")).order_by(*keys)
    return {tuple(row[key] for key in keys): row["saved"] for row in summed}


def sheets_saved(document: Document) -> int:
    """Return how many sheets of paper a document saves; of one signed by hand none."""
    return _sheets_saved(Document.objects.filter(id=document.id), "id").get((document.id,), 0)


def list_counted(
    *,
    actor: Actor,
    unit_id: UUID,
    start: datetime,
    end: datetime,
    counted: Q,
    after: str,
    limit: int,
) -> Sequence[tuple[Document, bool]]:
    """List what a figure counts, by number and symbol, with whether it is in the numerator."""
    rows = Document.objects.visible_to(actor).filter(
        unit_id=unit_id, state__in=OUT, issued_at__gte=start, issued_at__lt=end
    )
    is_counted = Case(When(counted, then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = rows.annotate(in_numerator=is_counted).filter(number_symbol__gt=after)
    return [
        (row, bool(getattr(row, "in_numerator", False)))
        for row in rows.order_by("number_symbol", "id")[:limit]
    ]


def exceptions(*, actor: Actor, year: int) -> Sequence[Document]:
    """List the lines of the registers of a year that have no file, oldest first."""
    rows = Document.objects.visible_to(actor).filter(state__in=OUT, dated__year=year, file_id=None)
    return list(rows.select_related("drafting_unit").order_by("dated", "number", "id")[:200])
