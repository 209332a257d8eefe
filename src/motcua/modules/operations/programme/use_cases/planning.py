"""Entering plans and their lines."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault

from .. import permissions, queries
from ..errors import PlanInvalid, WorkbookFaulty
from ..events import ItemDropped, ItemPlanned, PlanEntered
from ..models import Entry, Item, Plan, Workbook
from ..types import CellFault, Given, Happened, Kind, State, Wanted
from .common import lock_item, note, require_words

_CENTURY = range(2000, 2100)


@transaction.atomic
def enter_plan(*, actor: Actor, unit_id: UUID, given: Given, at: datetime) -> UUID:
    """Enter the plan of an authority for a year.

    Raises:
        NotPermitted: The actor enters no plans there.
        PlanInvalid: Something is missing, or the number stands already.

    Publishes:
        PlanEntered
    """
    permissions.MANAGE.require(actor, unit_id=unit_id)
    faults = [
        Fault(path, message)
        for path, is_right, message in (
            ("title", given.title.strip(), _("Write the name of the plan.")),
            ("number_symbol", given.number_symbol.strip(), _("Write number and symbol.")),
            ("year", given.year in _CENTURY, _("Write a year, such as 2026.")),
        )
        if not is_right
    ]
    if Plan.objects.filter(unit_id=unit_id, number_symbol=given.number_symbol.strip()).exists():
        faults.append(Fault("number_symbol", _("A plan of this number stands here already.")))
    if faults:
        raise PlanInvalid(faults=tuple(faults))
    plan = Plan.objects.create(
        unit_id=unit_id,
        year=given.year,
        title=given.title.strip(),
        number_symbol=given.number_symbol.strip(),
        issued_on=given.issued_on,
        theme=given.theme.strip(),
        resolution=given.resolution.strip(),
        starts_on=date(given.year, 1, 1),
        ends_on=date(given.year, 12, 31),
        entered_at=at,
        entered_by_name=actor.name,
    )
    entered = PlanEntered(
        plan_id=plan.id, unit_id=unit_id, year=plan.year, number_symbol=plan.number_symbol
    )
    house.publish(entered, by=actor, at=at, unit_id=unit_id)
    return plan.id


@transaction.atomic
def keep_workbook(
    *, actor: Actor, plan_id: UUID, content: bytes, at: datetime
) -> tuple[UUID | None, list[CellFault]]:
    """Read a workbook of lines and keep them until somebody confirms; with faults nothing is kept.

    Returns:
        The key of what waits, None with faults; and the faults, cell by cell.

    Raises:
        PlanNotFound: There is no such plan.
        NotPermitted: The actor enters no plans there.
    """
    plan = queries.get_plan(actor=actor, plan_id=plan_id)
    permissions.MANAGE.require(actor, unit_id=plan.unit_id)
    wanted, faults = queries.read_workbook(plan, content, at=at)
    if faults:
        return None, faults
    kept = Workbook.objects.create(
        plan=plan, rows=queries.rows_to_keep(wanted), account_id=actor.account_id, read_at=at
    )
    return kept.id, []


@transaction.atomic
def confirm_workbook(*, actor: Actor, plan_id: UUID, workbook_id: UUID, at: datetime) -> int:
    """Take the lines of a workbook into its plan; what waited is gone after that.

    Raises:
        ImportNotFound: It was taken in already, or somebody else uploaded it.
        NotPermitted: The actor enters no plans there.
        WorkbookFaulty: A number was taken in the meantime.

    Publishes:
        ItemPlanned
    """
    workbook = queries.get_workbook(actor=actor, plan_id=plan_id, workbook_id=workbook_id)
    plan = Plan.objects.select_for_update().get(id=workbook.plan_id)
    wanted = queries.wanted_of(workbook)
    taken = set(Item.objects.filter(plan=plan).values_list("kind", "number"))
    if taken & {(each.kind.value, each.number) for each in wanted}:
        raise WorkbookFaulty
    added = plan_items(actor=actor, plan_id=plan.id, wanted=wanted, at=at)
    Workbook.objects.filter(id=workbook.id).delete()
    return added


@transaction.atomic
def plan_items(*, actor: Actor, plan_id: UUID, wanted: Sequence[Wanted], at: datetime) -> int:
    """Put lines into a plan: targets first, so that tasks may serve them.

    Raises:
        PlanNotFound: There is no such plan.
        NotPermitted: The actor enters no plans there.

    Publishes:
        ItemPlanned
    """
    plan = queries.get_plan(actor=actor, plan_id=plan_id)
    permissions.MANAGE.require(actor, unit_id=plan.unit_id)
    dues = queries.due_of([(each.lead_unit_id, each.due_on) for each in wanted])
    targets = {each.number: each for each in plan.items.filter(kind=Kind.TARGET)}
    made = []
    for each in sorted(wanted, key=lambda one: (one.kind is not Kind.TARGET, one.number)):
        item = Item(
            plan=plan,
            kind=each.kind,
            number=each.number,
            target=targets.get(each.target_number or 0),
            heading=each.heading,
            text=each.text,
            lead_unit_id=each.lead_unit_id,
            product=each.product,
            measured_in=each.measured_in,
            aim=each.aim,
            direction=each.direction,
            indicator_code=each.indicator_code,
            due_at=dues[each.lead_unit_id, each.due_on],
        )
        if each.kind is Kind.TARGET:
            targets[each.number] = item
        made.append((item, each.support_ids))
    _write(plan, made, actor=actor, at=at)
    return len(made)


def _write(
    plan: Plan, made: Sequence[tuple[Item, tuple[UUID, ...]]], *, actor: Actor, at: datetime
) -> None:
    Item.objects.bulk_create([item for item, _supports in made])
    beside = Item.supports.through
    beside.objects.bulk_create(
        beside(item_id=item.id, unit_id=unit_id) for item, supports in made for unit_id in supports
    )
    Entry.objects.bulk_create(
        Entry(item=item, what=Happened.PLANNED, at=at, by_name=actor.name)
        for item, _supports in made
    )
    planned = [
        ItemPlanned(
            item_id=item.id,
            plan_id=plan.id,
            unit_id=plan.unit_id,
            kind=item.kind,
            lead_unit_id=item.lead_unit_id,
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            due_at=item.due_at,
        )
        for item, _supports in made
    ]
    house.publish(*planned, by=actor, at=at, unit_id=plan.unit_id)


@transaction.atomic
def drop_item(*, actor: Actor, item_id: UUID, reason: str, at: datetime) -> None:
    """Drop a line: it need not be reached any more and counts neither for nor against anybody.

    Raises:
        ItemNotFound: There is none that the actor may see.
        ItemElsewhere: It was reached, or dropped before.
        NotPermitted: The actor does not keep the plan.
        ReportInvalid: The reason is missing.

    Publishes:
        ItemDropped
    """
    item = lock_item(actor, item_id, State.OPEN, State.REPORTED)
    permissions.MANAGE.require(actor, unit_id=item.plan.unit_id)
    said = require_words(reason, "drop_reason", _("Write why it is dropped; everybody reads it."))
    item.state = State.DROPPED
    item.save(update_fields=["state"])
    note(item, Happened.DROPPED, said, actor=actor, at=at)
    dropped = ItemDropped(item_id=item.id, plan_id=item.plan_id, reason=said)
    house.publish(dropped, by=actor, at=at, unit_id=item.plan.unit_id)
