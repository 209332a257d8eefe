"""The story of a dossier in lanes, and what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Envelope
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from ..events import LaneEntered, LaneFinished
from ..types import Kind


def entered(kind: Kind) -> str:
    """Return the fact of what entered lanes of a kind."""
    return f"lanes.entered-{kind.value.lower()}"


def in_time(kind: Kind) -> str:
    """Return the fact of what kept the time of lanes of a kind."""
    return f"lanes.in-time-{kind.value.lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What figures know of a dossier that entered lanes: of each its kind and its promise."""

    unit_id: UUID | None = None
    kinds: tuple[Kind, ...] = ()
    entered_at: tuple[datetime, ...] = ()
    target_at: tuple[datetime, ...] = ()
    finished_at: datetime | None = None


def _entered(story: Story, event: LaneEntered, cover: Envelope) -> Story:
    return replace(
        story,
        unit_id=cover.unit_id,
        kinds=(*story.kinds, event.kind),
        entered_at=(*story.entered_at, cover.at),
        target_at=(*story.target_at, event.target_at),
    )


def _finished(story: Story, _event: LaneFinished, cover: Envelope) -> Story:
    return replace(story, finished_at=story.finished_at or cover.at)


def counts(story: Story) -> Iterator[analytics.Count]:
    """Tell what a dossier counts on the days it entered lanes."""
    if story.unit_id is None:
        return
    lanes = zip(story.kinds, story.entered_at, story.target_at, strict=True)
    for kind, entered_at, target_at in lanes:
        day = local_date(entered_at)
        yield analytics.Count(entered(kind), story.unit_id, day)
        if story.finished_at is not None and story.finished_at <= target_at:
            yield analytics.Count(in_time(kind), story.unit_id, day)


TALE = analytics.Tale(
    name="lane",
    begin=Story(),
    told_by={LaneEntered: _entered, LaneFinished: _finished},
    counts=counts,
)
