"""Figures for the board: documents in a file, files handed over in time."""

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics

from . import queries

_SOURCE = "Nghị định 30/2020/NĐ-CP"


def _measured_by(count: Callable[..., queries.Counted]) -> analytics.MeasureAll:
    """Return what measures an indicator by a count of the units' own rows."""

    def measure(
        indicators: Collection[analytics.Indicator],
        unit_ids: Collection[UUID],
        periods: Collection[analytics.Period],
        reach: analytics.Reach,
    ) -> analytics.Measures:
        members = analytics.members(unit_ids, reach)
        spans = [(each.start, each.end) for each in periods]
        own = count(unit_ids=frozenset().union(*members.values()), spans=spans)

        def total(unit_id: UUID, nth: int) -> analytics.Measure:
            parts = (own.get((member, nth), (0, 0)) for member in members[unit_id])
            return sum((analytics.Measure(*part) for part in parts), analytics.Measure())

        return {
            (each.code, period): {unit_id: total(unit_id, nth) for unit_id in unit_ids}
            for each in indicators
            for nth, period in enumerate(periods)
        }

    return measure


def _filed_rows(
    actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
) -> Sequence[analytics.Row]:
    found = queries.list_filed(
        actor=actor, unit_id=unit_id, start=period.start, end=period.end, after=after, limit=limit
    )
    return [
        analytics.Row(
            code=queries.place_of_record(row),
            title=row.subject,
            unit_id=row.unit_id,
            at=row.at,
            counted=is_counted,
            note=row.number_symbol,
            url=reverse("archive:record", args=[row.id]),
        )
        for row, is_counted in found
    ]


def _handed_rows(
    actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
) -> Sequence[analytics.Row]:
    found = queries.list_handed_over(
        actor=actor, unit_id=unit_id, start=period.start, end=period.end, after=after, limit=limit
    )
    return [
        analytics.Row(
            code=f"{row.year}/{row.code}",
            title=row.title,
            unit_id=row.unit_id,
            at=row.closed_at or period.start,
            counted=is_counted,
            note=row.keeper_unit.short_name or row.keeper_unit.name,
            url=reverse("archive:file", args=[row.id]),
        )
        for row, is_counted in found
    ]


FILED_SHARE = analytics.Indicator(
    code="documents-in-a-file",
    title=_("Documents that lie in a file"),
    meaning=_(
        "How many of the documents issued and registered in the period were put into a file."
    ),
    formula=_(
        "documents issued or registered that lie in a file ÷ documents issued or registered, "
        "without those taken back"
    ),
    source=_SOURCE,
    kind=analytics.Kind.SHARE,
    measured_by=_measured_by(queries.measure_filed),
    rows=_filed_rows,
    direction=analytics.Direction.UP,
    target=Fraction(1),
    order=260,
)
HANDED_SHARE = analytics.Indicator(
    code="files-handed-over",
    title=_("Files handed over to the archive in time"),
    meaning=_(
        "How many of the files whose hand-over fell due in the period the archive had by then."
    ),
    formula=_("files in the archive by their day ÷ files whose day fell in the period"),
    source=_SOURCE,
    kind=analytics.Kind.SHARE,
    measured_by=_measured_by(queries.measure_handed_over),
    rows=_handed_rows,
    direction=analytics.Direction.UP,
    target=Fraction(1),
    order=270,
)
ALL = [FILED_SHARE, HANDED_SHARE]
