"""A district with two wards, their people, and figures of dossiers that need no dossiers."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests.factories import local
from motcua.modules.operations.alerts import use_cases
from motcua.modules.operations.alerts.models import Alert
from motcua.modules.operations.alerts.types import (
    Against,
    Condition,
    Kind,
    Pattern,
    RuleTerms,
    Scope,
    Side,
    Span,
)

MORNING = local("2024-03-12 09:00")  # a Tuesday
ON_TIME, RECEIVED = "on-time", "received"
_PEOPLE = {
    "duty": ("ward", "SPECIALIST", "Lê Thị Trực"),
    "second": ("ward", "RECEPTION", "Trần Văn Thay"),
    "leader": ("ward", "AUTHORITY_LEADER", "Nguyễn Văn Phường"),
    "stranger": ("other", "SPECIALIST", "Hoàng Thị Khác"),
    "above": ("district", "CLERK", "Bùi Văn Quận"),
    "chair": ("district", "AUTHORITY_LEADER", "Phạm Thị Chủ"),
    "supervisor": ("district", "SUPERVISOR", "Đỗ Văn Soát"),
}


@dataclass(frozen=True)
class World:
    """Units, accounts and posts by name."""

    units: dict[str, UUID] = field(default_factory=dict)
    accounts: dict[str, Any] = field(default_factory=dict)
    posts: dict[str, UUID] = field(default_factory=dict)

    def actor(self, who: str, at: datetime = MORNING) -> Actor:
        return identity.actor_for(self.accounts[who].id, at)


def make_world() -> World:
    """Make the district, its wards, and their people."""
    world = World()
    world.units["district"] = people.make_unit(
        "H24.80", level=organisation.Level.DISTRICT, name="UBND quận", short_name="UBND quận"
    )
    for name, code in (("ward", "H24.80.01"), ("other", "H24.80.02")):
        world.units[name] = people.make_unit(code, parent_id=world.units["district"])
    for who, (where, role, name) in _PEOPLE.items():
        world.accounts[who] = people.make_official(f"alerts-{who}", full_name=name)
        world.posts[who] = people.give_post(world.accounts[who], world.units[where], role)
    return world


def count(code: str, unit_id: UUID, day: date, above: int, below: int = 0) -> None:
    """Let so many be counted by an indicator on a day: numerator, and denominator."""
    indicator = analytics.get_indicator(code=code)
    change = apps.get_model("analytics.Change")
    for terms, amount in ((indicator.numerator, above), (indicator.denominator, below)):
        for term in terms:
            change._default_manager.create(fact=term.fact, unit_id=unit_id, day=day, amount=amount)
    catch_up()


def terms(world: World, **changes: Any) -> RuleTerms:
    """Return a rule: each ward's on-time rate of the month, below its target."""
    condition = Condition(kind=Kind.THRESHOLD, against=Against.TARGET, side=Side.BELOW)
    condition = replace(
        condition, **{name: changes.pop(name) for name in list(changes) if hasattr(condition, name)}
    )
    values: dict[str, Any] = {
        "title": "Đúng hạn",
        "unit_id": world.units["district"],
        "scope": Scope.BELOW,
        "indicator_code": ON_TIME,
        "span": Span.MONTH,
        "condition": condition,
    }
    return RuleTerms(**{**values, **changes})


def rule(world: World, *, is_on: bool = True, at: datetime = MORNING, **changes: Any) -> UUID:
    """Write a rule and switch it on."""
    actor = world.actor("supervisor", at)
    rule_id = use_cases.write_rule(actor=actor, terms=terms(world, **changes), at=at)
    if is_on:
        use_cases.switch_rule(actor=actor, rule_id=rule_id, is_on=True, at=at)
    return rule_id


def plan(world: World, who: str, *, unit: str = "ward", day: datetime = MORNING) -> None:
    """Put a post on duty for a whole day, from half past seven."""
    day_ = local_date(day)
    use_cases.plan_duty(
        actor=world.actor("leader" if unit == "ward" else "supervisor", day),
        unit_id=world.units[unit],
        days=[day_],
        pattern=Pattern.WHOLE,
        posts={(day_, "Cả ngày"): world.posts[who]},
        at=day - timedelta(hours=9),
    )


def ring(world: World, *, at: datetime = MORNING, unit: str = "ward", **changes: Any) -> Alert:
    """Let the ward be late, and open the alert."""
    count(ON_TIME, world.units[unit], local_date(at), 5, 10)
    rule(world, at=at, **changes)
    use_cases.watch(at=at)
    return Alert.objects.get(unit_id=world.units[unit])
