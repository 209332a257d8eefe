"""What the figures count, row by row."""

from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, Q, Value, When

from motcua.foundation.actors import Actor

from ..models import Submission, SubmissionQuerySet
from ..types import Channel

ON_TIME = Q(dossier__finished_at__lte=F("dossier__due_at"), times_asked__lte=1)
ASKED = Q(times_asked__gte=1)
ASKED_AGAIN = Q(times_asked__gte=2)
ONLINE = Q(channel=Channel.ONLINE)


def _in_period(
    rows: SubmissionQuerySet, by: str, start: datetime, end: datetime
) -> SubmissionQuerySet:
    within = {f"dossier__{by}_at__gte": start, f"dossier__{by}_at__lt": end}
    return rows.filter(**within)


def list_counted(
    *,
    actor: Actor,
    unit_id: UUID,
    start: datetime,
    end: datetime,
    by: str,
    counted: Q | None = None,
    among: Q | None = None,
    after: str = "",
    limit: int = 50,
) -> list[tuple[Submission, bool]]:
    """List what a figure counts, by code, and whether each is in the numerator.

    Args:
        by: ``accepted`` or ``finished``: which instant puts a dossier into the period.
    """
    rows = _in_period(Submission.objects.visible_to(actor), by, start, end)
    rows = (
        rows.filter(among or Q(), unit_id=unit_id, code__gt=after)
        .select_related("dossier")
        .defer("data")
    )
    flag = Case(
        When(counted or Q(pk__isnull=False), then=Value(value=True)), default=Value(value=False)
    )
    found = rows.annotate(is_counted=flag).order_by("code")[:limit]
    return [(row, bool(getattr(row, "is_counted"))) for row in found]  # noqa: B009 - annotated above
