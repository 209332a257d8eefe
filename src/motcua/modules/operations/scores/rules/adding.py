"""What the terms of a ratio add up to, over which days."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from motcua.kernel.analytics import api as analytics

from ..types import Counted, Share, Span, Terms

FIRST_DAY = date(2000, 1, 1)  # nothing was counted before
ONE_DAY = timedelta(days=1)
Days = Mapping[analytics.Term, Span | None]


def spans_of(terms: Iterable[analytics.Term], period: analytics.Period, today: date) -> Days:
    """Return the days of each term; None where there are none.

    A period that is not over ends today. What becomes late by time alone is held against
    yesterday: the promise of today can still be kept.
    """
    return {term: _span(term, period, today) for term in terms}


def _span(term: analytics.Term, period: analytics.Period, today: date) -> Span | None:
    last = min(period.last_date, today)
    if term.over is analytics.Over.PASSED:
        last = min(last, today - ONE_DAY)
    if term.over is analytics.Over.START:
        first, last = FIRST_DAY, min(period.first_date, today + ONE_DAY) - ONE_DAY
    else:
        first = period.first_date if term.over is analytics.Over.PERIOD else FIRST_DAY
    return (first, last) if first <= last else None


def wanted(terms: Iterable[analytics.Term], days: Days) -> Iterator[tuple[str, Span]]:
    """Yield the facts and spans that must be asked for."""
    for term in terms:
        if (span := days[term]) is not None:
            yield term.fact, span


def share_of(ratio: Counted, days: Days, sums: Mapping[tuple[str, Span], int]) -> Share:
    """Return what a ratio divides, given the sums of its facts."""

    def total(terms: Terms) -> int:
        spans = ((term, days[term]) for term in terms)
        return sum(term.sign * sums.get((term.fact, span), 0) for term, span in spans if span)

    return Share(total(ratio.numerator), total(ratio.denominator))


def added(ratio: Counted, days: Days, counts: Iterable[analytics.Count]) -> Share:
    """Return what single counts, such as those of one dossier, add to a ratio."""
    given = list(counts)

    def total(terms: Terms) -> int:
        return sum(
            term.sign * each.amount
            for term in terms
            for each in given
            if each.fact == term.fact and _holds(days[term], each.day)
        )

    return Share(total(ratio.numerator), total(ratio.denominator))


def _holds(span: Span | None, day: date) -> bool:
    return span is not None and span[0] <= day <= span[1]
