"""Acknowledging an alert, and closing it with a note."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, NotPermitted

from .. import queries, rules
from ..errors import AlertElsewhere, NoteMissing
from ..events import AlertAcknowledged, AlertClosed
from ..models import Alert
from ..types import State


def _lock(actor: Actor, alert_id: UUID, *states: State) -> Alert:
    queries.get_alert(actor=actor, alert_id=alert_id)
    rows = Alert.objects.select_for_update(of=("self",)).select_related("rule")
    alert = rows.get(id=alert_id)
    if not queries.may_answer(actor, alert):
        raise NotPermitted
    if alert.state not in states:
        raise AlertElsewhere(state=State(alert.state).label)
    return alert


@transaction.atomic
def acknowledge(*, actor: Actor, alert_id: UUID, at: datetime) -> None:
    """Take an alert upon oneself: it goes to nobody else any more.

    Raises:
        AlertNotFound: It is not the actor's to see.
        NotPermitted: It did not come to him, and he does not lead the unit.
        AlertElsewhere: Somebody was quicker.

    Publishes:
        AlertAcknowledged
    """
    alert = _lock(actor, alert_id, State.OPEN)
    _acknowledge(alert, actor, at)
    alert.save()


def _acknowledge(alert: Alert, actor: Actor, at: datetime) -> None:
    repeat = timedelta(hours=alert.rule.repeat_hours)
    within = timedelta(minutes=alert.rule.within_minutes)
    alert.in_time = alert.told_at is None or at <= alert.told_at + within
    alert.state, alert.acknowledged_at = State.ACKNOWLEDGED, at
    alert.acknowledged_by_name = actor.name
    alert.next_at = rules.after_quiet(at + repeat, alert.rule.quiet) if repeat else None
    event = AlertAcknowledged(alert_id=alert.id, unit_id=alert.unit_id, in_time=alert.in_time)
    house.publish(event, by=actor, at=at, unit_id=alert.unit_id)


@transaction.atomic
def close(*, actor: Actor, alert_id: UUID, note: str, at: datetime) -> None:
    """Close an alert and say what was found and done; what was not acknowledged is so with it.

    Raises:
        AlertNotFound: It is not the actor's to see.
        NotPermitted: It did not come to him, and he does not lead the unit.
        AlertElsewhere: It is closed already.
        NoteMissing: There are no words.

    Publishes:
        AlertClosed
    """
    alert = _lock(actor, alert_id, State.OPEN, State.ACKNOWLEDGED)
    words = note.strip()
    if not words:
        message = _("Write what was found and done: it stays with the alert.")
        raise NoteMissing(faults=(Fault("note", message),))
    if alert.state == State.OPEN:
        _acknowledge(alert, actor, at)
    alert.state, alert.closed_at, alert.note = State.CLOSED, at, words
    alert.closed_by_name, alert.next_at = actor.name, None
    alert.save()
    closed = AlertClosed(alert_id=alert.id, unit_id=alert.unit_id, note=words)
    house.publish(closed, by=actor, at=at, unit_id=alert.unit_id)
