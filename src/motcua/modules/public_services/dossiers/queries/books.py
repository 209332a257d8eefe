"""Do the books balance: what came in is done or still there, and somebody holds it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from motcua.kernel.organisation import api as organisation

from ..models import Dossier, Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A unit's dossiers over a period, as the report of the Office of Government counts them.

    ``resolved`` are those whose result lay ready, and those withdrawn or stopped, in the period.
    """

    unit_id: UUID
    brought_forward: int
    received: int
    resolved: int
    in_process: int

    @property
    def is_even(self) -> bool:
        return self.brought_forward + self.received == self.resolved + self.in_process


def balance(*, unit_ids: Collection[UUID], start: datetime, end: datetime) -> list[Balance]:
    """Count each unit's accepted dossiers over a period; one query.

    Each of the four figures is counted by itself, so that :attr:`Balance.is_even` can fail.

    Law:
        TT 01/2020, form II.06
    """
    ended = Coalesce("finished_at", "submission__ended_at")
    was_open, still_open = Q(ended=None) | Q(ended__gte=start), Q(ended=None) | Q(ended__gte=end)
    rows = (
        Dossier.objects.filter(submission__unit_id__in=list(unit_ids), accepted_at__lt=end)
        .annotate(ended=ended)
        .values("submission__unit_id")
        .annotate(
            brought_forward=Count("pk", filter=Q(accepted_at__lt=start) & was_open),
            received=Count("pk", filter=Q(accepted_at__gte=start)),
            resolved=Count("pk", filter=Q(ended__gte=start, ended__lt=end)),
            in_process=Count("pk", filter=still_open),
        )
        .order_by("submission__unit_id")
    )
    return [
        Balance(
            unit_id=row["submission__unit_id"],
            brought_forward=row["brought_forward"],
            received=row["received"],
            resolved=row["resolved"],
            in_process=row["in_process"],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How often a procedure was asked for, and how often its result lay ready."""

    sent: int
    finished: int


def count_by_procedure() -> dict[str, Asked]:
    """Count all dossiers by the code of their procedure; one query."""
    rows = Submission.objects.values("procedure_code").order_by("procedure_code")
    found = rows.annotate(sent=Count("pk"), finished=Count("dossier__finished_at"))
    return {
        row["procedure_code"]: Asked(sent=row["sent"], finished=row["finished"]) for row in found
    }


def without_holder(*, at: datetime, limit: int = 100) -> list[str]:
    """Return the codes of dossiers under way whose step nobody holds at ``at``."""
    rows = Dossier.objects.filter(finished_at=None, submission__ended_at=None)
    places = rows.values_list("submission__code", "case__post_id", "case__post_unit_id")
    held: dict[UUID, bool] = {}
    lost = []
    for code, post_id, unit_id in places.iterator():
        if unit_id is not None and post_id not in held:
            posts = organisation.list_posts([unit_id], at=at)
            held |= {post.id: bool(post.holder_ids) for post in posts}
        if not held.get(post_id, False):
            lost.append(code)
            if len(lost) == limit:
                break
    return lost
