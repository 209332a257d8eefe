"""Facts told to the house; the stream is the request."""

from dataclasses import dataclass
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class ReadingAsked(Event, code="reading_room.asked", stream="request_id"):
    """Somebody asked to read documents of an archive."""

    request_id: UUID
    unit_id: UUID
    documents: int


@dataclass(frozen=True, kw_only=True)
class ReadingDecided(Event, code="reading_room.decided", stream="request_id"):
    """Documents of a request were granted for a time, or refused with a reason."""

    request_id: UUID
    unit_id: UUID
    granted: int
    refused: int
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class CopyTaken(Event, code="reading_room.copy_taken", stream="request_id"):
    """A reader saved a marked copy that he was allowed to keep."""

    request_id: UUID
    record_id: UUID
    unit_id: UUID


ALL = (ReadingAsked, ReadingDecided, CopyTaken)
