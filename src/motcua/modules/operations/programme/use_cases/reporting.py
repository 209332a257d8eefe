"""How far a line is, that it is reached, and what the office says to that."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.kernel.documents import api as documents

from .. import permissions, rules
from ..errors import MeasuredByFigure, ReportInvalid
from ..events import ItemReached, ItemReopened, ItemReported
from ..models import Item
from ..types import Happened, State
from .common import lock_item, note, require_words

_ALL = 100


@transaction.atomic
def report_item(
    *,
    actor: Actor,
    item_id: UUID,
    text: str,
    percent: int | None = None,
    value: Decimal | None = None,
    is_reached: bool = False,
    files: Sequence[tuple[str, bytes]] = (),
    at: datetime,
) -> None:
    """Say how far a line is; what is reported as reached wants evidence, and is confirmed.

    Args:
        percent: From 0 to 100; of a target with a value it follows from the value.
        value: Of a target that has a value to reach.

    Raises:
        ItemNotFound, ItemElsewhere: It is not under way.
        NotPermitted: The actor does not speak for the lead unit.
        MeasuredByFigure: A figure measures the target.
        ReportInvalid: Words, number or evidence are missing.
        FileRefused, TooManyFiles: Evidence is not taken in.

    Publishes:
        ItemReported
    """
    item = lock_item(actor, item_id, State.OPEN)
    permissions.REPORT.require(actor, unit_id=item.lead_unit_id)
    if item.indicator_code:
        raise MeasuredByFigure
    said = require_words(text, "text", _("Write what has been done and what is left."))
    percent = _percent(item, percent, value)
    if is_reached and not files:
        message = _("Add a file that proves it: a report, a decision, a photo.")
        raise ReportInvalid(faults=(Fault("evidence", message),))
    evidence = documents.store_evidence(files=files, actor=actor, at=at)
    item.percent, item.value = percent, value
    item.value_at = at if value is not None else item.value_at
    if is_reached:
        item.state, item.reached_at = State.REPORTED, at
    item.save()
    what = Happened.REPORTED if is_reached else Happened.PROGRESS
    note(item, what, said, actor=actor, at=at, percent=percent, value=value, files=evidence)
    reported = ItemReported(item_id=item.id, percent=percent, value=value, is_reached=is_reached)
    house.publish(reported, by=actor, at=at, unit_id=item.plan.unit_id)


def _percent(item: Item, percent: int | None, value: Decimal | None) -> int:
    if item.aim is not None:
        if value is None or value < 0:
            message = _("Write the value that was reached so far, such as 95 or 99,5.")
            raise ReportInvalid(faults=(Fault("value", message),))
        return rules.percent_of(value, aim=item.aim, direction=item.direction)
    if percent is None or not 0 <= percent <= _ALL:
        message = _("Write a number from 0 to 100.")
        raise ReportInvalid(faults=(Fault("percent", message),))
    return percent


@transaction.atomic
def confirm_item(*, actor: Actor, item_id: UUID, text: str = "", at: datetime) -> None:
    """Confirm that a line is reached; what counts is when it was reported.

    Raises:
        ItemNotFound, ItemElsewhere: It was not reported as reached.
        NotPermitted: The actor does not keep the plan.

    Publishes:
        ItemReached
    """
    item = lock_item(actor, item_id, State.REPORTED)
    permissions.MANAGE.require(actor, unit_id=item.plan.unit_id)
    note(item, Happened.CONFIRMED, text.strip(), actor=actor, at=at)
    mark_reached(item, actor=actor, reached_at=item.reached_at or at, at=at)


def mark_reached(item: Item, *, actor: Actor, reached_at: datetime, at: datetime) -> None:
    """Let a line be reached since an instant."""
    item.state, item.percent, item.reached_at = State.DONE, _ALL, reached_at
    item.save()
    reached = ItemReached(
        item_id=item.id,
        plan_id=item.plan_id,
        reached_at=reached_at,
        on_time=reached_at <= item.due_at,
    )
    house.publish(reached, by=actor, at=at, unit_id=item.plan.unit_id)


@transaction.atomic
def return_item(*, actor: Actor, item_id: UUID, reason: str, at: datetime) -> None:
    """Send a report back: the line goes on, and its clock.

    Raises:
        ItemNotFound, ItemElsewhere: It was not reported as reached.
        NotPermitted: The actor does not keep the plan.
        ReportInvalid: The reason is missing.

    Publishes:
        ItemReopened
    """
    item = lock_item(actor, item_id, State.REPORTED)
    permissions.MANAGE.require(actor, unit_id=item.plan.unit_id)
    said = require_words(reason, "reason", _("Write what is missing or has to be mended."))
    note(item, Happened.RETURNED, said, actor=actor, at=at)
    reopen(item, said, actor=actor, at=at)


def reopen(item: Item, reason: str, *, actor: Actor, at: datetime) -> None:
    """Let a line be under way again."""
    item.state, item.reached_at = State.OPEN, None
    item.save()
    reopened = ItemReopened(item_id=item.id, plan_id=item.plan_id, reason=reason)
    house.publish(reopened, by=actor, at=at, unit_id=item.plan.unit_id)
