"""What a ratio counts, row by row, by the same stories that count it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.modules.public_services.dossiers import api as dossiers

from .. import permissions, rules
from ..errors import NoSuchCriterion
from ..types import Counted, Criterion, OfCatalogue, OfIndicator, Row
from . import shares
from .ratios import RATIOS
from .units import Scope, catalogues


def list_rows(
    *,
    actor: Actor,
    criterion: Criterion,
    unit_id: UUID,
    period: analytics.Period,
    at: datetime,
    within: Scope,
    after: str = "",
    limit: int = 50,
) -> list[Row]:
    """List what a criterion divides by, and what of it is counted; dossiers that the actor sees.

    Raises:
        NotPermitted: The scores of the unit are not his to see.
        NoSuchCriterion: Nothing measures it.
    """
    permissions.VIEW.require(actor, unit_id=unit_id)
    match RATIOS.get(criterion.ratio):
        case Counted() as ratio:
            found = dossiers.list_among(
                actor=actor,
                unit_ids=within.below[unit_id],
                kind=ratio.among,
                start=period.start,
                end=period.end,
                after=after,
                limit=limit,
            )
            return _dossiers(found, ratio, period, at)
        case OfCatalogue() as ratio:
            return _procedures(ratio, unit_id, period, at, within)
        case OfIndicator(code=code):
            indicator = analytics.get_indicator(code=code, on=period.last_date)
            return [_row_of(each) for each in indicator.rows(actor, unit_id, period, after, limit)]
        case _:
            raise NoSuchCriterion


def _dossiers(
    found: Sequence[dossiers.CountedDossier],
    ratio: Counted,
    period: analytics.Period,
    at: datetime,
) -> list[Row]:
    days = rules.spans_of((*ratio.numerator, *ratio.denominator), period, local_date(at))
    counts = _counts(found, ratio)
    rows = [
        (each, rules.added(ratio, days, counts[f"submission:{each.submission_id}"]))
        for each in found
    ]
    return [_dossier_row(each, is_counted=share.numerator > 0) for each, share in rows]


def _counts(
    found: Sequence[dossiers.CountedDossier], ratio: Counted
) -> dict[str, list[analytics.Count]]:
    streams = [f"submission:{each.submission_id}" for each in found]
    counts: dict[str, list[analytics.Count]] = {stream: [] for stream in streams}
    for tale in ratio.tales:
        for stream, told in analytics.stories(tale=tale, streams=streams).items():
            counts[stream] += [analytics.Count(*key, n) for key, n in told.counts.items()]
    return counts


def _dossier_row(each: dossiers.CountedDossier, *, is_counted: bool) -> Row:
    return Row(
        code=each.code,
        title=each.title,
        unit_id=each.unit_id,
        at=local_date(each.accepted_at),
        counted=is_counted,
        note=str(each.state.label),
        url=reverse("dossiers:case", args=[each.code]),
    )


def _procedures(
    ratio: OfCatalogue, unit_id: UUID, period: analytics.Period, at: datetime, within: Scope
) -> list[Row]:
    today = local_date(at)
    on = min(period.last_date, today)
    versions = catalogues([unit_id], within, days=[on])[on][unit_id]
    used = shares.used_procedures([ratio], [unit_id], period, today).get(
        (ratio.fact, unit_id), set()
    )
    return [
        Row(
            code=each.code,
            title=each.title,
            unit_id=None,
            at=None,
            counted=ratio.numerator(each, each.code in used),
            note=each.field,
            url=reverse("procedures:procedure", args=[each.code]),
        )
        for each in versions
        if ratio.denominator(each, each.code in used)
    ]


def _row_of(each: analytics.Row) -> Row:
    return Row(
        code=each.code,
        title=each.title,
        unit_id=each.unit_id,
        at=local_date(each.at),
        counted=each.counted,
        note=each.note,
        url=each.url,
    )
