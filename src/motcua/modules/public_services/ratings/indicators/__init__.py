"""The figure of satisfaction."""

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics

from .. import queries
from ..types import SATISFIED_FROM, Stars
from . import story
from .story import TALE


def _rows(
    actor: Actor,  # noqa: ARG001 - a rating is shown without its author
    unit_id: UUID,
    period: analytics.Period,
    after: str,
    limit: int,
) -> Sequence[analytics.Row]:
    found = queries.list_of_unit(
        unit_id=unit_id, start=period.start, end=period.end, after=after, limit=limit
    )
    return [
        analytics.Row(
            code=row.dossier_code,
            title=row.comment,
            unit_id=row.unit_id,
            at=row.rated_at,
            counted=row.stars >= SATISFIED_FROM,
            note=str(Stars(row.stars).label),
            url=reverse("dossiers:case", args=[row.dossier_code]),
        )
        for row in found
    ]


SATISFACTION = analytics.Indicator(
    code="satisfaction",
    title=_("Satisfaction"),
    meaning=_("How many of those who rated their dossier were satisfied or very satisfied."),
    formula=_("ratings of 4 and 5 ÷ all ratings in the period"),
    source="Quyết định 766/QĐ-TTg năm 2022",
    kind=analytics.Kind.SHARE,
    numerator=(analytics.Term(story.SATISFIED),),
    denominator=(analytics.Term(story.RATED),),
    rows=_rows,
    direction=analytics.Direction.UP,
    target=Fraction(90, 100),
    order=50,
)

__all__ = ["SATISFACTION", "TALE"]
