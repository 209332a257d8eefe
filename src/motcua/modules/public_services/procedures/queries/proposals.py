"""Proposals to shorten procedures, and what they came to."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from motcua.foundation.time import TimeLimit

from ..errors import NoSuchProposal
from ..models import Proposal
from ..rules import costs, limits, plain
from ..types import Effort, ProposalInfo, ProposalState


def _info(row: Proposal) -> ProposalInfo:
    return ProposalInfo(
        id=row.id,
        number=row.number,
        code=row.procedure.code,
        name=row.base.name,
        field=row.base.field,
        base_number=row.base.number,
        state=ProposalState(row.state),
        limit_before=TimeLimit.parse(row.limit_before),
        limit_after=TimeLimit.parse(row.limit_after),
        papers=tuple(row.papers),
        effort_before=Effort(hours=row.hours_before, trips=row.trips_before, dong=row.dong_before),
        effort_after=Effort(hours=row.hours_after, trips=row.trips_after, dong=row.dong_after),
        dossiers_a_year=row.dossiers_a_year,
        cost_before=row.cost_before,
        cost_after=row.cost_after,
        reason=row.reason,
        legal_basis=row.legal_basis,
        plain=plain.read(row.plain),
        effective_from=row.effective_from,
        unit_id=row.unit_id,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        decision_no=row.decision_no,
        decision_date=row.decision_date,
        decision_note=row.decision_note,
        version_number=row.version.number if row.version else None,
    )


def list_proposals(
    *, state: ProposalState | None = None, field: str = "", unit_id: UUID | None = None
) -> tuple[ProposalInfo, ...]:
    """List proposals, the newest first. What is proposed is open to every official."""
    rows = Proposal.objects.select_related("procedure", "base", "version")
    if state is not None:
        rows = rows.filter(state=state)
    if field:
        rows = rows.filter(base__field=field)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    return tuple(map(_info, rows.order_by("-number")))


def get_proposal(number: int) -> ProposalInfo:
    """Return the proposal of that number.

    Raises:
        NoSuchProposal: There is none.
    """
    rows = Proposal.objects.select_related("procedure", "base", "version")
    if (found := rows.filter(number=number).first()) is None:
        raise NoSuchProposal(number=number)
    return _info(found)


def cost_of(effort: Effort) -> int:
    """Return what a dossier costs whoever asks, by the sums that the operator declared."""
    return costs.cost_of(
        effort, hour=settings.COMPLIANCE_HOUR_DONG, trip=settings.COMPLIANCE_TRIP_DONG
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What proposals of a field, of a unit or of all came to.

    Attributes:
        procedures: How many different procedures were shortened.
        reduction: By how many per cent on average the time limits of what was approved fell.
        saved: What applicants keep in a year by what was approved, in đồng.
    """

    label: str
    proposed: int
    approved: int
    rejected: int
    procedures: int
    reduction: Decimal | None
    saved: int


def sums_of(label: str, proposals: Iterable[ProposalInfo]) -> Sums:
    """Return what proposals came to; those taken back are not counted."""
    counted = [one for one in proposals if one.state is not ProposalState.WITHDRAWN]
    approved = [one for one in counted if one.state is ProposalState.APPROVED]
    falls = [limits.reduction(one.limit_before, one.limit_after) for one in approved]
    return Sums(
        label=label,
        proposed=len(counted),
        approved=len(approved),
        rejected=sum(one.state is ProposalState.REJECTED for one in counted),
        procedures=len({one.code for one in approved}),
        reduction=(sum(falls, Decimal(0)) / len(falls)).quantize(Decimal("0.1")) if falls else None,
        saved=sum(one.saved_a_year for one in approved),
    )
