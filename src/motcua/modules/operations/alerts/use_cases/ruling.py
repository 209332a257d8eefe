"""Writing rules, and switching them on and off."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from .. import permissions, queries
from ..errors import RuleInvalid
from ..events import RuleSwitched, RuleWritten
from ..models import Rule
from ..types import Against, Kind, RuleTerms


@transaction.atomic
def write_rule(
    *, actor: Actor, terms: RuleTerms, rule_id: UUID | None = None, at: datetime
) -> UUID:
    """Write a rule, or change one. A new rule is off: it is tried out on the past first.

    Alerts that are open already keep the words and the figures with which they were opened.

    Returns:
        The id of the rule.

    Raises:
        NotPermitted: The actor writes no rules for the unit.
        RuleNotFound: It is not his to change.
        RuleInvalid: Something is missing or cannot be; all of it is named.

    Publishes:
        RuleWritten
    """
    permissions.SET_RULES.require(actor, unit_id=terms.unit_id)
    rule = queries.get_rule(actor=actor, rule_id=rule_id) if rule_id else Rule()
    indicator = next(
        (each for each in queries.choices(local_date(at)) if each.code == terms.indicator_code),
        None,
    )
    faults = tuple(_faults(terms, indicator))
    if faults or indicator is None:
        raise RuleInvalid(faults=faults)
    _fill(rule, terms)
    rule.changed_at, rule.changed_by_name = at, actor.name
    rule.save()
    words = queries.condition_in_words(rule, indicator)
    written = RuleWritten(rule_id=rule.id, unit_id=rule.unit_id, words=words)
    house.publish(written, by=actor, at=at, unit_id=rule.unit_id)
    return rule.id


def _fill(rule: Rule, terms: RuleTerms) -> None:
    condition = terms.condition
    for name in ("title", "unit_id", "scope", "indicator_code", "span", "severity"):
        setattr(rule, name, getattr(terms, name))
    for name in ("within_minutes", "repeat_hours", "reopen_hours"):
        setattr(rule, name, getattr(terms, name))
    for name in ("kind", "side", "against", "value", "in_a_row", "points", "at_least"):
        setattr(rule, name, getattr(condition, name))
    rule.quiet_from, rule.quiet_to = terms.quiet or (None, None)


def _faults(terms: RuleTerms, indicator: analytics.Indicator | None) -> Iterator[Fault]:
    if not terms.title.strip():
        yield Fault("title", _("Write by what people shall know the rule."))
    if indicator is None:
        yield Fault("indicator", _("Choose the indicator that is watched."))
        return
    if terms.condition.kind is Kind.THRESHOLD:
        yield from _faults_of_threshold(terms, indicator)
    has_direction = indicator.direction is not analytics.Direction.NONE
    if terms.condition.kind is Kind.TREND and not has_direction:
        yield Fault("kind", _("Neither more nor less is better here: it cannot get worse."))
    if terms.condition.kind is Kind.FORECAST and not queries.can_be_foretold(indicator):
        yield Fault("kind", _("This indicator has no target, or its end cannot be foretold."))
    if terms.condition.kind is Kind.LATE_DATA and indicator.late_after is None:
        yield Fault("kind", _("The data of this indicator is live: it is never late."))


def _faults_of_threshold(terms: RuleTerms, indicator: analytics.Indicator) -> Iterator[Fault]:
    condition = terms.condition
    if condition.against is Against.VALUE and condition.value is None:
        yield Fault("value", _("Write the value as a number."))
    if condition.against is Against.TARGET and indicator.target is None:
        yield Fault("against", _("This indicator has no target. Write a value of your own."))
    if condition.against is Against.ALARM and indicator.alarm is None:
        yield Fault("against", _("This indicator has no alarm level. Write a value of your own."))


@transaction.atomic
def switch_rule(*, actor: Actor, rule_id: UUID, is_on: bool, at: datetime) -> None:
    """Switch a rule on or off; the same again changes nothing.

    Raises:
        RuleNotFound: It is not the actor's to change.

    Publishes:
        RuleSwitched
    """
    queries.get_rule(actor=actor, rule_id=rule_id)
    rule = Rule.objects.select_for_update().get(id=rule_id)
    if rule.is_on == is_on:
        return
    rule.is_on, rule.changed_at, rule.changed_by_name = is_on, at, actor.name
    rule.save(update_fields=["is_on", "changed_at", "changed_by_name"])
    switched = RuleSwitched(rule_id=rule.id, unit_id=rule.unit_id, is_on=is_on)
    house.publish(switched, by=actor, at=at, unit_id=rule.unit_id)
