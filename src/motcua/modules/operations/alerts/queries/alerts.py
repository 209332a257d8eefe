"""Alerts: whose they are, what happened to each, what is open."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse

from motcua.foundation.actors import Actor
from motcua.foundation.models import EventRecord

from .. import permissions
from ..errors import AlertNotFound
from ..models import NOT_CLOSED, Alert, AlertQuerySet
from ..types import OpenAlert, Severity, State


def get_alert(*, actor: Actor, alert_id: UUID) -> Alert:
    """Return an alert that the actor may see.

    Raises:
        AlertNotFound: There is none.
    """
    seen = Alert.objects.visible_to(actor).select_related("rule", "unit", "post")
    found = seen.filter(id=alert_id).first()
    if found is None:
        raise AlertNotFound
    return found


def may_answer(actor: Actor, alert: Alert) -> bool:
    """Tell whether the actor may acknowledge and close: it came to him, or he leads the unit."""
    return bool(actor.post_ids & set(alert.told_post_ids)) or permissions.LEAD.held_by(
        actor, unit_id=alert.unit_id
    )


def _shown(rows: AlertQuerySet) -> AlertQuerySet:
    return rows.select_related("unit", "post", "rule")


def list_mine(*, actor: Actor) -> AlertQuerySet:
    """List what lies with the actor now and is not closed, the most pressing first."""
    mine = Alert.objects.not_closed().filter(post_id__in=list(actor.post_ids))
    return _shown(mine).pressing_first()


def list_of_units(*, actor: Actor, state: str = "", unit_id: UUID | None = None) -> AlertQuerySet:
    """List the alerts that the actor may see, the latest first; of a state, or not closed."""
    rows = Alert.objects.visible_to(actor)
    rows = rows.filter(state=state) if state in State.values else rows.not_closed()
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    return _shown(rows).order_by("-opened_at", "id")


def count_states(*, actor: Actor) -> dict[str, int]:
    """Return how many alerts that are not closed the actor may see, by state; one query."""
    rows = Alert.objects.visible_to(actor).not_closed().values_list("state")
    counted = dict(rows.annotate(count=Count("id")).order_by())
    return {state.value: counted.get(state.value, 0) for state in NOT_CLOSED}


def open_alerts(
    *, actor: Actor | None = None, unit_ids: Collection[UUID] | None = None, limit: int = 20
) -> tuple[OpenAlert, ...]:
    """Return alerts that are not closed, the most pressing first; one query.

    Args:
        actor: Only what he may see; None: of the named units, for a wall.
        unit_ids: Only of these units.
    """
    rows = (
        Alert.objects.not_closed()
        if actor is None
        else (Alert.objects.visible_to(actor).not_closed())
    )
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=list(unit_ids))
    elif actor is None:
        return ()
    return tuple(_open(each) for each in _shown(rows).pressing_first()[:limit])


def count_open(*, unit_ids: Collection[UUID]) -> int:
    """Return how many alerts of units are not closed; one query."""
    return Alert.objects.not_closed().filter(unit_id__in=list(unit_ids)).count()


def _open(alert: Alert) -> OpenAlert:
    return OpenAlert(
        id=alert.id,
        title=alert.title,
        words=alert.words,
        indicator_code=alert.rule.indicator_code,
        unit_id=alert.unit_id,
        unit_name=alert.unit.short_name or alert.unit.name,
        severity=Severity(alert.severity),
        state=State(alert.state),
        opened_at=alert.opened_at,
        acknowledged_at=alert.acknowledged_at,
        holder=alert.post.title if alert.post else "",
        holds=alert.holds,
        url=reverse("alerts:alert", args=[alert.id]),
    )


def history_of(alert_id: UUID) -> Sequence[EventRecord]:
    """Return what happened to an alert, in order: the events themselves."""
    return list(EventRecord.objects.filter(stream=f"alert:{alert_id}").order_by("stream_version"))


def earlier_of(alert: Alert) -> QuerySet[Alert]:
    """Return the alerts of the same rule and unit before, the latest first."""
    same = Alert.objects.filter(rule_id=alert.rule_id, unit_id=alert.unit_id)
    return same.filter(opened_at__lt=alert.opened_at).order_by("-opened_at")


def told_between(
    unit_ids: Collection[UUID], start: datetime, end: datetime, *, actor: Actor, after: str
) -> QuerySet[Alert]:
    """List the alerts that were told in a time, by id, for the rows behind the figure."""
    seen = Alert.objects.visible_to(actor).filter(
        unit_id__in=list(unit_ids), told_at__gte=start, told_at__lt=end
    )
    if after:
        seen = seen.filter(id__gt=after)
    return seen.order_by("id")
