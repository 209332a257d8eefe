"""What the acts share about opinions: planned with a move, waited for, closed with the case."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.kernel.organisation import api as organisation

from .. import queries
from ..errors import NoPostForStep, StepBlocked
from ..events import OpinionAsked
from ..models import Case, Opinion
from ..types import Step, StepKind


def require_answers(case: Case, following: Step | None) -> None:
    """Refuse to let a case go up while mandatory opinions are missing; on to handling it may.

    Raises:
        StepBlocked: It names who is asked.
    """
    if case.opinions_awaited == 0 or (following and following.kind is StepKind.HANDLE):
        return
    missing = Opinion.objects.filter(case=case, mandatory=True, answered_at=None, waived_at=None)
    names = dict.fromkeys(missing.order_by("due_at", "id").values_list("unit__name", flat=True))
    raise StepBlocked(missing=", ".join(names))


def plan_opinions(
    case: Case, steps: Sequence[Step], *, actor: Actor, asked_from: UUID | None, at: datetime
) -> tuple[Opinion, ...]:
    """Make the questions of a move and count them in ``case``; nothing is saved.

    What was asked in this case before, and not taken back, is not asked again.

    Raises:
        NoPostForStep: Nobody could answer.
    """
    if not steps:
        return ()
    seqs = [step.seq for step in steps]
    asked = set(
        Opinion.objects.filter(case_id=case.id, step_seq__in=seqs, waived_at=None).values_list(
            "step_seq", flat=True
        )
    )
    planned = tuple(
        _plan(case, step, actor=actor, asked_from=asked_from, at=at)
        for step in steps
        if step.seq not in asked
    )
    case.opinions_open += len(planned)
    case.opinions_awaited += sum(each.mandatory for each in planned)
    return planned


def _plan(
    case: Case, step: Step, *, actor: Actor, asked_from: UUID | None, at: datetime
) -> Opinion:
    post = queries.find_post_of(step, unit_id=case.unit_id, field=case.field, at=at)
    if post is None:
        raise NoPostForStep(step=step.name, role=organisation.Role(step.role).label)
    limit = TimeLimit(step.hours, TimeUnit.WORKING_HOUR)
    return Opinion(
        case=case,
        step_seq=step.seq,
        question=step.name,
        post_id=post.id,
        unit_id=post.unit_id,
        asked_at=at,
        asked_by=actor.name,
        asked_by_account=actor.account_id,
        asked_by_unit=asked_from,
        due_at=organisation.clock(post.unit_id).add(start=at, limit=limit),
        mandatory=step.mandatory,
    )


def asked(opinion: Opinion) -> OpinionAsked:
    """Return what the house is told of a question."""
    return OpinionAsked(
        case_id=opinion.case_id,
        opinion_id=opinion.id,
        step_seq=opinion.step_seq,
        post_id=opinion.post_id,
        unit_id=opinion.unit_id,
        due_at=opinion.due_at,
        mandatory=opinion.mandatory,
    )


def close_opinions(
    case: Case, *, reason: str, at: datetime, asked_since: datetime | None = None
) -> None:
    """Wait no longer for answers: of all, or of what the process asked since an instant.

    The counters of ``case`` follow; the case is not saved.
    """
    if case.opinions_open == 0:
        return
    still = Opinion.objects.filter(case=case, answered_at=None, waived_at=None)
    if asked_since is not None:
        still = still.filter(asked_at__gte=asked_since, step_seq__isnull=False)
    closed = list(still.select_for_update().order_by("id"))
    still.update(waived_at=at, waived_reason=reason)
    case.opinions_open -= len(closed)
    case.opinions_awaited -= sum(each.mandatory for each in closed)
