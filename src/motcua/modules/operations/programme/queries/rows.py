"""The rows behind the figures: lines of plans and pilot models."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics

from ..models import Enrolment, Item, PilotModel, Plan
from ..types import Enrolled, Kind, State
from .matrix import Line, matrix_of

_Find = Callable[[Plan, analytics.Period], Iterable[analytics.Row]]


def _plans(actor: Actor, period: analytics.Period) -> list[Plan]:
    """Return the plans in force at the end of a period that the reader may see."""
    rows = Plan.objects.visible_to(actor).filter(
        starts_on__lte=period.last_date, ends_on__gte=period.last_date
    )
    return list(rows.select_related("unit").order_by("number_symbol", "id"))


def _page(rows: Iterable[analytics.Row], after: str, limit: int) -> Sequence[analytics.Row]:
    return sorted((each for each in rows if each.code > after), key=lambda each: each.code)[:limit]


def _item_row(item: Item, period: analytics.Period) -> analytics.Row:
    reached = item.state == State.DONE and (item.reached_at or period.end) < period.end
    return analytics.Row(
        code=f"{item.plan.number_symbol} {item.label[:2]} {item.number:03}",
        title=item.text,
        unit_id=item.plan.unit_id,
        at=item.reached_at or item.due_at,
        counted=reached,
        note=item.lead_unit.short_name,
        url=reverse("programme:item", args=[item.id]),
    )


def rows_of_items(kind: Kind) -> analytics.ListRows:
    """Return what lists the targets, or the tasks, that a figure counts."""

    def rows(
        actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
    ) -> Sequence[analytics.Row]:
        plans = [plan for plan in _plans(actor, period) if plan.unit_id == unit_id]
        items = Item.objects.filter(plan__in=plans, kind=kind).exclude(state=State.DROPPED)
        found = items.select_related("plan", "lead_unit")
        return _page((_item_row(each, period) for each in found), after, limit)

    return rows


def _of_plans(find: _Find) -> analytics.ListRows:
    def rows(
        actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
    ) -> Sequence[analytics.Row]:
        found = [row for plan in _plans(actor, period) for row in find(plan, period)]
        return _page((row for row in found if row.unit_id == unit_id), after, limit)

    return rows


def _model_code(pilot: PilotModel, plan: Plan) -> str:
    return f"{plan.number_symbol} MH {pilot.number:03}"


def _models(plan: Plan, period: analytics.Period) -> Iterable[analytics.Row]:
    for line in matrix_of(plan, on=period.last_date):
        if line.pilot.owner_id is None:
            yield analytics.Row(
                code=_model_code(line.pilot, plan),
                title=line.pilot.title,
                unit_id=plan.unit_id,
                at=_last(line) or period.start,
                counted=line.is_by_all,
                note=f"{line.registered}/{len(line.cells)}",
                url=reverse("programme:matrix", args=[plan.id]),
            )


def _last(line: Line) -> datetime | None:
    times = [each.enrolment.state_at for each in line.cells if each.enrolment is not None]
    return max(times, default=None)


def _registered(plan: Plan, period: analytics.Period) -> Iterable[analytics.Row]:
    for line in matrix_of(plan, on=period.last_date):
        if line.pilot.owner_id is not None:
            continue
        for cell in line.cells:
            yield analytics.Row(
                code=_model_code(line.pilot, plan),
                title=line.pilot.title,
                unit_id=cell.ward.id,
                at=cell.enrolment.state_at if cell.enrolment else period.start,
                counted=cell.is_in,
                note=str(cell.enrolment.get_state_display()) if cell.enrolment else "",
                url=reverse("programme:ward", args=[line.pilot.id, cell.ward.id]),
            )


def _own(plan: Plan, _period: analytics.Period) -> Iterable[analytics.Row]:
    enrolments = Enrolment.objects.filter(pilot__plan=plan, pilot__owner__isnull=False)
    for each in enrolments.exclude(state=Enrolled.WITHDRAWN).select_related("pilot"):
        yield analytics.Row(
            code=_model_code(each.pilot, plan),
            title=each.pilot.title,
            unit_id=each.unit_id,
            at=each.state_at,
            counted=True,
            note=str(each.get_state_display()),
            url=reverse("programme:ward", args=[each.pilot_id, each.unit_id]),
        )


rows_of_models = _of_plans(_models)
rows_of_registered = _of_plans(_registered)
rows_of_own_models = _of_plans(_own)
