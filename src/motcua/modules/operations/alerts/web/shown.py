"""How alerts are shown: states in words and shapes, rows of lists, what happened."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation.models import EventRecord
from motcua.ui import words

from .. import events
from ..models import Alert
from ..types import Severity, State

SEVERITIES = {
    Severity.NOTICE: ("neutral", "info"),
    Severity.WARNING: ("warn", "warning"),
    Severity.URGENT: ("bad", "error"),
}
STATES = {
    State.OPEN: ("waiting", "clock"),
    State.ACKNOWLEDGED: ("working", "person"),
    State.CLOSED: ("good", "check"),
}


def severity_of(alert: Alert) -> dict[str, str]:
    """Return how much an alert presses, as components show it."""
    tone, icon = SEVERITIES[Severity(alert.severity)]
    return {"label": str(Severity(alert.severity).label), "tone": tone, "icon": icon}


def state_of(alert: Alert) -> dict[str, str]:
    """Return where an alert is, as components show it."""
    tone, icon = STATES[State(alert.state)]
    return {"label": str(State(alert.state).label), "tone": tone, "icon": icon}


def unit_of(alert: Alert) -> str:
    """Return the short name of an alert's unit."""
    return alert.unit.short_name or alert.unit.name


def row(alert: Alert, *, at: datetime) -> dict[str, Any]:
    """Return a line of a list."""
    waits = alert.state == State.OPEN
    return {
        "id": alert.id,
        "href": reverse("alerts:alert", args=[alert.id]),
        "code": str(Severity(alert.severity).label),
        "person": f"{unit_of(alert)} – {alert.title}",
        "procedure": alert.words,
        "state": state_of(alert),
        "step": words.as_ago(alert.opened_at, at),
        "holder": alert.post.title if alert.post else _("nobody has been told yet"),
        "due_at": alert.answer_by if waits else None,
        "distance": words.as_distance(alert.answer_by, at)
        if waits and alert.answer_by is not None
        else "",
        "tone": "bad" if alert.severity == Severity.URGENT else "",
    }


def facts_of(alert: Alert) -> list[tuple[str, str]]:
    """Return the figures of an alert: when it rang, and at the last look."""
    first, latest = alert.figures, alert.latest
    rows = [(_("When it rang"), first["value"]), (_("At the last look"), latest["value"])]
    for label, name in ((_("Target"), "target"), (_("Foretold for the end"), "projected")):
        if first[name]:
            rows.append((label, first[name]))
    return [*rows, (_("As many days of the period before"), first["before"])]


def happened(record: EventRecord) -> dict[str, Any]:
    """Return what happened to an alert as the timeline shows it."""
    given = record.payload
    code = record.code
    titles = {
        events.AlertOpened.code: _("The rule rang"),
        events.AlertAssigned.code: _("The one on duty was told"),
        events.AlertEscalated.code: _("Not acknowledged in time: passed on to the next"),
        events.AlertRepeated.code: _("Told again: it goes on"),
        events.AlertAcknowledged.code: pgettext("alert", "Acknowledged"),
        events.AlertEased.code: _("The figure is as it should be again"),
        events.AlertReturned.code: _("It is so again"),
        events.AlertClosed.code: pgettext("alert", "Closed"),
        events.AlertReopened.code: _("Opened again: it goes on"),
    }
    text = next(
        (given[name] for name in ("words", "holder", "value", "note") if given.get(name)), ""
    )
    if code == events.AlertAcknowledged.code:
        text = _("in time") if given["in_time"] else _("after the time that the rule gives")
    is_bad = code in {events.AlertEscalated.code, events.AlertReopened.code}
    return {
        "title": titles[code],
        "at": record.at,
        "by": record.actor_name if record.account_id else _("the system"),
        "text": text,
        "state": "bad" if is_bad else "done",
    }
