"""Telling the one on duty, the next when he does not answer, and again while it goes on."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation import actors
from motcua.foundation import events as house
from motcua.foundation.events import Event
from motcua.kernel.notifications import api as notifications

from .. import queries, rules
from ..events import AlertAssigned, AlertEscalated, AlertRepeated
from ..models import Alert
from ..types import State

HOUSE = actors.system("alerts")
AT_ONCE = 200
NOBODY = queries.Holder("", ())


@transaction.atomic
def tell_due(*, at: datetime) -> int:
    """Tell whoever has to be told by now; each alert by one worker alone.

    First the one on duty in the unit, then – not acknowledged in the time of the rule – the leader
    of the unit, the one on duty above, and so on. Whoever acts in a post by delegation is told
    with, or in place of, its holder. While an alert goes on its owner is told again as often as
    the rule says. Nobody is told in quiet hours.

    Returns:
        How many alerts were told of.

    Publishes:
        AlertAssigned, AlertEscalated, AlertRepeated
    """
    due = list(
        Alert.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(next_at__lte=at)
        .select_related("rule", "unit")
        .order_by("next_at", "id")[:AT_ONCE]
    )
    if not due:
        return 0
    ladders = queries.ladders({each.unit_id for each in due}, at=at)
    asked = {post for ladder in ladders.values() for post in ladder}
    asked |= {each.post_id for each in due if each.post_id}
    holders = queries.holders_of(asked, at=at)
    return sum(_tell(each, ladders[each.unit_id], holders, at=at) for each in due)


def _tell(
    alert: Alert, ladder: Sequence[UUID], holders: Mapping[UUID, queries.Holder], *, at: datetime
) -> bool:
    """Go on with one alert, and say when it is its turn again."""
    event = _step(alert, ladder, holders, at=at)
    alert.next_at = _next(alert, ladder, at)
    if event is not None:
        alert.times_told += 1
        house.publish(event, by=HOUSE, at=at, unit_id=alert.unit_id)
        _send(alert, holders.get(alert.post_id or alert.id, NOBODY), at=at)
    alert.save(
        update_fields=["post", "told_post_ids", "told_at", "answer_by", "times_told", "next_at"]
    )
    return event is not None


def _step(
    alert: Alert, ladder: Sequence[UUID], holders: Mapping[UUID, queries.Holder], *, at: datetime
) -> Event | None:
    if alert.state == State.CLOSED or not alert.holds:
        return None
    ids = {"alert_id": alert.id, "unit_id": alert.unit_id}
    if alert.state == State.OPEN and _is_unanswered(alert, at):
        new = next((post for post in ladder if post not in alert.told_post_ids), None)
        if new is not None:
            is_first = alert.told_at is None
            _give(alert, new, at=at)
            words = holders.get(new, NOBODY).words
            kind = AlertAssigned if is_first else AlertEscalated
            return kind(**ids, post_id=new, holder=words)
    if alert.post_id is None or not alert.rule.repeat_hours:
        return None
    return AlertRepeated(**ids, holder=holders.get(alert.post_id, NOBODY).words)


def _is_unanswered(alert: Alert, at: datetime) -> bool:
    return alert.answer_by is None or alert.answer_by <= at


def _give(alert: Alert, post_id: UUID, *, at: datetime) -> None:
    alert.post_id = post_id
    alert.told_post_ids = [*alert.told_post_ids, post_id]
    alert.told_at = alert.told_at or at
    alert.answer_by = at + timedelta(minutes=alert.rule.within_minutes)


def _next(alert: Alert, ladder: Sequence[UUID], at: datetime) -> datetime | None:
    """Return when an alert is looked at again: when the time to answer is over, or to repeat."""
    if alert.state == State.CLOSED or not alert.holds:
        return None
    repeat = timedelta(hours=alert.rule.repeat_hours)
    again = at + repeat if repeat else None
    waits = alert.state == State.OPEN and any(each not in alert.told_post_ids for each in ladder)
    if waits and alert.answer_by is not None and alert.answer_by > at:
        again = min(again, alert.answer_by) if again else alert.answer_by
    elif alert.post_id is None:  # nobody is there yet: as soon as the duty is planned
        again = at + timedelta(minutes=alert.rule.within_minutes)
    return rules.after_quiet(again, alert.rule.quiet) if again else None


def _send(alert: Alert, holder: queries.Holder, *, at: datetime) -> None:
    with override(queries.LANGUAGE):
        unit = alert.unit.short_name or alert.unit.name
        subject = _("Alert: %(title)s – %(unit)s") % {"title": alert.title, "unit": unit}
    for account_id in holder.account_ids:
        notifications.send(
            key=f"alerts:{alert.id}:{alert.times_told}:{account_id}",
            to_account_id=account_id,
            subject=subject,
            body=alert.words,
            link=f"/alerts/{alert.id}/",
            at=at,
        )
