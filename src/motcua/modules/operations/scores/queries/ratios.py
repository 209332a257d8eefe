"""What measures the criteria, by the names that the files of the sets use."""

from collections.abc import Mapping

from motcua.kernel.analytics import api as analytics
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.procedures import api as procedures
from motcua.modules.public_services.ratings import api as ratings

from ..types import (
    DOSSIER_TALE,
    RATING_TALE,
    Counted,
    OfCatalogue,
    OfIndicator,
    Ratio,
    Terms,
)

Fact = dossiers.Fact


def _in_period(*facts: str) -> Terms:
    return tuple(analytics.Term(fact) for fact in facts)


def _received(fact: str, among: str = Fact.RECEIVED) -> Counted:
    return Counted(numerator=_in_period(fact), denominator=_in_period(among))


def _less(terms: Terms) -> Terms:
    return tuple(analytics.Term(term.fact, term.over, -term.sign) for term in terms)


# What was brought forward into the period or accepted in it, and what of it is late at its end.
ALIVE: Terms = (
    analytics.Term(Fact.RECEIVED, analytics.Over.END),
    analytics.Term(Fact.ENDED, analytics.Over.START, -1),
)
LATE: Terms = (
    analytics.Term(Fact.LATE_BY_TIME, analytics.Over.PASSED),
    analytics.Term(Fact.LATE_BY_ACT, analytics.Over.END),
    analytics.Term(Fact.ENDED_LATE, analytics.Over.START, -1),
)


def _is_full(version: procedures.VersionInfo, _used: bool) -> bool:  # noqa: FBT001 - as Of says
    """Tell whether a procedure says all that it must (ND 63/2010, article 8)."""
    parts = (version.name, version.steps, version.components, version.applicants)
    return all(parts) and bool(version.authority) and bool(version.result)


def _is_online(version: procedures.VersionInfo) -> bool:
    return version.online_level is not procedures.OnlineLevel.NONE


def _is_shorter(version: procedures.VersionInfo) -> bool:
    limits = (version.time_limit, version.legal_limit)
    return limits[0] != limits[1]


RATIOS: Mapping[str, Ratio] = {
    "content-full": OfCatalogue(numerator=_is_full, denominator=lambda _each, _used: True),
    "progress": Counted(
        numerator=ALIVE + _less(LATE), denominator=ALIVE, among=dossiers.Among.ALIVE
    ),
    "handling-time": Counted(
        numerator=_in_period(Fact.HANDLING_MINUTES),
        denominator=_in_period(Fact.FINISHED),
        among=dossiers.Among.FINISHED,
    ),
    "online-services": OfCatalogue(
        numerator=lambda each, _used: _is_online(each), denominator=lambda _each, _used: True
    ),
    "online-used": OfCatalogue(
        numerator=lambda _each, used: used,
        denominator=lambda each, _used: _is_online(each),
        fact=Fact.ONLINE_BY_PROCEDURE,
    ),
    "online-with-e-result": _received(Fact.ONLINE_WITH_E_RESULT),
    "e-result": _received(Fact.PAPER_WITH_E_RESULT, Fact.PAPER_DUE),
    "digitised": _received(Fact.DIGITISED),
    "reused": _received(Fact.REUSED),
    "identified": _received(Fact.IDENTIFIED),
    "identified-procedures": OfCatalogue(
        numerator=lambda _each, used: used,
        denominator=lambda each, _used: procedures.Applicant.CITIZEN in each.applicants,
        fact=Fact.IDENTIFIED_BY_PROCEDURE,
    ),
    "receiving-satisfaction": Counted(
        numerator=ALIVE + _less(LATE) + (analytics.Term(ratings.DISSATISFIED, sign=-1),),
        denominator=ALIVE,
        among=dossiers.Among.ALIVE,
        tales=(DOSSIER_TALE, RATING_TALE),
    ),
    "online": _received(Fact.RECEIVED_ONLINE),
    "solved-online": _received(Fact.SOLVED_ONLINE, Fact.OF_ONLINE_SERVICE),
    "finished-on-time": Counted(
        numerator=_in_period(Fact.FINISHED_ON_TIME),
        denominator=_in_period(Fact.FINISHED),
        among=dossiers.Among.FINISHED,
    ),
    "full-services-used": OfCatalogue(
        numerator=lambda _each, used: used,
        denominator=lambda each, _used: each.online_level is procedures.OnlineLevel.FULL,
        fact=Fact.RECEIVED_BY_PROCEDURE,
    ),
    "shortened": OfCatalogue(
        numerator=lambda each, _used: _is_shorter(each), denominator=lambda _each, _used: True
    ),
    "documents-signed": OfIndicator(code="documents-signed"),
    "documents-with-file": OfIndicator(code="documents-with-file"),
    "no-wait": OfIndicator(code="no-wait-share"),
    "programme-targets": OfIndicator(code="programme-targets"),
}
