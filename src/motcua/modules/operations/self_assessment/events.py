"""Facts told to the house; the stream is the index, the year, or a unit's assessment."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class IndexPublished(Event, code="self_assessment.index_published", stream="index_id"):
    """An authority has a version of its index."""

    index_id: UUID
    unit_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class YearOpened(Event, code="self_assessment.year_opened", stream="round_id"):
    """The units of an authority score themselves for a year."""

    round_id: UUID
    unit_id: UUID
    index_id: UUID
    year: int


@dataclass(frozen=True, kw_only=True)
class ScoresEntered(Event, code="self_assessment.scores_entered", stream="assessment_id"):
    """A unit said how it stands in some components."""

    assessment_id: UUID
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AssessmentSubmitted(Event, code="self_assessment.submitted", stream="assessment_id"):
    """A unit handed its scores in."""

    assessment_id: UUID
    unit_id: UUID
    points: Decimal


@dataclass(frozen=True, kw_only=True)
class PointsGiven(Event, code="self_assessment.points_given", stream="assessment_id"):
    """The appraiser gave points to some components."""

    assessment_id: UUID
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AssessmentReturned(Event, code="self_assessment.returned", stream="assessment_id"):
    """The appraiser wants a unit to look at its scores again."""

    assessment_id: UUID
    unit_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class AssessmentAppraised(Event, code="self_assessment.appraised", stream="assessment_id"):
    """The scores of a unit were appraised; its index stands."""

    assessment_id: UUID
    unit_id: UUID
    index: Decimal


@dataclass(frozen=True, kw_only=True)
class SheetApproved(Event, code="self_assessment.sheet_approved", stream="assessment_id"):
    """The leader lets the sheet of a unit be signed in his name."""

    assessment_id: UUID
    unit_id: UUID
    signer: str


@dataclass(frozen=True, kw_only=True)
class SheetSigned(Event, code="self_assessment.sheet_signed", stream="assessment_id"):
    """The sheet of a unit is signed and sealed."""

    assessment_id: UUID
    unit_id: UUID
    file_id: UUID


ALL = (
    IndexPublished,
    YearOpened,
    ScoresEntered,
    AssessmentSubmitted,
    PointsGiven,
    AssessmentReturned,
    AssessmentAppraised,
    SheetApproved,
    SheetSigned,
)
