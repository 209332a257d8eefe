"""Stories told at once, for those who write the events of a whole city: see ``motcua simulate``."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from motcua.foundation.events import Envelope, Event
from motcua.foundation.plain import to_plain

from .. import rules
from ..types import Counts
from .recounting import tales
from .stories import as_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStory:
    """A story as a row of the stories, and what it counts."""

    stream: str
    tale: str
    version: int
    story: str
    lines: str
    counts: Counts


def told_at_once(happened: Sequence[tuple[Event, Envelope]]) -> Iterator[KeptStory]:
    """Yield the story of each tale that hears of the events of one stream, as they leave it."""
    for tale in tales():
        story, version, stream = tale.begin, 0, ""
        for event, cover in happened:
            if type(event) in tale.told_by:
                story = rules.tell(tale, story, event, cover)
                version, stream = cover.stream_version, cover.stream
        if not version:
            continue
        counts = rules.counted(tale.counts(story))
        yield KeptStory(
            stream=stream,
            tale=tale.name,
            version=version,
            story=json.dumps(to_plain(story), ensure_ascii=False),
            lines=json.dumps(as_lines(counts), ensure_ascii=False),
            counts=counts,
        )
