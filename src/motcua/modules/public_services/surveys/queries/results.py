"""What came out: indices by unit, comments, single answers without who gave them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from .. import rules
from ..models import Answer, Mark
from ..types import SATISFIED_FROM, Result, SurveyInfo

_NOTHING: Mapping[str, int] = {}


def results_of(
    survey: SurveyInfo, *, unit_ids: Collection[UUID], start: datetime, end: datetime
) -> Mapping[UUID, Result]:
    """Return how units did by one version of the questions: two queries, whatever their number."""
    answers = Answer.objects.filter(
        survey_id=survey.id, unit_id__in=unit_ids, answered_at__gte=start, answered_at__lt=end
    )
    counted = Counter(
        {
            row["unit_id"]: row["all"]
            for row in answers.values("unit_id").order_by("unit_id").annotate(all=Count("id"))
        }
    )
    satisfied: dict[UUID, dict[str, int]] = {}
    marks = Mark.objects.filter(answer__in=answers).values("answer__unit_id", "question")
    for row in marks.order_by("answer__unit_id", "question").annotate(
        good=Count("id", filter=Q(value__gte=SATISFIED_FROM))
    ):
        satisfied.setdefault(row["answer__unit_id"], {})[row["question"]] = row["good"]
    return {
        unit_id: rules.result_of(
            survey.factors,
            answers=counted[unit_id],
            satisfied=satisfied.get(unit_id, _NOTHING),
            minimum=survey.minimum,
        )
        for unit_id in unit_ids
    }


def list_comments(
    *, unit_id: UUID, start: datetime, end: datetime, limit: int = 50
) -> Sequence[Answer]:
    """List what people wrote about a unit, the newest first; without who they are."""
    rows = Answer.objects.filter(unit_id=unit_id, answered_at__gte=start, answered_at__lt=end)
    return list(rows.exclude(comment="").order_by("-answered_at", "-id")[:limit])


def list_answers(
    *, unit_id: UUID, start: datetime, end: datetime, after: str, limit: int
) -> Sequence[Answer]:
    """List the answers about a unit by their keys."""
    rows = Answer.objects.filter(unit_id=unit_id, answered_at__gte=start, answered_at__lt=end)
    if after:
        rows = rows.filter(id__gt=after)
    return list(rows.order_by("id")[:limit])
