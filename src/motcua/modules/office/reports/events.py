"""Facts told to the house; the stream is the report, the form or the regime."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportOpened(Event, code="reports.opened", stream="report_id"):
    """A period is over: a unit owes a report for it."""

    report_id: UUID
    unit_id: UUID
    regime_code: str
    period: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReportSubmitted(Event, code="reports.submitted", stream="report_id"):
    """A report is complete, and lies with the head to be signed."""

    report_id: UUID
    unit_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class ReportReturned(Event, code="reports.returned", stream="report_id"):
    """The head did not sign; what has to be mended is said."""

    report_id: UUID
    unit_id: UUID
    number: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReportApproved(Event, code="reports.approved", stream="report_id"):
    """The head lets the report be signed in his name."""

    report_id: UUID
    unit_id: UUID
    number: int
    signer: str


@dataclass(frozen=True, kw_only=True)
class ReportSent(Event, code="reports.sent", stream="report_id"):
    """A report is signed and sealed, and with the unit above."""

    report_id: UUID
    unit_id: UUID
    number: int
    file_id: UUID
    receiver_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class CorrectionBegun(Event, code="reports.correction_begun", stream="report_id"):
    """A report that was sent is corrected by a new version; the old one stays."""

    report_id: UUID
    unit_id: UUID
    number: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class FormPublished(Event, code="reports.form_published", stream="form_id"):
    """A form has a new version; reports under way keep theirs."""

    form_id: UUID
    form_code: str
    number: int


@dataclass(frozen=True, kw_only=True)
class RegimeSet(Event, code="reports.regime_set", stream="regime_id"):
    """A regime holds from a day."""

    regime_id: UUID
    regime_code: str
    valid_from: date


ALL = (
    ReportOpened,
    ReportSubmitted,
    ReportReturned,
    ReportApproved,
    ReportSent,
    CorrectionBegun,
    FormPublished,
    RegimeSet,
)
