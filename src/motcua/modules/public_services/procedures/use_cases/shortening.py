"""Proposals to shorten a procedure, and what becomes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import TimeLimit

from .. import permissions
from ..errors import (
    FaultyRecord,
    NoSuchProposal,
    PlainTextOlder,
    ProposalDecided,
    ProposalOutdated,
)
from ..events import ShorteningDecided, ShorteningProposed
from ..models import PlainTextRecord, Procedure, ProcedureVersion, Proposal
from ..queries import proposals
from ..rules import contents, limits, plain
from ..types import Content, Effort, Origin, PlainText, ProposalState, Reason
from .publishing import Decision, latest_version, lock_edition, publish_one, require_for_all


@transaction.atomic
def propose_shortening(
    *,
    actor: Actor,
    code: str,
    unit_id: UUID,
    limit: TimeLimit,
    papers: Sequence[str] = (),
    effort_before: Effort | None = None,
    effort_after: Effort | None = None,
    dossiers_a_year: int = 0,
    reason: str,
    legal_basis: str,
    text: PlainText | None = None,
    effective_from: date,
    at: datetime,
) -> int:
    """Propose a shorter time limit of a procedure, or fewer papers.

    Args:
        unit_id: The unit that proposes.
        papers: Keys of the papers that would no longer be asked for.
        text: Parts of the plain text that would change with it.

    Returns:
        The number of the proposal.

    Raises:
        NotPermitted: The actor does not propose for that unit.
        NoSuchProcedure: The catalogue has no such code.
        FaultyRecord: Something is missing or wrong; it names every fault.

    Publishes:
        ShorteningProposed

    Law:
        ND 63/2010
    """
    lock_edition()  # numbers have no twins
    permissions.PROPOSE.require(actor, unit_id=unit_id)
    base = latest_version(code)
    text = text or PlainText()
    content = Content(**contents.values_of(base.content))
    faults = shortening_faults(content, limit=limit, papers=papers)
    faults += _unsaid(reason=reason, legal_basis=legal_basis)
    faults += _stale_words(base, text, limit=limit, papers=papers)
    if faults:
        raise FaultyRecord(faults=tuple(faults))
    number = (Proposal.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    Proposal.objects.create(
        number=number,
        unit_id=unit_id,
        proposed_at=at,
        proposed_by=actor.name,
        **proposal_values(
            base,
            limit=limit,
            papers=papers,
            before=effort_before or Effort(),
            after=effort_after or Effort(),
            dossiers_a_year=dossiers_a_year,
            reason=reason,
            legal_basis=legal_basis,
            text=text,
            effective_from=effective_from,
        ),
    )
    event = ShorteningProposed(
        procedure_id=base.procedure_id,
        procedure_code=code,
        proposal=number,
        limit_before=str(content.time_limit),
        limit_after=str(limit),
    )
    house.publish(event, by=actor, at=at, unit_id=unit_id)
    return number


def shortening_faults(content: Content, *, limit: TimeLimit, papers: Sequence[str]) -> list[Fault]:
    """Return what is wrong with a shortening."""
    known = {one.key for one in content.components}
    no_paper = str(Reason.NO_PAPER.label)
    faults = [Fault("papers", no_paper % {"key": key}) for key in papers if key not in known]
    before = content.time_limit
    nothing = not papers and not limits.is_shorter(limit, before)
    if nothing or not limits.is_not_longer(limit, before):
        faults.append(Fault("after", str(Reason.NOT_SHORTER.label)))
    return faults


def _unsaid(**texts: str) -> list[Fault]:
    missing = str(Reason.MISSING.label)
    return [Fault(name, missing) for name, text in texts.items() if not text.strip()]


def _stale_words(
    base: ProcedureVersion, text: PlainText, *, limit: TimeLimit, papers: Sequence[str]
) -> list[Fault]:
    """Return the parts of the plain text that would be older than the new version."""
    if not PlainTextRecord.objects.filter(version=base).exists():
        return []
    older = str(Reason.TEXT_OLDER.label)
    faults = []
    if str(limit) != base.content["time_limit"] and not text.time:
        faults.append(Fault("plain.time", older))
    if papers and not text.needed:
        faults.append(Fault("plain.needed", older))
    return faults


def proposal_values(
    base: ProcedureVersion,
    *,
    limit: TimeLimit,
    papers: Sequence[str],
    before: Effort,
    after: Effort,
    dossiers_a_year: int,
    reason: str,
    legal_basis: str,
    text: PlainText,
    effective_from: date,
) -> Mapping[str, Any]:
    """Return the columns that say what is proposed."""
    return {
        "procedure": base.procedure,
        "base": base,
        "limit_before": base.content["time_limit"],
        "limit_after": str(limit),
        "papers": list(papers),
        "hours_before": before.hours,
        "hours_after": after.hours,
        "trips_before": before.trips,
        "trips_after": after.trips,
        "dong_before": before.dong,
        "dong_after": after.dong,
        "dossiers_a_year": dossiers_a_year,
        "cost_before": proposals.cost_of(before),
        "cost_after": proposals.cost_of(after),
        "reason": reason.strip(),
        "legal_basis": legal_basis.strip(),
        "plain": plain.as_mapping(text),
        "effective_from": effective_from,
    }


def _open(number: int) -> Proposal:
    rows = Proposal.objects.select_for_update(of=["self"]).select_related("procedure", "base")
    if (found := rows.filter(number=number).first()) is None:
        raise NoSuchProposal(number=number)
    if found.state != ProposalState.PROPOSED:
        raise ProposalDecided
    return found


@transaction.atomic
def approve_proposal(
    *,
    actor: Actor,
    number: int,
    decision_no: str,
    decision_date: date,
    effective_from: date,
    note: str = "",
    at: datetime,
) -> int:
    """Approve a proposal: from its day on the procedure has the shorter time limit.

    The limit of the law stays beside the promised one. Running dossiers keep theirs.

    Returns:
        The number of the new version.

    Raises:
        NotPermitted: The actor does not decide on proposals where the catalogue is kept.
        NoSuchProposal: There is no such number.
        ProposalDecided: It was decided already.
        ProposalOutdated: The procedure changed since.
        PlainTextOlder: A plain text was written since that the proposal does not change.
        FaultyRecord: The decision is incomplete, in the future, or later than its effect.
        LaterVersionThere: A version from a later day is published already.

    Publishes:
        ProcedureVersionPublished, ProcedurePublished, ShorteningDecided

    Law:
        ND 63/2010
    """
    edition = lock_edition()
    proposal = _open(number)
    require_for_all(permissions.APPROVE, actor)
    before = latest_version(proposal.procedure.code)
    if before.id != proposal.base_id:
        raise ProposalOutdated
    version = publish_one(
        edition,
        before,
        _shortened(proposal, before, decision_no),
        decision=Decision(
            number=decision_no.strip(), day=decision_date, effective_from=effective_from
        ),
        origin=Origin.SHORTENING,
        text=_new_text(proposal, before),
        actor=actor,
        at=at,
    )
    proposal.version, proposal.effective_from = version, effective_from
    proposal.decision_no, proposal.decision_date = decision_no.strip(), decision_date
    _decide(proposal, ProposalState.APPROVED, note=note, actor=actor, at=at)
    return version.number


def _shortened(proposal: Proposal, before: ProcedureVersion, decision_no: str) -> Content:
    content = Content(**contents.values_of(before.content))
    limit = TimeLimit.parse(proposal.limit_after)
    return replace(
        content,
        time_limit=limit,
        components=tuple(one for one in content.components if one.key not in proposal.papers),
        steps=limits.fit_steps(content.steps, limit),
        decision=decision_no.strip(),
    )


def _new_text(proposal: Proposal, before: ProcedureVersion) -> PlainText | None:
    written = PlainTextRecord.objects.filter(version=before).order_by("written_at", "id").last()
    if written is None:
        return None
    changes = plain.read(proposal.plain)
    limit = TimeLimit.parse(proposal.limit_after)
    if _stale_words(before, changes, limit=limit, papers=proposal.papers):
        raise PlainTextOlder
    return plain.merged(
        PlainText(**{name: getattr(written, name) for name in plain.PARTS}), changes
    )


@transaction.atomic
def reject_proposal(*, actor: Actor, number: int, note: str, at: datetime) -> None:
    """Reject a proposal, with a reason; the procedure stays as it is.

    Raises:
        NotPermitted: The actor does not decide on proposals where the catalogue is kept.
        NoSuchProposal: There is no such number.
        ProposalDecided: It was decided already.
        FaultyRecord: The reason is missing.

    Publishes:
        ShorteningDecided

    Law:
        ND 63/2010
    """
    proposal = _open(number)
    require_for_all(permissions.APPROVE, actor)
    if faults := _unsaid(note=note):
        raise FaultyRecord(faults=tuple(faults))
    _decide(proposal, ProposalState.REJECTED, note=note, actor=actor, at=at)


@transaction.atomic
def take_back_proposal(*, actor: Actor, number: int, at: datetime) -> None:
    """Take a proposal back before it is decided.

    Raises:
        NotPermitted: The actor does not propose for the unit that did.
        NoSuchProposal: There is no such number.
        ProposalDecided: It was decided already.

    Publishes:
        ShorteningDecided
    """
    proposal = _open(number)
    permissions.PROPOSE.require(actor, unit_id=proposal.unit_id)
    _decide(proposal, ProposalState.WITHDRAWN, note="", actor=actor, at=at)


def _decide(
    proposal: Proposal, state: ProposalState, *, note: str, actor: Actor, at: datetime
) -> None:
    proposal.state, proposal.decided_at, proposal.decided_by = state, at, actor.name
    proposal.decision_note = note.strip()
    proposal.save()
    procedure: Procedure = proposal.procedure
    event = ShorteningDecided(
        procedure_id=procedure.id,
        procedure_code=procedure.code,
        proposal=proposal.number,
        state=state.value,
    )
    house.publish(event, by=actor, at=at, unit_id=proposal.unit_id)
