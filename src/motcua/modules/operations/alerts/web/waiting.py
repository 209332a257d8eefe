"""What the desk of whoever is on duty shows of alerts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation.actors import Actor
from motcua.kernel.desk import api as desk

from .. import queries, use_cases
from ..models import Alert
from ..types import Severity, State
from . import shown


def _row(alert: Alert) -> desk.Row:
    return desk.Row(
        key=str(alert.id),
        title=f"{alert.title} – {shown.unit_of(alert)}",
        url=reverse("alerts:alert", args=[alert.id]),
        code=str(Severity(alert.severity).label),
        who=shown.unit_of(alert),
        said=alert.words,
        urgent=str(Severity.URGENT.label) if alert.severity == Severity.URGENT else "",
        state=str(State(alert.state).label),
        since=alert.opened_at,
        due_at=alert.answer_by if alert.state == State.OPEN else None,
    )


def _acknowledge(*, actor: Actor, key: str, given: Any, at: datetime) -> None:
    use_cases.acknowledge(actor=actor, alert_id=desk.read_key(key), at=at)


def _close(*, actor: Actor, key: str, given: Any, at: datetime) -> None:
    note = given.get("note", "")
    use_cases.close(actor=actor, alert_id=desk.read_key(key), note=note, at=at)


def _note(*, actor: Actor, key: str, at: datetime) -> Sequence[desk.Field]:
    return [desk.Field(name="note", label=_("What was found and done"))]


class AlertsToAnswer(desk.Source):
    """Alerts that lie with the actor."""

    code = "alerts.mine"
    lane = desk.Lane.DECIDE
    title: ClassVar[Any] = gettext_lazy("Alerts")
    order = 10
    acts = (
        desk.Act(
            code="acknowledge",
            title=gettext_lazy("Acknowledge: I see to it"),
            do=_acknowledge,
            done=gettext_lazy("Acknowledged: the alert is yours."),
            many=True,
            primary=True,
        ),
        desk.Act(
            code="close",
            title=gettext_lazy("Close with this note"),
            do=_close,
            done=gettext_lazy("Closed; your note stays with the alert."),
            fields=_note,
        ),
    )

    def count(self, *, actor: Actor, at: datetime, limit: int) -> int:
        """Return how many alerts lie with the actor."""
        return queries.list_mine(actor=actor).order_by()[:limit].count()

    def whole(self) -> str:
        """Return the page of one's own alerts."""
        return reverse("alerts:mine")

    def rows(self, *, actor: Actor, at: datetime, limit: int) -> Sequence[desk.Row]:
        """Return the most pressing of them."""
        return [_row(each) for each in queries.list_mine(actor=actor)[:limit]]

    def read(self, *, actor: Actor, key: str, at: datetime) -> desk.Reading:
        """Return what rang, and how the figure stands now."""
        alert = queries.get_alert(actor=actor, alert_id=desk.read_key(key))
        return desk.Reading(
            title=f"{alert.title} – {shown.unit_of(alert)}",
            url=reverse("alerts:alert", args=[alert.id]),
            code=str(Severity(alert.severity).label),
            state=str(State(alert.state).label),
            text=alert.words,
            due_at=alert.answer_by if alert.state == State.OPEN else None,
            facts=shown.facts_of(alert),
            acts=None if alert.state == State.OPEN else frozenset({"close"}),
        )


PROVIDED = (AlertsToAnswer(),)
