"""Facts told to the house."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation.events import Event

from .types import Kind


@dataclass(frozen=True, kw_only=True)
class LaneOpened(Event, code="lanes.opened", stream="lane_id"):
    """A lane was opened for some procedures and days."""

    lane_id: UUID
    kind: str
    title: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class LaneEnded(Event, code="lanes.ended", stream="lane_id"):
    """A lane takes no dossiers from a day on."""

    lane_id: UUID
    valid_to: date


@dataclass(frozen=True, kw_only=True)
class LaneEntered(Event, code="lanes.entered", stream="submission_id"):
    """A dossier entered a lane; the lane's own promise is ``target_at``."""

    lane_id: UUID
    submission_id: UUID
    kind: Kind
    dossier_code: str
    target_at: datetime


@dataclass(frozen=True, kw_only=True)
class LaneFinished(Event, code="lanes.finished", stream="submission_id"):
    """The result of a dossier in lanes lies ready."""

    submission_id: UUID


ALL = (LaneOpened, LaneEnded, LaneEntered, LaneFinished)
