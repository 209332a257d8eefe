"""The month of each unit: counted now, or as it was frozen."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import SheetNotFound
from ..models import STANDS, Sheet, SheetTask, Task
from ..types import COUNTED, Counts, Line, Period, Standing
from .settings import read_scoring, stored_scoring


def period_of(year: int, month: int) -> Period:
    """Return the period of a month under the scoring in force on its last day."""
    plain = rules.period_of(year, month)
    closing_day = read_scoring(stored_scoring(local_date(plain.start))).closing_day
    return rules.period_of(year, month, closing_day=closing_day)


def scored_on(period: Period) -> date:
    """Return the day whose scoring counts for a period."""
    return local_date(period.start)


def instant_of(period: Period, *, at: datetime) -> datetime:
    """Return as of when a period is counted: its end, or now while it runs."""
    return min(at, period.end)


def in_period(rows: QuerySet[Task], period: Period, *, at: datetime) -> QuerySet[Task]:
    """Keep the tasks that a month counts, as of its end or now."""
    as_of = instant_of(period, at=at)
    kept: QuerySet[Task] = rows.in_period(period.start, as_of).seen_at(as_of)  # type: ignore[attr-defined] # of TaskQuerySet
    return kept


def counts_by_unit(*, unit_id: UUID, period: Period, at: datetime) -> Mapping[UUID, Counts]:
    """Count the tasks that an authority gave, by the unit that owns them; one query.

    Only units that had a task are there. Who may see the page sees all of them: the office.
    """
    as_of = instant_of(period, at=at)
    rows = in_period(Task.objects.filter(unit_id=unit_id), period, at=at)
    counted = {each.value.lower(): Count("id", filter=STANDS[each](as_of)) for each in COUNTED}
    grouped = rows.values("owner_unit_id").annotate(**counted).order_by("owner_unit_id")
    found = grouped.values_list("owner_unit_id", *counted)
    return {owner_id: Counts(**dict(zip(counted, row, strict=True))) for owner_id, *row in found}


def lines_of(*, unit_id: UUID, period: Period, at: datetime) -> list[Line]:
    """Return the lines of a month, best score first; units without anything to judge last."""
    counts = counts_by_unit(unit_id=unit_id, period=period, at=at)
    scoring = read_scoring(stored_scoring(scored_on(period)))
    names = organisation.unit_names(counts)
    lines = [
        rules.line_for(unit_id=each, unit_name=names[each], counts=counts[each], scoring=scoring)
        for each in counts
    ]
    return sorted(
        lines,
        key=lambda line: (line.score is None, -(line.score or 0), -line.counts.all, line.unit_name),
    )


def total_of(lines: Collection[Line]) -> Counts:
    """Return the sum of lines."""
    each = [asdict(line.counts) for line in lines]
    return Counts(**{name: sum(one[name] for one in each) for name in asdict(Counts())})


def formula_of(stored: Mapping[str, object]) -> str:
    """Return the formula of a score as a person reads it on a paper."""
    weight = str(stored["late_weight"]).replace(".", ",")
    return (
        f"Điểm = 100 × (số nhiệm vụ hoàn thành đúng hạn + {weight} × số nhiệm vụ hoàn thành"
        " quá hạn) ÷ (số nhiệm vụ đã hoàn thành + số nhiệm vụ quá hạn chưa hoàn thành). "
        "Tỷ lệ đúng hạn = số nhiệm vụ hoàn thành đúng hạn ÷ số nhiệm vụ đã hoàn thành."
    )


def list_sheets(*, actor: Actor) -> QuerySet[Sheet]:
    """List the frozen evaluations that the actor may see, newest first."""
    return Sheet.objects.visible_to(actor).select_related("unit").order_by("-year", "-month", "id")


def find_sheet(*, actor: Actor, unit_id: UUID, period: Period) -> Sheet | None:
    """Return the frozen evaluation of a month, if there is one that the actor may see."""
    rows = Sheet.objects.visible_to(actor)
    return rows.filter(unit_id=unit_id, year=period.year, month=period.month).first()


def get_sheet(*, actor: Actor, sheet_id: UUID) -> Sheet:
    """Return a frozen evaluation that the actor may see.

    Raises:
        SheetNotFound: There is none.
    """
    sheet = Sheet.objects.visible_to(actor).select_related("unit").filter(id=sheet_id).first()
    if sheet is None:
        raise SheetNotFound
    return sheet


def lines_of_sheet(sheet: Sheet) -> list[Line]:
    """Return the lines of a frozen evaluation, in its order."""
    return [
        Line(
            unit_id=row.unit_id,
            unit_name=row.unit_name,
            counts=Counts(**row.counts),
            on_time_share=row.on_time_share,
            score=row.score,
            grade=row.grade,
        )
        for row in sheet.lines.order_by("place")
    ]


def list_counted(
    *, actor: Actor, sheet: Sheet, unit_id: UUID | None = None, standing: str = ""
) -> QuerySet[SheetTask]:
    """List the tasks that a frozen figure counts and that the actor may see, by deadline."""
    seen = Task.objects.visible_to(actor).values("id")
    rows = SheetTask.objects.filter(sheet=sheet, task_id__in=seen)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    if standing in Standing.values:
        rows = rows.filter(standing=standing)
    return rows.select_related("task__owner_unit", "task__directive").order_by("due_at", "id")
