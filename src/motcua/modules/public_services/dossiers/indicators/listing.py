"""What figures count, row by row, and parted by the officers who had it in hand."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics

from ..models import Submission
from ..queries.figures import list_counted, list_handled
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
        url=reverse("dossiers:case", args=[row.code]),
    )


def _hands(by: str, counted: Q | None, among: Q | None) -> analytics.Hands:
    def handled(actor: Actor, unit_id: UUID, period: analytics.Period) -> Sequence[HandledDossier]:
        return list_handled(
            actor=actor,
            unit_id=unit_id,
            start=period.start,
            end=period.end,
            by=by,
            counted=counted,
            among=among,
        )

    def hands(actor: Actor, unit_id: UUID, period: analytics.Period) -> Sequence[analytics.Hand]:
        measures: dict[UUID | None, analytics.Measure] = defaultdict(analytics.Measure)
        names: dict[UUID | None, str] = {None: _("Nobody has handled it yet")}
        for each in handled(actor, unit_id, period):
            names.setdefault(each.account_id, each.handler)
            measures[each.account_id] += analytics.Measure(int(each.is_counted), 1)
        return [
            analytics.Hand(account_id=account_id, name=names[account_id], measure=measure)
            for account_id, measure in measures.items()
        ]

    def rows_of(account_id: UUID | None) -> analytics.ListRows:
        def rows(
            actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
        ) -> Sequence[analytics.Row]:
            found = handled(actor, unit_id, period)
            his = [each for each in found if each.account_id == account_id and each.code > after]
            return [_handled_row(each, unit_id) for each in his[:limit]]

        return rows

    return analytics.Hands(list=hands, rows_of=rows_of)


def _handled_row(each: HandledDossier, unit_id: UUID) -> analytics.Row:
    return analytics.Row(
        code=each.code,
        title=each.title,
        unit_id=unit_id,
        at=each.at,
        counted=each.is_counted,
        note=str(each.state.label),
        url=reverse("dossiers:case", args=[each.code]),
    )
