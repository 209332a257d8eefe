"""Facts told to the house; the stream is the dossier."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class ApologyDrafted(Event, code="delays.apology_drafted", stream="apology_id"):
    """A dossier will be late: an apology lies ready to be completed."""

    apology_id: UUID
    submission_id: UUID
    dossier_code: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ApologyCompleted(Event, code="delays.apology_completed", stream="apology_id"):
    """The reason and the new date are written; the head may sign."""

    apology_id: UUID
    dossier_code: str
    unit_id: UUID
    reason_kind: str
    new_due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ApologySigned(Event, code="delays.apology_signed", stream="apology_id"):
    """The head signed: the dossier has a new date."""

    apology_id: UUID
    dossier_code: str
    reason_kind: str
    at_fault: str
    new_due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ApologyDropped(Event, code="delays.apology_dropped", stream="apology_id"):
    """The apology is no longer needed: the result came, or the dossier waits or has ended."""

    apology_id: UUID
    dossier_code: str


@dataclass(frozen=True, kw_only=True)
class DigestSent(Event, code="delays.digest_sent", stream="digest_id"):
    """Somebody was told, in one message, of the dossiers that need him."""

    digest_id: UUID
    person_id: UUID
    dossiers: int


ALL = (ApologyDrafted, ApologyCompleted, ApologySigned, ApologyDropped, DigestSent)
