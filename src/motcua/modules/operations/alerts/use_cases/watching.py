"""One pass over all rules: what rings is opened once, what eased or goes on is noted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import override

from motcua.foundation import actors
from motcua.foundation import events as house
from motcua.foundation.events import Event
from motcua.foundation.plain import to_plain
from motcua.foundation.time import local_date

from .. import queries, rules
from ..events import AlertEased, AlertOpened, AlertReopened, AlertReturned
from ..models import Alert, Rule
from ..types import State

HOUSE = actors.system("alerts")
_FOLLOWED = ["latest", "holds", "state", "next_at", "times_opened", "told_at", "answer_by"]
_FOLLOWED += ["post", "told_post_ids", "acknowledged_at", "acknowledged_by_name", "in_time"]
Key = tuple[UUID, UUID, date]  # rule, unit, first day of the period


@transaction.atomic
def watch(*, at: datetime) -> int:
    """Look at every rule that is on, for every unit: a fixed number of queries without news.

    What rings is opened exactly once for a rule, a unit and a period, however many workers look at
    the same time, with the figures of this instant. What was opened before is followed: it eased,
    it returned, or it was closed and goes on.

    Returns:
        How many alerts were opened.

    Publishes:
        AlertOpened, AlertEased, AlertReturned, AlertReopened
    """
    day = local_date(at)
    asked = list(Rule.objects.filter(is_on=True).select_related("unit").order_by("id"))
    found = queries.watched(asked, on=day) if asked else []
    windows = {each.rule.id: queries.window(each.rule, day) for each in found}
    with override(queries.LANGUAGE):
        seen = {
            _key(sight): (sight, rung) for sight, rung in queries.ringing(found, windows, at=at)
        }
        known = _known(seen)
        told = _follow(known, seen, at=at)
        opened = _open(
            [sight for key, (sight, rung) in seen.items() if rung and key not in known], at
        )
    _publish([*opened, *told], at)
    return len(opened)


def _key(sight: queries.Sight) -> Key:
    return sight.watched.rule.id, sight.unit_id, sight.window.whole.first_date


def _known(seen: Iterable[Key]) -> dict[Key, Alert]:
    """Return the alerts of these rules and periods, locked; without those that others hold."""
    keys = list(seen)
    rows = Alert.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        rule_id__in={key[0] for key in keys}, period_first__in={key[2] for key in keys}
    )
    found = rows.select_related("rule").order_by("id") if keys else ()
    return {(each.rule_id, each.unit_id, each.period_first): each for each in found}


def _open(sights: Sequence[queries.Sight], at: datetime) -> list[AlertOpened]:
    alerts = [_alert(sight, at) for sight in sights]
    if not alerts:
        return []
    Alert.objects.bulk_create(alerts, ignore_conflicts=True)  # another worker may have been quicker
    written = set(
        Alert.objects.filter(id__in=[each.id for each in alerts]).values_list("id", flat=True)
    )
    return [
        AlertOpened(
            alert_id=alert.id,
            rule_id=alert.rule_id,
            unit_id=alert.unit_id,
            indicator=sight.watched.indicator.code,
            severity=alert.severity,
            words=alert.words,
            period_first=alert.period_first,
        )
        for alert, sight in zip(alerts, sights, strict=True)
        if alert.id in written
    ]


def _alert(sight: queries.Sight, at: datetime) -> Alert:
    rule, whole = sight.watched.rule, sight.window.whole
    figures = to_plain(sight.figures)
    return Alert(
        rule=rule,
        unit_id=sight.unit_id,
        period_first=whole.first_date,
        period_last=whole.last_date,
        period_label=whole.label,
        title=rule.title,
        words=queries.sight_in_words(sight),
        figures=figures,
        latest=figures,
        severity=rule.severity,
        opened_at=at,
        next_at=rules.after_quiet(at, rule.quiet),
    )


def _follow(
    known: Mapping[Key, Alert], seen: Mapping[Key, tuple[queries.Sight, bool]], *, at: datetime
) -> list[Event]:
    """Note how the alerts that are there already go on; what did not change is not written."""
    told: list[Event] = []
    changed = []
    for key, alert in known.items():
        if key not in seen:
            continue
        sight, rung = seen[key]
        # What is live is of another instant each time: that alone is nothing to write.
        figures = to_plain(sight.figures) | {"as_of": alert.latest.get("as_of")}
        is_news = _news(alert, rung, figures["value"], at=at)
        told += is_news
        if is_news or figures != alert.latest or rung != alert.holds:
            alert.latest, alert.holds = to_plain(sight.figures), rung
            changed.append(alert)
    if changed:
        Alert.objects.bulk_update(changed, _FOLLOWED)
    return told


def _news(alert: Alert, rung: bool, value: str, *, at: datetime) -> list[Event]:  # noqa: FBT001 - a fact
    """Return what happened to an alert, and let it go on from there."""
    said: dict[str, Any] = {"alert_id": alert.id, "unit_id": alert.unit_id, "value": value}
    if alert.state == State.CLOSED:
        return [_reopen(alert, said, at)] if rung and _is_over(alert, at) else []
    if rung == alert.holds:
        return []
    if not rung:
        alert.next_at = None
        return [AlertEased(**said)]
    alert.next_at = rules.after_quiet(at, alert.rule.quiet)
    return [AlertReturned(**said)]


def _is_over(alert: Alert, at: datetime) -> bool:
    """Tell whether the time that a closed alert is left in peace is over."""
    rest = timedelta(hours=alert.rule.reopen_hours)
    return alert.closed_at is not None and at >= alert.closed_at + rest


def _reopen(alert: Alert, said: dict[str, Any], at: datetime) -> AlertReopened:
    alert.state, alert.times_opened = State.OPEN, alert.times_opened + 1
    alert.post_id, alert.told_at, alert.answer_by = None, None, None
    alert.told_post_ids, alert.in_time = [], None
    alert.acknowledged_at, alert.acknowledged_by_name = None, ""
    alert.next_at = rules.after_quiet(at, alert.rule.quiet)
    return AlertReopened(**said)


def _publish(events: Sequence[Event], at: datetime) -> None:
    """Publish what happened, one statement for each unit that has news."""
    in_order = sorted(events, key=lambda each: str(getattr(each, "unit_id")))  # noqa: B009 - all have one
    for unit_id, of_unit in groupby(in_order, key=lambda each: getattr(each, "unit_id")):  # noqa: B009
        house.publish(*of_unit, by=HOUSE, at=at, unit_id=unit_id)
