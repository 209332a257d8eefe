"""Rules: which there are, of which units, and how they would have rung."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import override

from motcua.foundation.actors import Actor
from motcua.foundation.time import LOCAL_ZONE, local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import RuleNotFound
from ..models import Rule
from ..types import Kind, Ring, Scope
from .measuring import Sight, Watched, Window, by_code, look, measures_of, past_days, window
from .words import sight_in_words

LANGUAGE = "vi"
LOOKED_BACK = 90  # days


def list_rules(*, actor: Actor) -> list[Rule]:
    """List the rules that the actor may change, those that are on first."""
    found = Rule.objects.written_by(actor).select_related("unit")
    return list(found.order_by("-is_on", "title", "id"))


def get_rule(*, actor: Actor, rule_id: UUID) -> Rule:
    """Return a rule that the actor may change.

    Raises:
        RuleNotFound: There is none.
    """
    found = Rule.objects.written_by(actor).filter(id=rule_id).select_related("unit").first()
    if found is None:
        raise RuleNotFound
    return found


def are_rules_on() -> bool:
    """Tell whether anything can ring at all; one query."""
    return Rule.objects.filter(is_on=True).exists()


def watched(rules_asked: Iterable[Rule], *, on: date) -> list[Watched]:
    """Return rules with their indicators and units; three queries for any number.

    What has no indicator any more, or no unit, is left out.
    """
    asked = list(rules_asked)
    indicators = by_code({each.indicator_code for each in asked}, on)
    lines = organisation.lines_up()
    authorities = organisation.list_units(on=on, kind=organisation.UnitKind.AUTHORITY)
    known = {each.id for each in authorities}

    def units_of(rule: Rule) -> tuple[UUID, ...]:
        if rule.scope == Scope.ONE:
            return (rule.unit_id,) if rule.unit_id in known else ()
        return tuple(each.id for each in authorities if rule.unit_id in lines.get(each.id, ()))

    return [
        Watched(rule, indicators[rule.indicator_code], units)
        for rule in asked
        if rule.indicator_code in indicators and (units := units_of(rule))
    ]


def ringing(
    found: Sequence[Watched], windows: Mapping[UUID, Window], *, at: datetime
) -> list[tuple[Sight, bool]]:
    """Return what every rule sees of every unit, and whether it rings."""
    measures = measures_of(found, windows.values())
    sights = (
        look(each, unit_id, windows[each.rule.id], measures, at=at)
        for each in found
        for unit_id in each.unit_ids
    )
    return [(sight, rules.rings(sight.watched.rule.condition, sight.seen)) for sight in sights]


def try_out(rule: Rule, *, at: datetime, days: int = LOOKED_BACK) -> list[Ring] | None:
    """Tell when a rule would have rung in the last days, on the figures as they stand today.

    Each day is looked at as it was at its end; once a period and unit, as in earnest.

    Returns:
        None where nothing can be told: how old data was in the past is not kept.
    """
    if rule.kind == Kind.LATE_DATA:
        return None
    found = watched([rule], on=local_date(at))
    windows = {day: window(rule, day, to_date=True) for day in past_days(at, days)}
    measures = measures_of(found, windows.values())
    names = organisation.unit_names({unit for each in found for unit in each.unit_ids})
    rung: dict[tuple[UUID, date], Ring] = {}
    with override(LANGUAGE):
        for day, frame in windows.items():
            end = datetime.combine(day + timedelta(days=1), time.min, LOCAL_ZONE)
            for sight in _ringing_of(found, frame, measures, at=end):
                key = sight.unit_id, frame.whole.first_date
                if key not in rung:
                    rung[key] = _ring(sight, day, names)
    return sorted(rung.values(), key=lambda ring: (ring.day, ring.unit_name), reverse=True)


def _ringing_of(
    found: Iterable[Watched], frame: Window, measures: analytics.Measures, *, at: datetime
) -> Iterator[Sight]:
    for each in found:
        for unit_id in each.unit_ids:
            sight = look(each, unit_id, frame, measures, at=at)
            if rules.rings(each.rule.condition, sight.seen):
                yield sight


def _ring(sight: Sight, day: date, names: Mapping[UUID, str]) -> Ring:
    return Ring(
        unit_id=sight.unit_id,
        unit_name=names.get(sight.unit_id, ""),
        period=sight.window.whole.label,
        day=day,
        words=sight_in_words(sight),
    )


def choices(on: date) -> list[analytics.Indicator]:
    """Return the indicators that a rule may look at."""
    return analytics.list_indicators(on=on)
