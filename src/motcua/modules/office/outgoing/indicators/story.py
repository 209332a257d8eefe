"""The story of a document that went out, and what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Envelope
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from .. import events

ISSUED, ISSUED_DIGITAL = "outgoing.issued", "outgoing.issued-digital"
WITH_FILE, SHEETS_SAVED = "outgoing.with-file", "outgoing.sheets-saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What figures know of a document."""

    unit_id: UUID | None = None
    issued_at: datetime | None = None
    is_digital: bool = False
    has_file: bool = False
    sheets_saved: int = 0


def _issued(story: Story, event: events.OutgoingIssued, cover: Envelope) -> Story:
    return replace(
        story,
        unit_id=event.unit_id,
        issued_at=cover.at,
        is_digital=event.is_digital,
        has_file=event.file_id is not None,
        sheets_saved=event.sheets_saved,
    )


def _scanned(story: Story, _event: events.ScanAdded, _cover: Envelope) -> Story:
    return replace(story, has_file=True)


def _goes_to_others(story: Story, event: events.ReceiversChanged, _cover: Envelope) -> Story:
    return replace(story, sheets_saved=event.sheets_saved)


def counts(story: Story) -> Iterator[analytics.Count]:
    """Tell what a document counts on the day it was issued; a recall takes nothing away."""
    if story.unit_id is None or story.issued_at is None:
        return
    facts = {
        ISSUED: 1,
        ISSUED_DIGITAL: int(story.is_digital),
        WITH_FILE: int(story.has_file),
        SHEETS_SAVED: story.sheets_saved,
    }
    for fact, amount in facts.items():
        yield analytics.Count(fact, story.unit_id, local_date(story.issued_at), amount=amount)


TALE = analytics.Tale(
    name="outgoing",
    begin=Story(),
    told_by={
        events.OutgoingIssued: _issued,
        events.ScanAdded: _scanned,
        events.ReceiversChanged: _goes_to_others,
    },
    counts=counts,
)
