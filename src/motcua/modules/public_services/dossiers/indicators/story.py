"""The story of a dossier, and what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.foundation.events import Envelope
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from .. import events
from ..types import Channel

RECEIVED, RECEIVED_ONLINE = "dossiers.received", "dossiers.received-online"
ASKED, ASKED_AGAIN = "dossiers.asked", "dossiers.asked-again"
FINISHED, FINISHED_ON_TIME = "dossiers.finished", "dossiers.finished-on-time"
ENDED = "dossiers.ended"  # in whatever way
DUE, DUE_AND_ENDED = "dossiers.due", "dossiers.due-and-ended"
Counted = tuple[str, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What figures know of a dossier."""

    unit_id: UUID | None = None
    channel: str = ""
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    finished_at: datetime | None = None
    ended_at: datetime | None = None
    times_asked: int = 0


def _submitted(story: Story, event: events.DossierSubmitted, _cover: Envelope) -> Story:
    return replace(story, channel=event.channel)


def _accepted(story: Story, event: events.DossierAccepted, cover: Envelope) -> Story:
    return replace(story, unit_id=cover.unit_id, accepted_at=cover.at, due_at=event.due_at)


def _asked(story: Story, _event: events.SupplementRequested, _cover: Envelope) -> Story:
    return replace(story, times_asked=story.times_asked + 1)


def _promised(story: Story, event: Any, _cover: Envelope) -> Story:
    return replace(story, due_at=event.due_at or story.due_at)


def _finished(story: Story, event: events.ResultIssued, cover: Envelope) -> Story:
    return _ended(replace(story, finished_at=cover.at), event, cover)


def _ended(story: Story, _event: Any, cover: Envelope) -> Story:
    return replace(story, ended_at=story.ended_at or cover.at)


def counts(story: Story) -> Iterator[analytics.Count]:
    """Tell what a dossier counts: nothing before it is accepted."""
    if story.unit_id is None:
        return
    for fact, at in (*_of_reception(story), *_of_its_end(story), *_of_its_promise(story)):
        yield analytics.Count(fact, story.unit_id, local_date(at))


def _of_reception(story: Story) -> Iterator[Counted]:
    assert story.accepted_at is not None  # noqa: S101 - it has a unit
    yield RECEIVED, story.accepted_at
    if story.channel == Channel.ONLINE:
        yield RECEIVED_ONLINE, story.accepted_at
    if story.times_asked:
        yield ASKED, story.accepted_at
    if story.times_asked > 1:
        yield ASKED_AGAIN, story.accepted_at


def _of_its_end(story: Story) -> Iterator[Counted]:
    if story.ended_at is not None:
        yield ENDED, story.ended_at
    if story.finished_at is not None:
        yield FINISHED, story.finished_at
        if _is_on_time(story, story.finished_at):
            yield FINISHED_ON_TIME, story.finished_at


def _of_its_promise(story: Story) -> Iterator[Counted]:
    """Whether a dossier is late is no event.

    ``DUE`` counts it on the day of the promise, ``DUE_AND_ENDED`` on the first day by which it was
    both due and ended: up to any day, the difference is what was late and open at the end of it.
    """
    if story.due_at is not None:
        yield DUE, story.due_at
        if story.ended_at is not None:
            yield DUE_AND_ENDED, max(story.due_at, story.ended_at)


def _is_on_time(story: Story, finished_at: datetime) -> bool:
    """Whoever asks twice is late, whatever the dates say (QD 766/2022, 2.1)."""
    return story.times_asked <= 1 and story.due_at is not None and finished_at <= story.due_at


TALE = analytics.Tale(
    name="dossier",
    begin=Story(),
    told_by={
        events.DossierSubmitted: _submitted,
        events.DossierAccepted: _accepted,
        events.SupplementRequested: _asked,
        events.SupplementAnswered: _promised,
        events.DossierReappointed: _promised,
        events.DossierRecounted: _promised,
        events.ResultIssued: _finished,
        events.DossierWithdrawn: _ended,
        events.DossierStopped: _ended,
    },
    counts=counts,
)
