"""A figure of our own: alerts acknowledged in time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.foundation.actors import Actor
from motcua.foundation.events import Envelope
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from . import events, queries

TOLD, IN_TIME = "alerts.told", "alerts.acknowledged-in-time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What the figure knows of an alert: when it was told, each time that it was open."""

    unit_id: UUID | None = None
    told: tuple[date, ...] = ()
    in_time: tuple[date, ...] = ()


def _told(story: Story, event: events.AlertAssigned, cover: Envelope) -> Story:
    return replace(story, unit_id=event.unit_id, told=(*story.told, local_date(cover.at)))


def _answered(story: Story, event: events.AlertAcknowledged, _cover: Envelope) -> Story:
    if not event.in_time or len(story.told) == len(story.in_time):
        return story
    return replace(story, in_time=(*story.in_time, story.told[-1]))


def _counts(story: Story) -> Iterator[analytics.Count]:
    if story.unit_id is None:
        return
    for fact, days in ((TOLD, story.told), (IN_TIME, story.in_time)):
        for day in days:
            yield analytics.Count(fact, story.unit_id, day)


TALE = analytics.Tale(
    name="alert",
    begin=Story(),
    told_by={events.AlertAssigned: _told, events.AlertAcknowledged: _answered},
    counts=_counts,
)


def _rows(
    actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
) -> Sequence[analytics.Row]:
    found = queries.told_between([unit_id], period.start, period.end, actor=actor, after=after)
    return [
        analytics.Row(
            code=str(alert.id),
            title=alert.words,
            unit_id=alert.unit_id,
            at=alert.told_at or alert.opened_at,
            counted=bool(alert.in_time),
            note=alert.get_state_display(),
            url=reverse("alerts:alert", args=[alert.id]),
        )
        for alert in found[:limit]
    ]


ANSWERED_IN_TIME = analytics.Indicator(
    code="alerts-in-time",
    title=_("Alerts acknowledged in time"),
    meaning=_("How many of the alerts that somebody was told of he acknowledged in time."),
    formula=_("alerts acknowledged within the time of their rule ÷ alerts told in the period"),
    source=_("Rules for alerts of the unit"),  # type: ignore[arg-type] # in words, as titles are
    kind=analytics.Kind.SHARE,
    numerator=(analytics.Term(IN_TIME),),
    denominator=(analytics.Term(TOLD),),
    rows=_rows,
    direction=analytics.Direction.UP,
    target=Fraction(95, 100),
    alarm=Fraction(80, 100),
    order=420,
)
ALL = (ANSWERED_IN_TIME,)
