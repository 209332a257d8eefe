"""What single stories count, and what they would count if something happened now."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from motcua.foundation import modules
from motcua.foundation.actors import ActorKind
from motcua.foundation.events import Envelope, Event
from motcua.foundation.ids import uuid7
from motcua.foundation.plain import from_plain

from .. import rules
from ..models import ToldStory
from ..types import Tale, Told
from .stories import read_counts


def stories(*, tale: str, streams: Collection[str]) -> Mapping[str, Told]:
    """Return stories of a tale as far as they were told, by stream: one query.

    What happened within the last second may not be told yet.
    """
    its_kind = type(_tale(tale).begin)
    found = ToldStory.objects.filter(tale=tale, stream__in=list(streams)).order_by("stream")
    return {
        each.stream: Told(
            stream=each.stream,
            version=each.version,
            story=from_plain(its_kind, each.story),
            counts=read_counts(each.counts),
        )
        for each in found
    }


def counted_if(*, tale: str, told: Told, events: Iterable[Event], at: datetime) -> Told:
    """Return a story as it would be told if these events happened at its own unit at ``at``."""
    its_tale, story, version = _tale(tale), told.story, told.version
    unit_id = next((unit for _fact, unit, _day, _dimension in told.counts), None)
    for event in events:
        version += 1
        story = rules.tell(its_tale, story, event, _cover(told.stream, version, unit_id, at))
    counts = rules.counted(its_tale.counts(story))
    return Told(stream=told.stream, version=version, story=story, counts=counts)


def _tale(name: str) -> Tale[object]:
    return next(each for each in modules.provided(Tale) if each.name == name)


def _cover(stream: str, version: int, unit_id: UUID | None, at: datetime) -> Envelope:
    return Envelope(
        event_id=uuid7(),
        at=at,
        recorded_at=at,
        actor_kind=ActorKind.SYSTEM,
        actor_name="",
        account_id=None,
        person_id=None,
        unit_id=unit_id,
        stream=stream,
        stream_version=version,
    )
