"""Cases, processes and inboxes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.foundation.actors import Actor

from ..errors import CaseNotFound
from ..models import Case, CaseStep, Pause, ProcessVersion
from ..types import (
    CaseInfo,
    CaseState,
    Holding,
    InboxCounts,
    InboxPlace,
    Outcome,
    ProcessInfo,
    Step,
    StepInfo,
    StepKind,
)


@lru_cache(maxsize=2048)
def get_process(version_id: UUID) -> ProcessInfo:
    """Return a published version; kept in the process, for a version never changes.

    Raises:
        ProcessVersion.DoesNotExist: There is none of that id.
    """
    return ProcessVersion.objects.select_related("process").get(id=version_id).to_info()


def find_process(*, code: str, steps: Sequence[Step] | None = None) -> ProcessInfo | None:
    """Return the latest published version of a process.

    Args:
        steps: The latest that has exactly these steps: what was promised under an older version
            of a procedure still goes its way.
    """
    versions = ProcessVersion.objects.select_related("process").filter(process__code=code)
    if steps is not None:
        versions = versions.filter(steps=[step.to_json() for step in steps])
    latest = versions.order_by("-number").first()
    return latest.to_info() if latest else None


def list_processes() -> list[ProcessInfo]:
    """Return the latest version of every process, by code."""
    versions = ProcessVersion.objects.select_related("process").order_by("process__code", "-number")
    return [version.to_info() for version in versions.distinct("process__code")]


def get_case(*, case_id: UUID) -> CaseInfo:
    """Return a case.

    Raises:
        CaseNotFound: There is none.
    """
    found = Case.objects.filter(id=case_id).first()
    if found is None:
        raise CaseNotFound
    return found.to_info()


def cases(*, case_ids: Sequence[UUID]) -> Mapping[UUID, CaseInfo]:
    """Return many cases by id, in one query."""
    return {each.id: each.to_info() for each in Case.objects.filter(id__in=case_ids)}


def inbox(
    *,
    actor: Actor,
    kinds: Sequence[StepKind] = (),
    state: CaseState | None = None,
    overdue_at: datetime | None = None,
    holding: Holding = Holding.ALL,
    post_ids: Collection[UUID] | None = None,
    field: str = "",
    after: InboxPlace | None = None,
    limit: int = 50,
) -> list[CaseInfo]:
    """Return what waits for the actor's posts, the most urgent first; one query.

    Args:
        kinds: Only steps of these kinds.
        holding: Mine: what I have, and what nobody at my posts has; the team's: what others have.
        post_ids: Other posts than the actor's, such as all of his authority; the caller has checked
            that he may see them.
        field: Only this field of work.
        overdue_at: Only what was due before this instant.
        after: Where the page before ended.
    """
    waiting = _waiting(actor, kinds=kinds, state=state, overdue_at=overdue_at, post_ids=post_ids)
    waiting = _held(waiting, actor, holding)
    if field:
        waiting = waiting.filter(field=field)
    if after is not None:
        later = Q(due_at=after.due_at, id__gt=after.case_id)
        waiting = waiting.filter(Q(due_at__gt=after.due_at) | later, due_at__gte=after.due_at)
    return [each.to_info() for each in waiting.order_by("due_at", "id")[:limit]]


def _held(waiting: QuerySet[Case], actor: Actor, holding: Holding) -> QuerySet[Case]:
    if holding is Holding.MINE:
        return waiting.filter(Q(account_id=actor.account_id) | Q(account_id=None))
    if holding is Holding.TEAM:
        return waiting.filter(account_id__isnull=False).exclude(account_id=actor.account_id)
    return waiting


def _waiting(
    actor: Actor,
    *,
    kinds: Sequence[StepKind] = (),
    state: CaseState | None = None,
    overdue_at: datetime | None = None,
    post_ids: Collection[UUID] | None = None,
) -> QuerySet[Case]:
    waiting = Case.objects.waiting_for(actor.post_ids if post_ids is None else frozenset(post_ids))
    if kinds:
        waiting = waiting.filter(step_kind__in=kinds)
    if state is not None:
        waiting = waiting.filter(state=state)
    if overdue_at is not None:
        waiting = waiting.filter(due_at__lt=overdue_at, state=CaseState.OPEN, settled_at=None)
    return waiting


def count_inbox(*, actor: Actor, at: datetime) -> InboxCounts:
    """Count what waits for the actor's posts; one query."""
    rows = (
        Case.objects.waiting_for(actor.post_ids)
        .values("step_kind")
        .annotate(
            all=Count("id"),
            paused=Count("id", filter=Q(state=CaseState.PAUSED)),
            overdue=Count("id", filter=Q(state=CaseState.OPEN, due_at__lt=at, settled_at=None)),
            mine=Count("id", filter=Q(account_id=actor.account_id) | Q(account_id=None)),
        )
        .order_by("step_kind")
    )
    found = list(rows)
    return InboxCounts(
        open=sum(row["all"] for row in found),
        overdue=sum(row["overdue"] for row in found),
        paused=sum(row["paused"] for row in found),
        mine=sum(row["mine"] for row in found),
        by_kind=tuple((StepKind(row["step_kind"]), row["all"]) for row in found),
    )


def history(*, case_id: UUID, since: datetime | None = None) -> list[StepInfo]:
    """Return the stays of a case at its steps, the first one first.

    Args:
        since: When the case was opened, if the caller knows it: older partitions are left alone.
    """
    steps = CaseStep.objects.filter(case_id=case_id)
    if since is not None:
        steps = steps.filter(started_at__gte=since)
    return [step.to_info() for step in steps.order_by("started_at", "id")]


def handlers(*, case_ids: Collection[UUID], since: datetime) -> Mapping[UUID, tuple[UUID, str]]:
    """Return who handled cases last, as account and name; one query.

    A case that nobody has handled yet is left out.

    Args:
        since: When the first of them was opened, at the latest: older partitions are left alone.
    """
    stays = CaseStep.objects.filter(
        case_id__in=list(case_ids),
        kind=StepKind.HANDLE,
        account_id__isnull=False,
        started_at__gte=since,
    )
    last = stays.order_by("case_id", "-started_at").distinct("case_id")
    return {
        case_id: (account_id, name)
        for case_id, account_id, name in last.values_list("case_id", "account_id", "holder_name")
        if account_id is not None
    }


def list_pauses(*, case_id: UUID) -> list[tuple[datetime, datetime | None]]:
    """Return when the clock of a case stood, the first time first; the end None while it lasts."""
    pauses = Pause.objects.filter(case_id=case_id).order_by("started_at", "id")
    return [(pause.started_at, pause.ended_at) for pause in pauses]


def can_recall(*, actor: Actor, case_id: UUID) -> bool:
    """Tell whether the actor sent a case to where it is and nobody has taken it there."""
    case = Case.objects.filter(
        id=case_id, state=CaseState.OPEN, taken_at=None, settled_at=None
    ).first()
    if case is None or actor.account_id is None:
        return False
    sent = CaseStep.objects.filter(
        case_id=case_id,
        started_at__gte=case.opened_at,
        done_at=case.step_started_at,
        account_id=actor.account_id,
        post_id__isnull=False,
        outcome__in=[Outcome.DONE, Outcome.HANDED_OVER],
    )
    return sent.exclude(id=case.step_id).exists()
