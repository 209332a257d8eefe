"""Figures of the dossier sheet that offices report: what came in, what became of it, what is left.

Late is what rule 2.1 of QD 766/2022 calls late, here as everywhere; early is what ended on a day
before the promised one. So the sheet balances by itself, on any day.
"""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.kernel.analytics import api as analytics

from ..queries.told import Terms, rows_told
from ..types import Fact

SOURCE = "Thông tư 01/2020/TT-VPCP"
START, END = analytics.Over.START, analytics.Over.END


def _figure(nth: int, code: str, terms: Terms, **words: Any) -> analytics.Indicator:
    return analytics.Indicator(
        code=code,
        source=SOURCE,
        kind=analytics.Kind.COUNT,
        numerator=terms,
        rows=rows_told(terms),
        measured_in=_("dossiers"),
        order=600 + nth,
        **words,
    )


_BEFORE = (analytics.Term(Fact.RECEIVED, START), analytics.Term(Fact.ENDED, START, -1))
_LATE_AND_OPEN = (
    analytics.Term(Fact.LATE_BY_TIME, analytics.Over.PASSED),
    analytics.Term(Fact.LATE_BY_ACT, END),
    analytics.Term(Fact.ENDED_LATE, END, -1),
)
ALL = (
    _figure(
        1,
        "sheet-online",
        (analytics.Term(Fact.RECEIVED_ONLINE),),
        title=_("Received online"),
        meaning=_("Dossiers sent online that were accepted in the period."),
        formula=_("number of dossiers sent online and accepted in the period"),
    ),
    _figure(
        2,
        "sheet-direct",
        (analytics.Term(Fact.RECEIVED), analytics.Term(Fact.RECEIVED_ONLINE, sign=-1)),
        title=_("Received at the counter or by post"),
        meaning=_("Dossiers handed in or sent by post that were accepted in the period."),
        formula=_("dossiers accepted in the period − those of them sent online"),
    ),
    _figure(
        3,
        "sheet-before",
        _BEFORE,
        title=_("Brought forward"),
        meaning=_("Dossiers accepted before the period that had not ended when it began."),
        formula=_("dossiers accepted before the period − dossiers ended before it"),
    ),
    _figure(
        4,
        "sheet-early",
        (analytics.Term(Fact.ENDED_EARLY),),
        title=_("Ended early"),
        meaning=_("Dossiers that ended in the period, on a day before the promised one."),
        formula=_("number of dossiers that ended on a day before the promised one"),
    ),
    _figure(
        5,
        "sheet-on-time",
        (
            analytics.Term(Fact.ENDED),
            analytics.Term(Fact.ENDED_LATE, sign=-1),
            analytics.Term(Fact.ENDED_EARLY, sign=-1),
        ),
        title=_("Ended on time"),
        meaning=_("Dossiers that ended in the period, on the promised day and not late."),
        formula=_("dossiers ended in the period − those late − those early"),
    ),
    _figure(
        6,
        "sheet-late",
        (analytics.Term(Fact.ENDED_LATE),),
        title=_("Ended late"),
        meaning=_("Dossiers that ended in the period and were late."),
        formula=_("number of dossiers that ended late in the period"),
    ),
    _figure(
        7,
        "sheet-open",
        (
            analytics.Term(Fact.RECEIVED, END),
            analytics.Term(Fact.ENDED, END, -1),
            *(analytics.Term(each.fact, each.over, -each.sign) for each in _LATE_AND_OPEN),
        ),
        title=_("In process, within the term"),
        meaning=_("Dossiers that had not ended when the period did, and were not late."),
        formula=_("dossiers accepted and not ended by the end of the period − those of them late"),
    ),
    _figure(
        8,
        "sheet-open-late",
        _LATE_AND_OPEN,
        title=_("In process, overdue"),
        meaning=_("Dossiers that had not ended when the period did, and were late."),
        formula=_("dossiers late at the end of the period − those of them that had ended"),
        direction=analytics.Direction.DOWN,
        target=Fraction(0),
    ),
)
