"""Figures for the board: received, online share, finished, on time."""

from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from motcua.kernel.analytics import api as analytics

from ..queries.figures import ASKED, ASKED_AGAIN, ON_TIME, ONLINE
from ..types import Fact
from . import reporting
from .counting import TALE
from .listing import opened

RECEIVED = analytics.Indicator(
    code="received",
    title=_("Dossiers received"),
    meaning=_("Dossiers that were accepted in the period."),
    formula=_("number of dossiers accepted in the period"),
    source="Nghị định 118/2025/NĐ-CP; Thông tư 03/2025/TT-VPCP",
    kind=analytics.Kind.COUNT,
    numerator=(analytics.Term(Fact.RECEIVED),),
    **opened("accepted"),
    order=10,
)
ONLINE_SHARE = analytics.Indicator(
    code="online-share",
    title=_("Sent online"),
    meaning=_("How many of the dossiers accepted in the period were sent online."),
    formula=_("accepted dossiers sent online ÷ accepted dossiers"),
    source="Quyết định 766/QĐ-TTg năm 2022",
    kind=analytics.Kind.SHARE,
    numerator=(analytics.Term(Fact.RECEIVED_ONLINE),),
    denominator=(analytics.Term(Fact.RECEIVED),),
    **opened("accepted", ONLINE),
    direction=analytics.Direction.UP,
    target=Fraction(80, 100),
    order=20,
)
FINISHED = analytics.Indicator(
    code="finished",
    title=_("Dossiers finished"),
    meaning=_("Dossiers whose result lay ready in the period."),
    formula=_("number of dossiers whose result was ready in the period"),
    source="Nghị định 118/2025/NĐ-CP; Thông tư 03/2025/TT-VPCP",
    kind=analytics.Kind.COUNT,
    numerator=(analytics.Term(Fact.FINISHED),),
    **opened("finished"),
    order=30,
)
ON_TIME_RATE = analytics.Indicator(
    code="on-time",
    title=_("Finished on time"),
    meaning=_("How many of the dossiers finished in the period kept the promise."),
    formula=_(
        "dossiers finished at or before the promised instant, with one request for supplements"
        " at most ÷ dossiers finished"
    ),
    source="Quyết định 766/QĐ-TTg năm 2022, chỉ số 2.1",
    kind=analytics.Kind.SHARE,
    numerator=(analytics.Term(Fact.FINISHED_ON_TIME),),
    denominator=(analytics.Term(Fact.FINISHED),),
    **opened("finished", ON_TIME),
    direction=analytics.Direction.UP,
    target=Fraction(98, 100),
    order=40,
)
REPEAT_REQUESTS = analytics.Indicator(
    code="repeat-requests",
    title=_("Asked more than once"),
    meaning=_(
        "Of the dossiers accepted in the period for which something was asked for, how many were"
        " asked again: what is missing has to be told once."
    ),
    formula=_(
        "accepted dossiers with two or more requests for supplements ÷ accepted dossiers with one"
        " or more"
    ),
    source="Nghị định 118/2025/NĐ-CP; Quyết định 766/QĐ-TTg năm 2022, chỉ số 2.1",
    kind=analytics.Kind.SHARE,
    numerator=(analytics.Term(Fact.ASKED_AGAIN),),
    denominator=(analytics.Term(Fact.ASKED),),
    **opened("accepted", ASKED_AGAIN, ASKED),
    direction=analytics.Direction.DOWN,
    target=Fraction(0),
    order=50,
)
REPEAT_REQUESTS_OF_ALL = analytics.Indicator(
    code="repeat-requests-of-all",
    title=_("Asked more than once, of all dossiers"),
    meaning=_("How many of the dossiers accepted in the period were asked for supplements twice."),
    formula=_("accepted dossiers with two or more requests for supplements ÷ accepted dossiers"),
    source="Nghị định 118/2025/NĐ-CP; Quyết định 766/QĐ-TTg năm 2022, chỉ số 2.1",
    kind=analytics.Kind.SHARE,
    numerator=(analytics.Term(Fact.ASKED_AGAIN),),
    denominator=(analytics.Term(Fact.RECEIVED),),
    **opened("accepted", ASKED_AGAIN),
    direction=analytics.Direction.DOWN,
    target=Fraction(0),
    order=51,
)
ALL = (
    RECEIVED,
    ONLINE_SHARE,
    FINISHED,
    ON_TIME_RATE,
    REPEAT_REQUESTS,
    REPEAT_REQUESTS_OF_ALL,
    *reporting.ALL,
)

__all__ = ["ALL", "TALE"]
