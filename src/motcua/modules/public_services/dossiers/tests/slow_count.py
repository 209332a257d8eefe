"""A slow program that counts by itself: it reads what happened, row by row, and nothing else.

It shares no code with the product. Each dossier is a short story told by its events; the figures
are counted from the stories with loops that anybody can follow.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
ENDS = {"dossiers.result_issued", "dossiers.withdrawn", "dossiers.stopped", "dossiers.merged"}


@dataclass
class Story:
    """What the events say of one dossier."""

    unit: str = ""
    channel: str = ""
    accepted: object = None
    promised: object = None
    ready: object = None
    ended: object = None
    versions: list[int] = field(default_factory=list)


def read_stories(cursor):
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


def tell(story, code, at, payload):
    said = json.loads(payload)
    if code == "dossiers.submitted":
        story.channel = said["channel"]
    if code == "dossiers.accepted":
        story.accepted, story.promised = at, said["due_at"]
    if code in {"dossiers.supplement_answered", "dossiers.reappointed"} and said.get("due_at"):
        story.promised = said["due_at"]
    if code == "dossiers.result_issued":
        story.ready = at
    if code in ENDS and story.ended is None:
        story.ended = at


def month_of(at):
    local = at.astimezone(VIETNAM)
    return local.year, local.month


def count_by_month(stories):
    """Return received, resolved and on-time by (unit, month), one dossier after the other."""
    kinds = ("received", "online", "finished", "on_time", "resolved")
    counted: dict[str, Counter[tuple[str, tuple[int, int]]]] = {each: Counter() for each in kinds}
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
            if story.ready <= datetime.fromisoformat(story.promised):
                on_time[story.unit, month_of(story.ready)] += 1
    return counted


def count_open(stories, unit, end):
    """Return how many dossiers of a unit are accepted and not ended at an instant."""
    return sum(
        story.unit == unit
        and story.accepted is not None
        and story.accepted < end
        and (story.ended is None or story.ended >= end)
        for story in stories.values()
    )


def gaps(stories):
    """Return the streams whose events are not numbered 1, 2, 3."""
    return [
        stream
        for stream, story in stories.items()
        if sorted(story.versions) != list(range(1, len(story.versions) + 1))
    ]
