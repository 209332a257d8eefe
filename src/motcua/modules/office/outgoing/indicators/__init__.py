"""Figures for the board: signed digitally, with a file, paper saved."""

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics

from .. import queries
from . import story
from .story import TALE

_SOURCE = "Nghị định 30/2020/NĐ-CP"


def _rows(counted: Q) -> analytics.ListRows:
    def rows(
        actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
    ) -> Sequence[analytics.Row]:
        found = queries.list_counted(
            actor=actor,
            unit_id=unit_id,
            start=period.start,
            end=period.end,
            counted=counted,
            after=after,
            limit=limit,
        )
        return [
            analytics.Row(
                code=row.number_symbol,
                title=row.subject,
                unit_id=row.unit_id,
                at=row.issued_at or period.start,
                counted=is_counted,
                note=row.get_medium_display(),
                url=reverse("outgoing:document", args=[row.id]),
            )
            for row, is_counted in found
        ]

    return rows


SIGNED_SHARE = analytics.Indicator(
    code="documents-signed",
    title=_("Documents signed digitally"),
    meaning=_("How many of the documents issued in the period bear digital signature and seal."),
    formula=_("documents issued with digital signature and seal ÷ documents issued"),
    source=f"{_SOURCE}; Nghị quyết 17/NQ-CP năm 2019",
    kind=analytics.Kind.SHARE,
    numerator=(analytics.Term(story.ISSUED_DIGITAL),),
    denominator=(analytics.Term(story.ISSUED),),
    rows=_rows(queries.DIGITAL),
    direction=analytics.Direction.UP,
    target=Fraction(1),
    order=210,
)
WITH_FILE_SHARE = analytics.Indicator(
    code="documents-with-file",
    title=_("Documents with their file"),
    meaning=_("How many lines of the registers of the period have the file of the original."),
    formula=_("documents issued whose signed file or scan is kept ÷ documents issued"),
    source=_SOURCE,
    kind=analytics.Kind.SHARE,
    numerator=(analytics.Term(story.WITH_FILE),),
    denominator=(analytics.Term(story.ISSUED),),
    rows=_rows(queries.WITH_FILE),
    direction=analytics.Direction.UP,
    target=Fraction(1),
    order=220,
)
SHEETS_SAVED = analytics.Indicator(
    code="sheets-saved",
    title=_("Sheets of paper saved"),
    meaning=_("Sheets that were not printed because documents went out as signed files."),
    formula=_(
        "for every document signed digitally: its pages on both sides of a sheet × (receivers who"
        " got the file + one file copy)"
    ),
    source=_SOURCE,
    kind=analytics.Kind.COUNT,
    numerator=(analytics.Term(story.SHEETS_SAVED),),
    rows=_rows(queries.DIGITAL),
    direction=analytics.Direction.UP,
    order=230,
)
ALL = [SIGNED_SHARE, WITH_FILE_SHARE, SHEETS_SAVED]

__all__ = ["ALL", "TALE"]
