"""What the database remembers of dossiers, and what it forbids."""

from .batches import Batch, BatchLine
from .drafts import Consent, Draft, DraftPaper
from .results import IssuedForm, Result, Stop
from .submissions import (
    NOBODY,
    Dossier,
    Merger,
    Submission,
    SubmissionQuerySet,
    SubmittedPaper,
    seen_by_official,
    viewing_units,
)
from .supplements import Check, SecondRequest, SupplementRequest
from .tracking import TrackingCode, TrackingTry

__all__ = [
    "NOBODY",
    "Batch",
    "BatchLine",
    "Check",
    "Consent",
    "Dossier",
    "Draft",
    "DraftPaper",
    "IssuedForm",
    "Merger",
    "Result",
    "SecondRequest",
    "Stop",
    "Submission",
    "SubmissionQuerySet",
    "SubmittedPaper",
    "SupplementRequest",
    "TrackingCode",
    "TrackingTry",
    "seen_by_official",
    "viewing_units",
]
