"""The score of a unit's month."""

from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from ..types import Counts, Line, Scoring

_CENT = Decimal("0.01")
_WHOLE = Decimal(100)


def _share(part: Decimal | int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return (_WHOLE * Decimal(part) / Decimal(whole)).quantize(_CENT, ROUND_HALF_UP)


def line_for(*, unit_id: UUID, unit_name: str, counts: Counts, scoring: Scoring) -> Line:
    """Return a unit's line: on-time share, score and grade; none where nothing can be judged.

    On-time share = done on time ÷ done. Score = 100 × (done on time + weight × done late) ÷
    (done + overdue): what is not due yet counts neither for nor against.
    """
    worth = Decimal(counts.on_time) + scoring.late_weight * counts.late
    score = _share(worth, counts.judged)
    grade = ""
    if score is not None:
        grade = next((name for least, name in scoring.grades if score >= least), "")
    return Line(
        unit_id=unit_id,
        unit_name=unit_name,
        counts=counts,
        on_time_share=_share(counts.on_time, counts.done),
        score=score,
        grade=grade,
    )
