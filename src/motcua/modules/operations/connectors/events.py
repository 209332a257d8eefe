"""Facts told to the house."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class SeriesDefined(Event, code="connectors.series_defined", stream="series_id"):
    """A series began, or is described otherwise from a day on."""

    series_id: UUID
    series_code: str
    version: int
    since: date
    title: str


@dataclass(frozen=True, kw_only=True)
class SeriesArranged(Event, code="connectors.series_arranged", stream="series_id"):
    """A series has other units or targets."""

    series_id: UUID
    series_code: str
    unit_ids: tuple[UUID, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReadingRecorded(Event, code="connectors.reading_recorded", stream="series_id"):
    """A value came in, or took the place of another; None: it was taken back."""

    series_id: UUID
    series_code: str
    unit_id: UUID
    day: date
    version: int
    value: int | None
    scale: int
    origin: str
    batch_id: UUID
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class WorkbookUploaded(Event, code="connectors.workbook_uploaded", stream="upload_id"):
    """Somebody uploaded a workbook with values."""

    upload_id: UUID
    filename: str
    values: int
    faults: int


@dataclass(frozen=True, kw_only=True)
class WorkbookConfirmed(Event, code="connectors.workbook_confirmed", stream="upload_id"):
    """Somebody answers for the values of a workbook: they count."""

    upload_id: UUID
    batch_id: UUID | None
    filename: str


@dataclass(frozen=True, kw_only=True)
class SourceConfigured(Event, code="connectors.source_configured", stream="source_id"):
    """How an outside system is asked was said; secrets are not told."""

    source_id: UUID
    title: str
    kind: str
    address: str
    is_on: bool


@dataclass(frozen=True, kw_only=True)
class SourceAsked(Event, code="connectors.source_asked", stream="source_id"):
    """An outside system was asked, and this came of it."""

    source_id: UUID
    state: str
    taken: int
    refused: int
    began_at: datetime


ALL = (
    SeriesDefined,
    SeriesArranged,
    ReadingRecorded,
    WorkbookUploaded,
    WorkbookConfirmed,
    SourceConfigured,
    SourceAsked,
)
