"""What of the dossiers lies on a desk: one's own work, and what one's people have in hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation

from ..models import Check, Submission, SubmissionQuerySet
from ..types import State
from .work import CASE, Scope, WorkLine, at_work, due_between, first_lines, late_at, within


class SignLine(NamedTuple):
    """What a leader reads of a paper before he signs it among others."""

    code: str
    person_name: str
    procedure_title: str
    unit_id: UUID
    due_at: datetime
    draft: Mapping[str, str]
    drafted_by: str
    checked_by: str
    has_faults: bool


def _at_step(actor: Actor, kind: cases.StepKind) -> SubmissionQuerySet:
    """Keep the actor's own work that waits at one kind of step and is not decided yet."""
    return within(actor, Scope.MINE).filter(
        **{
            "state": State.PROCESSING,
            f"{CASE}state": cases.CaseState.OPEN,
            f"{CASE}step_kind": kind,
        }
    )


def sign_lines(
    *, actor: Actor, codes: Sequence[str] | None = None, limit: int = 200
) -> list[SignLine]:
    """Return what waits for the actor's signature, the most urgent first; one query.

    What he approved already and is being signed by the job is not among it.
    """
    faulty = Check.objects.filter(submission_id=OuterRef("id")).exclude(faults=[])
    waiting = _at_step(actor, cases.StepKind.SIGN)
    if codes is not None:
        waiting = waiting.filter(code__in=codes)
    rows = waiting.annotate(
        due=F(f"{CASE}due_at"), by=F("dossier__accepted_by"), faulty=Exists(faulty)
    ).order_by("due", "dossier__case_id")
    found = rows.values_list(
        "code",
        "person_name",
        "procedure_title",
        "unit_id",
        "due",
        "dossier__result__draft",
        "dossier__result__drafted_by",
        "by",
        "faulty",
    )
    return [SignLine(*row[:5], row[5] or {}, *row[6:]) for row in found[:limit]]


def count_to_sign(*, actor: Actor, limit: int) -> int:
    """Count what waits for the actor's signature, no further than ``limit``."""
    return _at_step(actor, cases.StepKind.SIGN)[:limit].count()


def list_to_review(*, actor: Actor, limit: int) -> list[WorkLine]:
    """Return the drafts that wait for the actor's agreement, the most urgent first; one query."""
    return first_lines(_at_step(actor, cases.StepKind.REVIEW), limit)


def count_to_review(*, actor: Actor, limit: int) -> int:
    """Count the drafts that wait for the actor's agreement, no further than ``limit``."""
    return _at_step(actor, cases.StepKind.REVIEW)[:limit].count()


def _looked_after(actor: Actor, at: datetime) -> SubmissionQuerySet:
    """Keep the actor's own work; for a head, that of all posts whose work he may give to others."""
    units = cases.REASSIGN.units(actor)
    if not units:
        return within(actor, Scope.MINE)
    posts = {post.id for post in organisation.list_posts(units, at=at)} | actor.post_ids
    rows = at_work(Submission.objects.visible_to(actor))
    return rows.filter(**{f"{CASE}post_id__any_of": list(posts)})


def _in_hand(actor: Actor, at: datetime, when: Q) -> SubmissionQuerySet:
    return _looked_after(actor, at).filter(when)


def list_late(*, actor: Actor, at: datetime, limit: int) -> list[WorkLine]:
    """Return what is late with the actor and his people, the longest first."""
    return first_lines(_in_hand(actor, at, late_at(at)), limit)


def count_late(*, actor: Actor, at: datetime, limit: int) -> int:
    """Count what is late with the actor and his people, no further than ``limit``."""
    return _in_hand(actor, at, late_at(at))[:limit].count()


def list_falling(
    *, actor: Actor, since: datetime, until: datetime, at: datetime, limit: int
) -> list[WorkLine]:
    """Return what falls due in a span of time with the actor and his people, the earliest first."""
    return first_lines(_in_hand(actor, at, due_between(since, until)), limit)


def count_falling(
    *, actor: Actor, since: datetime, until: datetime, at: datetime, limit: int
) -> int:
    """Count what falls due in a span of time, no further than ``limit``."""
    return _in_hand(actor, at, due_between(since, until))[:limit].count()
