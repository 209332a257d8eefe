"""Two years of invented figures of the demo city, believable and the same each time."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.time import LOCAL_ZONE, local_date
from motcua.kernel.organisation import api as organisation

from . import rules, use_cases
from .models import Series
from .types import Direction, Every, Formula, Given, Kind, Origin, Target, Whence

DISTRICT = "H24.12"
MONTHS = 25  # the last is the one that runs
MONTHS_APART = 3
_BOOK = Path(__file__).resolve().parent / "data" / "series.json"
_KEEPING = "Nguyễn Thu Trang"  # invented
_POPULATION = {
    "H24.12.21": 12800,
    "H24.12.22": 10900,
    "H24.12.23": 16400,
    "H24.12.24": 15200,
    "H24.12.25": 13700,
    "H24.12.26": 11300,
    "H24.12.27": 14900,
    "H24.12.28": 9800,
    "H24.12.29": 8700,
}
Units = Mapping[str, organisation.UnitInfo]


def load(series: Collection[str] = ()) -> None:
    """Define the series of the demo district and give their values; repeatable.

    Args:
        series: Codes; without, all of them.
    """
    now = timezone.now()
    units = {each.code: each for each in organisation.list_units(local_date(now))}
    if DISTRICT not in units:
        return
    rows = [each for each in json.loads(_BOOK.read_text()) if not series or each["code"] in series]
    for row in rows:
        of_it = _units(row, units)
        if of_it and row["keeper"] in units:
            found = Series.objects.filter(code=row["code"]).first() or _define(row, units, now)
            _arrange(found, row, of_it, now)
            _fill(found, row, of_it, now)


def _units(row: Mapping[str, Any], units: Units) -> list[organisation.UnitInfo]:
    if row["units"] == "DISTRICT":
        return [units[DISTRICT]]
    codes = _POPULATION if row["units"] == "WARDS" else row["units"]
    return [units[code] for code in codes if code in units]


def _define(row: Mapping[str, Any], units: Units, now: datetime) -> Series:
    formula = Formula(
        title=row["title"],
        meaning=row["meaning"],
        formula=row["formula"],
        source=row["source"],
        direction=Direction(row["direction"]),
        keeper_id=units[row["keeper"]].id,
        late_days=2 if row["every"] == Every.DAY else 15,
    )
    series_id = use_cases.define_series(
        actor=_person(),
        code=row["code"],
        kind=Kind(row["kind"]),
        every=Every(row["every"]),
        measured_in=row["measured_in"],
        scale=row["scale"],
        formula=formula,
        since=date(2024, 1, 1),
        at=now,
    )
    return Series.objects.get(id=series_id)


def _arrange(
    series: Series, row: Mapping[str, Any], of_it: Sequence[organisation.UnitInfo], now: datetime
) -> None:
    def kept(text: str | None) -> int | None:
        return None if text is None else rules.rounded(text, series.scale)

    targets = [
        Target(year=int(year), value=kept(each["value"]) or 0, alarm=kept(each.get("alarm")))
        for year, each in row["targets"].items()
    ]
    use_cases.arrange_series(
        actor=_person(),
        series_id=series.id,
        units={each.id: _POPULATION.get(each.code, 1) for each in of_it},
        targets=targets,
        at=now,
    )


def _fill(
    series: Series, row: Mapping[str, Any], of_it: Sequence[organisation.UnitInfo], now: datetime
) -> None:
    """Give the values of the months that are over, the last ones each on its own.

    Of days those up to yesterday.
    """
    today = local_date(now)
    months = rules.last_slots(today, Every.MONTH, MONTHS)
    apart = -MONTHS_APART
    for chunk in (months[:apart], *([each] for each in months[apart:])):
        days = list(_days(series, chunk[0].first, chunk[-1].last, today))
        given = [_given(series, row, unit.id, unit.code, day) for unit in of_it for day in days]
        if given:
            key = f"demo:{series.code}:{days[0]}:{days[-1]}"
            origin = Origin.MQTT if series.every == Every.DAY else Origin.HAND
            whence = Whence(key=key, origin=origin, name="số liệu minh họa")
            at = min(now, _noon_after(days[-1]))
            use_cases.record_readings(actor=_person(), given=given, whence=whence, at=at)


def _person() -> actors.Actor:
    return actors.Actor(kind=actors.ActorKind.SYSTEM, name=_KEEPING)


def _noon_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=3), time(12), LOCAL_ZONE)


def _days(series: Series, first: date, last: date, today: date) -> Iterator[date]:
    every = Every(series.every)
    slot = rules.slot_of(first, every)
    while slot.last <= last and slot.last < today:
        yield slot.last
        slot = rules.next_slot(slot, every)


def _given(series: Series, row: Mapping[str, Any], unit_id: UUID, code: str, day: date) -> Given:
    value = rules.rounded(_invented(row, code, day), series.scale)
    weight = 1440 if series.every == Every.DAY else None
    return Given(series_id=series.id, unit_id=unit_id, day=day, value=value, weight=weight)


def _invented(row: Mapping[str, Any], code: str, day: date) -> Decimal:
    """Return a value that follows its season, its trend and the size of the unit."""
    by = row["demo"]
    of_unit = Random(f"{row['code']} {code}")  # noqa: S311 - invented figures, the same each time
    of_day = Random(f"{row['code']} {code} {day}")  # noqa: S311
    years = (day - date(2024, 1, 1)).days / 365
    value = by["level"] * by["season"][day.month - 1] * (1 + by["trend"] * years)
    if row["kind"] == Kind.AVERAGE:
        value *= 1 + of_unit.uniform(-1, 1) * by.get("spread", 0.02)
    else:
        mean = sum(_POPULATION.values()) / len(_POPULATION)
        value *= _POPULATION.get(code, mean) / mean * of_unit.uniform(0.92, 1.08)
    value *= max(0.0, 1 + of_day.gauss(0, 1) * by["noise"])
    return Decimal(str(round(min(max(value, 0), by.get("most", value)), row["scale"])))
