"""The story of a document that came in, and what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Envelope
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from .. import events

ROUTED, READ = "incoming.routed", "incoming.read"  # to each unit once
DONE, DONE_ON_TIME = "incoming.done", "incoming.done-on-time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What figures know of a document."""

    unit_id: UUID | None = None
    routed_at: datetime | None = None
    routed_to: int = 0
    read_by: int = 0
    closed_at: datetime | None = None
    on_time: bool = False


def _routed(story: Story, event: events.IncomingRouted, cover: Envelope) -> Story:
    return replace(
        story,
        unit_id=event.unit_id,
        routed_at=cover.at,
        routed_to=1 + len(event.support_unit_ids),
    )


def _read(story: Story, event: events.IncomingRead, _cover: Envelope) -> Story:
    return replace(story, read_by=story.read_by + event.units_reached)


def _closed(story: Story, event: events.IncomingClosed, cover: Envelope) -> Story:
    return replace(story, unit_id=event.unit_id, closed_at=cover.at, on_time=event.on_time)


def _taken_back(story: Story, _event: events.IncomingTakenBack, _cover: Envelope) -> Story:
    return replace(story, closed_at=None)


def counts(story: Story) -> Iterator[analytics.Count]:
    """Tell what a document counts: routings on their day, its end on its own."""
    if story.unit_id is None:
        return
    if story.routed_at is not None:
        day = local_date(story.routed_at)
        yield analytics.Count(ROUTED, story.unit_id, day, amount=story.routed_to)
        yield analytics.Count(READ, story.unit_id, day, amount=story.read_by)
    if story.closed_at is not None:
        day = local_date(story.closed_at)
        yield analytics.Count(DONE, story.unit_id, day)
        yield analytics.Count(DONE_ON_TIME, story.unit_id, day, amount=int(story.on_time))


TALE = analytics.Tale(
    name="incoming",
    begin=Story(),
    told_by={
        events.IncomingRouted: _routed,
        events.IncomingRead: _read,
        events.IncomingClosed: _closed,
        events.IncomingTakenBack: _taken_back,
    },
    counts=counts,
)
