"""The last days of the alerts: rules are switched on, ring, and people answer or do not."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.time import LOCAL_ZONE, local, local_date
from motcua.kernel.identity import api as identity

from .. import queries, use_cases
from ..models import Alert
from .book import BOOK, Fate, Planned
from .duty import ACTOR

_WRITTEN = timedelta(days=12)
_EVENING, _MORNING = 17, 8
_SOON = timedelta(minutes=12)
_DONE = timedelta(hours=2)
_LOOKS = [timedelta(hours=hours) for hours in (1, 3, 5, 15, 18)]  # the next of a ladder is told


def play(district_id: UUID, now: datetime) -> None:
    """Write the rules, and go from day to day: the last is today, or before ten yesterday."""
    last = local_date(now if local(now).hour > _MORNING + 1 else now - timedelta(days=1))
    known = {each.code for each in queries.choices(local_date(now))}
    rules = {
        use_cases.write_rule(actor=ACTOR, terms=each.terms(district_id), at=now - _WRITTEN): each
        for each in BOOK
        if each.indicator in known
    }
    for ago in range(max(each.since for each in BOOK), -1, -1):
        hour = _EVENING if ago else _MORNING
        day = last - timedelta(days=ago)
        at = datetime(day.year, day.month, day.day, hour, 10, tzinfo=LOCAL_ZONE)
        for rule_id, each in rules.items():
            if each.is_on and each.since == ago:
                use_cases.switch_rule(actor=ACTOR, rule_id=rule_id, is_on=True, at=at)
        use_cases.watch(at=at)
        use_cases.tell_due(at=at)
        _answer(rules, at)
        for later in _LOOKS:
            use_cases.tell_due(at=min(at + later, now))


def _answer(rules: dict[UUID, Planned], at: datetime) -> None:
    """Let people answer what rang at an instant, each as his rule's fates say."""
    rang: defaultdict[UUID, list[Alert]] = defaultdict(list)
    for alert in Alert.objects.filter(opened_at=at).order_by("unit__sort", "unit__code"):
        rang[alert.rule_id].append(alert)
    for rule_id, alerts in rang.items():
        _answer_each(alerts, rules[rule_id].fates, at)


def _answer_each(alerts: Sequence[Alert], fates: Sequence[Fate], at: datetime) -> None:
    for alert, fate in zip(alerts, cycle(fates), strict=False):
        holder = _holder(alert, at)
        if holder is None or not fate.is_answered:
            continue
        use_cases.acknowledge(actor=holder, alert_id=alert.id, at=at + _SOON)
        if fate.note:
            use_cases.close(actor=holder, alert_id=alert.id, note=fate.note, at=at + _SOON + _DONE)


def _holder(alert: Alert, at: datetime) -> Actor | None:
    if alert.post_id is None:
        return None
    accounts = queries.holders_of([alert.post_id], at=at)[alert.post_id].account_ids
    return identity.actor_for(accounts[0], at) if accounts else None
