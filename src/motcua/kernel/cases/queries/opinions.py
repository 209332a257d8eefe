"""Questions to others: of a case, waiting for an actor, late by agency."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet

from motcua.foundation.actors import Actor

from ..errors import OpinionNotFound
from ..models import Opinion
from ..types import OpinionInfo


def _opinions() -> QuerySet[Opinion]:
    return Opinion.objects.select_related("case").prefetch_related("answers")


def list_opinions(case_id: UUID) -> list[OpinionInfo]:
    """Return the questions of a case with their answers, the oldest first; two queries."""
    asked = _opinions().filter(case_id=case_id).order_by("asked_at", "id")
    return [each.to_info() for each in asked]


def get_opinion(opinion_id: UUID) -> OpinionInfo:
    """Return a question with its answers; who may see it, the caller decides by its case.

    Raises:
        OpinionNotFound: There is none.
    """
    found = _opinions().filter(id=opinion_id).first()
    if found is None:
        raise OpinionNotFound
    return found.to_info()


def opinions_of_cases(case_ids: Sequence[UUID]) -> Mapping[UUID, tuple[OpinionInfo, ...]]:
    """Return the open questions of many cases, in two queries."""
    asked = _opinions().filter(case_id__in=case_ids, answered_at=None, waived_at=None)
    found: dict[UUID, tuple[OpinionInfo, ...]] = dict.fromkeys(case_ids, ())
    for each in asked.order_by("due_at", "id"):
        found[each.case_id] = (*found[each.case_id], each.to_info())
    return found


def opinions_waiting(actor: Actor, *, limit: int = 200) -> list[OpinionInfo]:
    """Return the questions that wait for an answer of the actor's posts, the most urgent first."""
    waiting = _opinions().filter(post_id__in=actor.post_ids, answered_at=None, waived_at=None)
    return [each.to_info() for each in waiting.order_by("due_at", "id")[:limit]]


def opinions_asked_by(actor: Actor, *, limit: int = 200) -> list[OpinionInfo]:
    """Return the questions that the actor asked and that are not answered, the most urgent first.

    Only where the case has not ended.
    """
    asked = _opinions().filter(
        asked_by_account=actor.account_id,
        asked_by_account__isnull=False,
        answered_at=None,
        waived_at=None,
    )
    return [each.to_info() for each in asked.order_by("due_at", "id")[:limit]]


def count_opinions_waiting(actor: Actor) -> int:
    """Count the questions that wait for the actor's posts; one query."""
    return Opinion.objects.filter(
        post_id__in=actor.post_ids, answered_at=None, waived_at=None
    ).count()
