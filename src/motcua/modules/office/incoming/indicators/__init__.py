"""Figures for the board: done on time, read."""

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics
from motcua.kernel.cases import api as cases

from .. import queries
from ..models import Document
from . import story
from .story import TALE

_SOURCE = "Nghị định 30/2020/NĐ-CP"


def _closed_rows(
    actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
) -> Sequence[analytics.Row]:
    found = queries.list_closed(
        actor=actor, unit_id=unit_id, start=period.start, end=period.end, after=after, limit=limit
    )
    return [_closed_row(row, period, is_counted=is_counted) for row, is_counted in found]


def _closed_row(row: Document, period: analytics.Period, *, is_counted: bool) -> analytics.Row:
    return analytics.Row(
        code=queries.place_of(row),
        title=row.subject,
        unit_id=row.unit_id,
        at=row.closed_at or period.start,
        counted=is_counted,
        note=row.number_symbol,
        url=reverse("incoming:document", args=[row.id]),
    )


def _handled(actor: Actor, unit_id: UUID, period: analytics.Period) -> Sequence[analytics.Handled]:
    found = queries.list_closed(
        actor=actor, unit_id=unit_id, start=period.start, end=period.end, after="", limit=None
    )
    handlers = cases.handlers(
        case_ids=[row.case_id for row, _counted in found if row.case_id],
        since=min(
            (row.routed_at for row, _counted in found if row.routed_at), default=period.start
        ),
    )
    handled = []
    for row, is_counted in found:
        account_id, name = handlers.get(row.case_id, (None, "")) if row.case_id else (None, "")
        line = _closed_row(row, period, is_counted=is_counted)
        handled.append(analytics.Handled(row=line, account_id=account_id, handler=name))
    return handled


def _routed_rows(
    actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
) -> Sequence[analytics.Row]:
    found = queries.list_routed(
        actor=actor, unit_id=unit_id, start=period.start, end=period.end, after=after, limit=limit
    )
    return [
        analytics.Row(
            code=f"{queries.place_of(row.document)} {row.unit.code}",
            title=row.document.subject,
            unit_id=row.document.unit_id,
            at=row.routed_at,
            counted=is_counted,
            note=row.unit.short_name or row.unit.name,
            url=reverse("incoming:document", args=[row.document_id]),
        )
        for row, is_counted in found
    ]


ON_TIME_SHARE = analytics.Indicator(
    code="incoming-on-time",
    title=_("Incoming documents done on time"),
    meaning=_("How many of the incoming documents done in the period were done by their deadline."),
    formula=_("incoming documents done by their deadline ÷ incoming documents done"),
    source=_SOURCE,
    kind=analytics.Kind.SHARE,
    numerator=(analytics.Term(story.DONE_ON_TIME),),
    denominator=(analytics.Term(story.DONE),),
    rows=_closed_rows,
    hands=analytics.parted(_handled),
    direction=analytics.Direction.UP,
    target=Fraction(1),
    order=240,
)
READ_SHARE = analytics.Indicator(
    code="incoming-read",
    title=_("Incoming documents read by their units"),
    meaning=_("How often somebody of a unit opened the document that was routed to it."),
    formula=_("routings to a unit that somebody of it has opened ÷ routings to units"),
    source=_SOURCE,
    kind=analytics.Kind.SHARE,
    numerator=(analytics.Term(story.READ),),
    denominator=(analytics.Term(story.ROUTED),),
    rows=_routed_rows,
    direction=analytics.Direction.UP,
    target=Fraction(1),
    order=250,
)
ALL = [ON_TIME_SHARE, READ_SHARE]

__all__ = ["ALL", "TALE"]
