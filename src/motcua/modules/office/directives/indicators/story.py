"""The story of a task, and what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Envelope
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from .. import events

GIVEN = "directives.given"
DONE, DONE_ON_TIME = "directives.done", "directives.done-on-time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What figures know of a task; whose it is, is the authority of the unit that does it."""

    owner_authority_id: UUID | None = None
    given_at: datetime | None = None
    reported_at: datetime | None = None  # of what was accepted
    on_time: bool = False


def _given(_story: Story, event: events.TaskGiven, cover: Envelope) -> Story:
    return Story(owner_authority_id=event.owner_authority_id, given_at=cover.at)


def _accepted(story: Story, event: events.TaskAccepted, _cover: Envelope) -> Story:
    return replace(story, reported_at=event.reported_at, on_time=event.on_time)


def _withdrawn(_story: Story, _event: events.TaskWithdrawn, _cover: Envelope) -> Story:
    return Story()


def counts(story: Story) -> Iterator[analytics.Count]:
    """Tell what a task counts; one that was withdrawn counts nothing."""
    if story.owner_authority_id is None or story.given_at is None:
        return
    yield analytics.Count(GIVEN, story.owner_authority_id, local_date(story.given_at))
    if story.reported_at is not None:
        day = local_date(story.reported_at)
        yield analytics.Count(DONE, story.owner_authority_id, day)
        yield analytics.Count(
            DONE_ON_TIME, story.owner_authority_id, day, amount=int(story.on_time)
        )


TALE = analytics.Tale(
    name="task",
    begin=Story(),
    told_by={
        events.TaskGiven: _given,
        events.TaskAccepted: _accepted,
        events.TaskWithdrawn: _withdrawn,
    },
    counts=counts,
)
