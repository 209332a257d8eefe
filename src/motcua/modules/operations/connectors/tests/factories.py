"""A district with two wards and a department, and series of every kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.ids import uuid7
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation.tests.factories import local
from motcua.modules.operations.connectors import use_cases
from motcua.modules.operations.connectors.models import Series
from motcua.modules.operations.connectors.types import (
    Direction,
    Every,
    Formula,
    Given,
    Kind,
    Origin,
    Taken,
    Target,
    Whence,
)

NOON = local("2026-11-26T12:00")
SINCE = date(2024, 1, 1)


@dataclass(frozen=True)
class City:
    """The units, and accounts by what they may do."""

    district: UUID
    health: UUID
    wards: tuple[UUID, UUID]
    accounts: dict[str, Any]

    def actor(self, who: str, at: datetime = NOON) -> Actor:
        return identity.actor_for(self.accounts[who].id, at=at)


def make_city() -> City:
    """Make a district, a department that keeps series, two wards with a specialist each."""
    district = people.make_unit("H24.12", name="Ủy ban nhân dân quận Hồng Bàng", short_name="Quận")
    below = {
        "health": ("H24.12.11", "Phòng Y tế quận Hồng Bàng", "DEPARTMENT", "DISTRICT"),
        "first": ("H24.12.21", "Ủy ban nhân dân phường Quán Toan", "AUTHORITY", "WARD"),
        "second": ("H24.12.22", "Ủy ban nhân dân phường Hùng Vương", "AUTHORITY", "WARD"),
    }
    units = {
        key: people.make_unit(
            code, parent_id=district, name=name, short_name=name[-10:], kind=kind, level=level
        )
        for key, (code, name, kind, level) in below.items()
    }
    posts = {
        "admin": (district, "CATALOGUE_ADMIN"),
        "leader": (district, "AUTHORITY_LEADER"),
        "keeper": (units["health"], "SPECIALIST"),
        "first": (units["first"], "SPECIALIST"),
        "second": (units["second"], "SPECIALIST"),
        "reception": (units["second"], "RECEPTION"),
    }
    accounts = {}
    for who, (unit_id, role) in posts.items():
        accounts[who] = people.make_official(f"c-{who}", full_name=f"Cán bộ {who}")
        people.give_post(accounts[who], unit_id, role)
    return City(district, units["health"], (units["first"], units["second"]), accounts)


def make_series(city: City, code: str = "health-records", **given: Any) -> Series:
    """Make a series of both wards, kept by the department."""
    values: dict[str, Any] = {
        "kind": Kind.STOCK,
        "every": Every.MONTH,
        "measured_in": "người",
        "scale": 0,
        "direction": Direction.UP,
        "units": dict.fromkeys(city.wards, 1),
        "targets": (),
        "late_days": 15,
        "since": SINCE,
        **given,
    }
    series_id = use_cases.define_series(
        actor=city.actor("admin"),
        code=code,
        kind=values["kind"],
        every=values["every"],
        measured_in=values["measured_in"],
        scale=values["scale"],
        formula=formula(city, direction=values["direction"], late_days=values["late_days"]),
        since=values["since"],
        at=NOON,
    )
    use_cases.arrange_series(
        actor=city.actor("admin"),
        series_id=series_id,
        units=values["units"],
        targets=values["targets"],
        at=NOON,
    )
    return Series.objects.get(id=series_id)


def formula(city: City, **given: Any) -> Formula:
    """Return a description that lacks nothing."""
    values: dict[str, Any] = {
        "title": "Hồ sơ sức khỏe điện tử",
        "meaning": "Số người có hồ sơ vào cuối kỳ.",
        "formula": "",
        "source": "Phòng Y tế",
        "direction": Direction.UP,
        "keeper_id": city.health,
    }
    return Formula(**{**values, **given})


def give(
    city: City,
    series: Series,
    values: Iterable[tuple[UUID, str, int | None]],
    *,
    who: str = "keeper",
    at: datetime = NOON,
    **whence: Any,
) -> Taken:
    """Give values: unit, day, value."""
    given = [
        Given(series_id=series.id, unit_id=unit_id, day=date.fromisoformat(day), value=value)
        for unit_id, day, value in values
    ]
    return use_cases.record_readings(
        actor=city.actor(who, at),
        given=given,
        whence=Whence(**{"key": str(uuid7()), "origin": Origin.HAND, **whence}),
        at=at,
    )


__all__ = ["NOON", "City", "Target", "formula", "give", "local", "make_city", "make_series"]
