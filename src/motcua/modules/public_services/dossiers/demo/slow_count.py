"""A slow program that counts by itself: it reads what happened, row by row, and nothing else.

It shares no code with the product. Each dossier is a short story told by its events; the figures
are counted from the stories with loops that anybody can follow. The tests and the rehearsal of a
year hold the product's figures against it.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

VIETNAM = timezone(timedelta(hours=7))
Month = tuple[int, int]
Figures = Counter[tuple[str, Month]]  # by unit and month
ENDS = {"dossiers.result_issued", "dossiers.withdrawn", "dossiers.stopped"}


@dataclass
class Story:
    """What the events say of one dossier."""

    unit: str = ""
    channel: str = ""
    accepted: datetime | None = None
    promised: str = ""
    ready: datetime | None = None
    ended: datetime | None = None
    asked: int = 0
    versions: list[int] = field(default_factory=list)


def read_stories(cursor: Any) -> dict[str, Story]:
    """Return every dossier's story by its stream, from the table of events alone."""
    stories: dict[str, Story] = {}
    cursor.execute(
        "select stream, stream_version, code, at, unit_id, payload::text from foundation_event"
        " where stream like 'submission:%' order by at, stream_version"
    )
    for stream, version, code, at, unit_id, payload in cursor.fetchall():
        story = stories.setdefault(stream, Story())
        story.versions.append(version)
        story.unit = str(unit_id or story.unit)
        tell(story, code, at, payload)
    return stories


def tell(story: Story, code: str, at: datetime, payload: str) -> None:
    """Add an event to a story."""
    said = json.loads(payload)
    if code == "dossiers.submitted":
        story.channel = said["channel"]
    if code == "dossiers.accepted":
        story.accepted, story.promised = at, said["due_at"]
    if code in {"dossiers.supplement_answered", "dossiers.reappointed"} and said.get("due_at"):
        story.promised = said["due_at"]
    if code == "dossiers.supplement_requested":
        story.asked += 1
    if code == "dossiers.result_issued":
        story.ready = at
    if code in ENDS and story.ended is None:
        story.ended = at


def month_of(at: datetime) -> Month:
    """Return in which month of Vietnam an instant lies."""
    local = at.astimezone(VIETNAM)
    return local.year, local.month


def count_by_month(stories: Mapping[str, Story]) -> dict[str, Figures]:
    """Return received, resolved and on-time by (unit, month), one dossier after the other."""
    kinds = ("received", "online", "finished", "on_time", "resolved")
    counted: dict[str, Figures] = {each: Counter() for each in kinds}
    received, online, ready, on_time, resolved = counted.values()

    for story in stories.values():
        if story.accepted is None:
            continue
        received[story.unit, month_of(story.accepted)] += 1
        if story.channel == "ONLINE":
            online[story.unit, month_of(story.accepted)] += 1
        if story.ended is not None:
            resolved[story.unit, month_of(story.ended)] += 1
        if story.ready is not None:
            ready[story.unit, month_of(story.ready)] += 1
            # Whoever asks twice is late, whatever the dates say.
            if story.asked <= 1 and story.ready <= datetime.fromisoformat(story.promised):
                on_time[story.unit, month_of(story.ready)] += 1
    return counted


def count_open(stories: Mapping[str, Story], unit: str, end: datetime) -> int:
    """Return how many dossiers of a unit are accepted and not ended at an instant."""
    return sum(
        story.unit == unit
        and story.accepted is not None
        and story.accepted < end
        and (story.ended is None or story.ended >= end)
        for story in stories.values()
    )


def gaps(stories: Mapping[str, Story]) -> list[str]:
    """Return the streams whose events are not numbered 1, 2, 3."""
    return [
        stream
        for stream, story in stories.items()
        if sorted(story.versions) != list(range(1, len(story.versions) + 1))
    ]
