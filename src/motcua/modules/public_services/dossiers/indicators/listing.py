"""What figures count, row by row, and parted by the officers who had it in hand."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics

from ..models import Submission
from ..queries.figures import address_of, list_counted, list_handled
from ..types import HandledDossier, State


def opened(by: str, counted: Q | None = None, among: Q | None = None) -> dict[str, Any]:
    """Return how a figure of the dossiers of a period opens: its rows, and its officers.

    Args:
        by: ``accepted`` or ``finished``: which instant puts a dossier into the period.
        counted: Which of them are in the numerator.
        among: Which are counted at all.
    """

    def rows(
        actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
    ) -> Sequence[analytics.Row]:
        found = list_counted(
            actor=actor,
            unit_id=unit_id,
            start=period.start,
            end=period.end,
            by=by,
            counted=counted,
            among=among,
            after=after,
            limit=limit,
        )
        return [_row(row, by, is_counted=is_counted) for row, is_counted in found]

    return {"rows": rows, "hands": _hands(by, counted, among)}


def _row(row: Submission, by: str, *, is_counted: bool) -> analytics.Row:
    return analytics.Row(
        code=row.code,
        title=row.procedure_title,
        unit_id=row.unit_id,
        at=getattr(row.dossier, f"{by}_at"),
        counted=is_counted,
        note=str(State(row.state).label),
        url=address_of(row.code, may_open=getattr(row, "may_open")),  # noqa: B009 - annotated
    )


def _hands(by: str, counted: Q | None, among: Q | None) -> analytics.Hands:
    def handled(
        actor: Actor, unit_id: UUID, period: analytics.Period
    ) -> Sequence[analytics.Handled]:
        found = list_handled(
            actor=actor,
            unit_id=unit_id,
            start=period.start,
            end=period.end,
            by=by,
            counted=counted,
            among=among,
        )
        return [_handled(each, unit_id) for each in found]

    return analytics.parted(handled)


def _handled(each: HandledDossier, unit_id: UUID) -> analytics.Handled:
    row = analytics.Row(
        code=each.code,
        title=each.title,
        unit_id=unit_id,
        at=each.at,
        counted=each.is_counted,
        note=str(each.state.label),
        url=address_of(each.code, may_open=each.may_open),
    )
    return analytics.Handled(row=row, account_id=each.account_id, handler=each.handler)
