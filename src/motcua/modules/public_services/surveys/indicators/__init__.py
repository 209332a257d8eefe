"""The figure of the desk survey."""

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics
from motcua.ui import words

from .. import queries
from ..types import ANSWERS, POINTS, SCALE, Channel
from .story import TALE


def _rows(
    actor: Actor,  # noqa: ARG001 - an answer is shown without who gave it
    unit_id: UUID,
    period: analytics.Period,
    after: str,
    limit: int,
) -> Sequence[analytics.Row]:
    found = queries.list_answers(
        unit_id=unit_id, start=period.start, end=period.end, after=after, limit=limit
    )
    return [
        analytics.Row(
            code=str(row.id),
            title=row.comment or _now("No comment was written"),
            unit_id=row.unit_id,
            at=row.answered_at,
            counted=True,
            note=f"{words.as_number(row.points / 10**SCALE, 1)} · {Channel(row.channel).label}",
        )
        for row in found
    ]


DESK_SURVEY = analytics.Indicator(
    code="desk-survey",
    title=_("Index of the desk survey"),
    meaning=_(
        "How satisfied people were by the desk survey, of 100. It is not the official SIPAS,"
        " which asks residents by post."
    ),
    formula=_(
        "mean of the factors; each the mean of its questions; each 100 × answers of 4 and 5"
        " ÷ all answers"
    ),
    source="Quyết định 1001/QĐ-BNV năm 2023 (cách tính; khảo sát tại quầy)",
    kind=analytics.Kind.AVERAGE,
    numerator=(analytics.Term(POINTS),),
    denominator=(analytics.Term(ANSWERS),),
    rows=_rows,
    direction=analytics.Direction.UP,
    target=Fraction(90),
    alarm=Fraction(80),
    measured_in=_("points of 100"),
    places=1,
    scale=SCALE,
    order=55,
)

__all__ = ["DESK_SURVEY", "TALE"]
