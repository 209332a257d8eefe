"""What is counted from events: two queries for all claims, of units alone and with those below."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation

from ..types import Claim, Found, Line

WARDS, DESKS, CITY = "wards", "desks", "city"
SO_FAR = "so-far"  # what there is at the end of the period, however old
Units = Mapping[UUID, organisation.UnitInfo]


def counted_from_events(claims: Sequence[Claim], period: analytics.Period) -> list[Found]:
    """Return claims as the events of a period have them."""
    declared = {each.code: each for each in analytics.list_indicators(on=period.last_date)}
    known = {claim.key: _indicator(claim, declared) for claim in claims}
    units = _units(period.last_date)
    measures = {}
    for whose, reach in (
        (WARDS, analytics.Reach.OWN),
        (DESKS, analytics.Reach.OWN),
        (CITY, analytics.Reach.TREE),
    ):
        asked = {claim.key: known[claim.key] for claim in claims if claim.of == whose}
        wanted = {each.code: each for each in asked.values() if each is not None}
        found = analytics.measure(
            indicators=list(wanted.values()),
            unit_ids=list(units[whose]),
            period=period,
            reach=reach,
        )
        for key, indicator in asked.items():
            if indicator is not None:
                measures[key] = found[indicator.code]
    return [_found(claim, measures.get(claim.key), units[claim.of]) for claim in claims]


def _units(on: date) -> Mapping[str, Units]:
    authority = organisation.UnitKind.AUTHORITY
    listed = organisation.list_units(on, kind=authority)
    wards = {each.id: each for each in listed if each.level == organisation.Level.WARD}
    desks = {each.id: each for each in listed if each.level == organisation.Level.DISTRICT}
    return {WARDS: wards, DESKS: desks, CITY: desks}


def _indicator(
    claim: Claim, declared: Mapping[str, analytics.Indicator]
) -> analytics.Indicator | None:
    if claim.indicator:
        return declared.get(claim.indicator)
    over = analytics.Over.END if claim.show == SO_FAR else analytics.Over.PERIOD
    return analytics.Indicator(
        code=claim.key,
        title=claim.title,
        meaning=claim.title,
        formula=claim.formula,
        source=claim.reporter,
        kind=analytics.Kind.SHARE if claim.denominator else analytics.Kind.COUNT,
        numerator=(analytics.Term(claim.numerator, over),),
        denominator=(analytics.Term(claim.denominator, over),) if claim.denominator else (),
        rows=_no_rows,
    )


def _no_rows(
    _actor: Actor, _unit_id: UUID, _period: analytics.Period, _after: str, _limit: int
) -> Sequence[analytics.Row]:
    """Return nothing: rows of persons are for officials, on the board."""
    return ()


def _found(claim: Claim, measures: Mapping[UUID, analytics.Measure] | None, units: Units) -> Found:
    if measures is None:
        return Found(claim=claim)
    lines = [
        Line(title=unit.short_name, measure=measures.get(unit.id, analytics.Measure()))
        for unit in sorted(units.values(), key=lambda each: each.code)
    ]
    total = sum(measures.values(), analytics.Measure())
    return Found(claim=claim, measure=total, lines=tuple(lines))
