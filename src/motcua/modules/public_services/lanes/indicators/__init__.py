"""Figures of the lanes: how many dossiers need no wait, and how lanes keep their time."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.ui import words

from .. import queries
from ..types import EntryInfo, Kind
from . import story
from .story import TALE


def _row(entry: EntryInfo) -> analytics.Row:
    return analytics.Row(
        code=entry.dossier_code,
        title=entry.procedure_title,
        unit_id=entry.unit_id,
        at=entry.entered_at,
        counted=entry.is_in_time,
        note=words.as_instant(entry.finished_at) if entry.finished_at else str(_("under way")),
        url=reverse("dossiers:case", args=[entry.dossier_code]),
    )


def _rows(kind: Kind) -> analytics.ListRows:
    def rows(
        actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
    ) -> Sequence[analytics.Row]:
        found = queries.list_counted(
            actor=actor,
            kind=kind,
            unit_id=unit_id,
            start=period.start,
            end=period.end,
            after=after,
            limit=limit,
        )
        return [_row(entry) for entry in found]

    return rows


def _indicator(code: str, kind: Kind, among: str, **given: Any) -> analytics.Indicator:
    return analytics.Indicator(
        code=code,
        kind=analytics.Kind.SHARE,
        numerator=(analytics.Term(story.in_time(kind)),),
        denominator=(analytics.Term(among),),
        rows=_rows(kind),
        direction=analytics.Direction.UP,
        **given,
    )


ALL = (
    _indicator(
        "no-wait-share",
        Kind.NO_WAIT,
        dossiers.RECEIVED,
        title=_("No-wait dossiers"),
        meaning=_("How many of all accepted dossiers were received and returned in one session."),
        formula=_("dossiers finished within the time of a no-wait lane ÷ accepted dossiers"),
        source="Báo cáo cải cách hành chính cấp quận (thủ tục hành chính không chờ)",
        target=Fraction(70, 100),
        order=60,
    ),
    _indicator(
        "model-day-kept",
        Kind.MODEL_DAY,
        story.entered(Kind.MODEL_DAY),
        title=_("Returned on the model day"),
        meaning=_("How many of the dossiers received on model days were finished on the day."),
        formula=_("dossiers finished by the end of their model day ÷ dossiers received on it"),
        source="Mô hình “Ngày kiểu mẫu – trả kết quả ngay tại bộ phận một cửa”",
        target=Fraction(95, 100),
        order=61,
    ),
    _indicator(
        "express-kept",
        Kind.EXPRESS,
        story.entered(Kind.EXPRESS),
        title=_("Signed in the express lane"),
        meaning=_("How many of the dossiers in express signing were finished within its hours."),
        formula=_("dossiers finished within the hours of the lane ÷ dossiers that entered it"),
        source="Mô hình “Ngày thứ Tư tốc ký”",
        target=Fraction(95, 100),
        order=62,
    ),
)

__all__ = ["ALL", "TALE"]
