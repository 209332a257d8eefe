"""What a ratio counts, row by row, by the same stories that count it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.urls import reverse

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.modules.public_services.dossiers import api as dossiers

from .. import permissions, rules
from ..errors import NoSuchCriterion
from ..types import Counted, Criterion, OfCatalogue, OfIndicator, Page, Row
from . import shares
from .ratios import RATIOS
from .units import Scope, catalogues

PAGE, AT_ONCE, MOST_LOOKS = 50, 250, 8


def list_rows(
    *,
    actor: Actor,
    criterion: Criterion,
    unit_id: UUID,
    period: analytics.Period,
    at: datetime,
    within: Scope,
    after: str = "",
    only_missed: bool = False,
) -> Page:
    """List what a criterion divides by, and what of it is counted; dossiers that the actor sees.

    Args:
        only_missed: Leave out what is counted.

    Raises:
        NotPermitted: The scores of the unit are not his to see.
        NoSuchCriterion: Nothing measures it.
    """
    permissions.VIEW.require(actor, unit_id=unit_id)
    match RATIOS.get(criterion.ratio):
        case Counted() as ratio:
            near = partial(
                dossiers.list_among,
                actor=actor,
                unit_ids=within.below[unit_id],
                kind=ratio.among,
                start=period.start,
                end=period.end,
            )
            found = _dossiers(near, ratio, period, at, after, only_missed=only_missed)
        case OfCatalogue() as ratio:
            found = Page(tuple(_procedures(ratio, unit_id, period, at, within)))
        case OfIndicator(code=code):
            indicator = analytics.get_indicator(code=code, on=period.last_date)
            rows = indicator.rows(actor, unit_id, period, after, PAGE + 1)
            is_cut = len(rows) > PAGE
            found = Page(
                tuple(_row_of(each) for each in rows[:PAGE]), rows[PAGE - 1].code if is_cut else ""
            )
        case _:
            raise NoSuchCriterion
    kept = (each for each in found.rows if not (only_missed and each.counted))
    return Page(tuple(kept), found.after)


def _dossiers(
    near: Callable[..., list[dossiers.CountedDossier]],
    ratio: Counted,
    period: analytics.Period,
    at: datetime,
    after: str,
    *,
    only_missed: bool,
) -> Page:
    """Return a page; of what is missed, as much as some looks at the dossiers find."""
    days = rules.spans_of((*ratio.numerator, *ratio.denominator), period, local_date(at))
    rows: list[Row] = []
    for _nth in range(MOST_LOOKS if only_missed else 1):
        size = AT_ONCE if only_missed else PAGE
        found = near(after=after, limit=size + 1)
        after = found[size - 1].code if len(found) > size else ""
        counts = _counts(found[:size], ratio)
        for each in found[:size]:
            share = rules.added(ratio, days, counts[f"submission:{each.submission_id}"])
            if not (only_missed and share.numerator > 0):
                rows.append(_dossier_row(each, is_counted=share.numerator > 0))
        if not after or len(rows) >= PAGE:
            break
    return Page(tuple(rows), after)


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
        url=dossiers.address_of(each.code, may_open=each.may_open),
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
