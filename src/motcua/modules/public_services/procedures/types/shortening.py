"""Proposals to shorten a procedure."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.utils.translation import pgettext_lazy

from motcua.foundation.time import TimeLimit

from .entries import PlainText


class ProposalState(models.TextChoices):
    """How far a proposal to shorten a procedure has come."""

    PROPOSED = "PROPOSED", pgettext_lazy("state of a proposal", "Proposed")
    APPROVED = "APPROVED", pgettext_lazy("state of a proposal", "Approved")
    REJECTED = "REJECTED", pgettext_lazy("state of a proposal", "Rejected")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("state of a proposal", "Taken back")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What a procedure costs whoever asks for it, beside fees.

    Attributes:
        hours: Hours of the applicant for one dossier.
        trips: How often he comes.
        dong: Other expenses.
    """

    hours: Decimal = Decimal(0)
    trips: int = 0
    dong: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalInfo:
    """A proposal to shorten a procedure, and what became of it.

    Attributes:
        papers: Keys of the papers that would no longer be asked for.
        plain: Parts of the plain text that would change with it.
        cost_before, cost_after: Đồng for one dossier, by the declared formula.
    """

    id: UUID
    number: int
    code: str
    name: str
    field: str
    base_number: int
    state: ProposalState
    limit_before: TimeLimit
    limit_after: TimeLimit
    papers: tuple[str, ...]
    effort_before: Effort
    effort_after: Effort
    dossiers_a_year: int
    cost_before: int
    cost_after: int
    reason: str
    legal_basis: str
    plain: PlainText
    effective_from: date
    unit_id: UUID
    proposed_at: datetime
    proposed_by: str
    decided_at: datetime | None = None
    decided_by: str = ""
    decision_no: str = ""
    decision_date: date | None = None
    decision_note: str = ""
    version_number: int | None = None

    @property
    def is_open(self) -> bool:
        return self.state is ProposalState.PROPOSED

    @property
    def saved_a_year(self) -> int:
        """Return what applicants keep in a year, in đồng."""
        return (self.cost_before - self.cost_after) * self.dossiers_a_year
