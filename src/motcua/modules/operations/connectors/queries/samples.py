"""What sensors sent: messages read, minutes that make a day."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.db import connection
from django.db.models import Max

from motcua.foundation.time import LOCAL_ZONE

from .. import rules
from ..models import Sample, Sensor
from ..types import Every, Given, Heard, Kind

_AHEAD = timedelta(minutes=5)  # by which a sensor's clock may be wrong
_DAYS = """
select s.sensor_id, (s.minute at time zone 'Asia/Ho_Chi_Minh')::date as day,
    sum(s.total) as total, sum(s.amount) as amount, count(*) as minutes,
    (array_agg(s.total / s.amount order by s.minute desc))[1] as last
from connectors_sample s
join connectors_sensor sensor on sensor.id = s.sensor_id
where sensor.source_id = %(source)s and (s.minute at time zone 'Asia/Ho_Chi_Minh')::date in (
    select distinct (n.minute at time zone 'Asia/Ho_Chi_Minh')::date from connectors_sample n
    where n.sensor_id = s.sensor_id and not n.is_counted
)
group by 1, 2
"""


@dataclass(frozen=True, slots=True)
class Day:
    """The minutes of a sensor on a day, as one value."""

    sensor: Sensor
    given: Given


def read_message(sensor: Sensor, payload: bytes, *, at: datetime) -> Heard:
    """Read the value out of a message: a bare number, or JSON in which its place is known.

    Raises:
        ValueError: There is no number at that place, or a time that cannot be.
    """
    try:
        said = json.loads(payload, parse_float=Decimal)
        value = Decimal(str(rules.pick(sensor.value, said)))
        told = rules.pick(sensor.time, said) if sensor.time else None
    except (InvalidOperation, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error
    if not value.is_finite() or abs(value) >= Decimal(10) ** 15:
        raise ValueError(str(value))
    measured_at = _instant(told) if told is not None else at
    if measured_at > at + _AHEAD:
        raise ValueError(str(told))
    return Heard(sensor_id=sensor.id, at=measured_at, value=value, is_timed=told is not None)


def _instant(told: object) -> datetime:
    """Read seconds since 1970 or an ISO 8601 instant; one without a zone is ours."""
    if isinstance(told, int | Decimal) and not isinstance(told, bool):
        try:
            return datetime.fromtimestamp(float(told), LOCAL_ZONE)
        except (OverflowError, OSError) as error:
            raise ValueError(str(told)) from error
    found = datetime.fromisoformat(str(told))
    return found if found.tzinfo else found.replace(tzinfo=LOCAL_ZONE)


def last_heard(sensor_ids: Iterable[UUID]) -> Mapping[UUID, datetime]:
    """Return of when the last stored value of each sensor is."""
    rows = Sample.objects.filter(sensor_id__in=list(sensor_ids)).order_by().values("sensor_id")
    return dict(rows.annotate(last=Max("last_at")).values_list("sensor_id", "last"))


def changed_days(source_id: UUID) -> list[Day]:
    """Return the days of which minutes came in since they were counted last, each as one value."""
    sensors = {
        each.id: each
        for each in Sensor.objects.filter(source_id=source_id).select_related("series")
    }
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, {"source": source_id})
        return [_day(sensors[sensor_id], *row) for sensor_id, *row in cursor.fetchall()]


def _day(sensor: Sensor, day: object, *row: Decimal) -> Day:
    total, amount, minutes, last = row
    kind = Kind(sensor.series.kind)
    value = {Kind.FLOW: total, Kind.STOCK: last, Kind.AVERAGE: total / amount}[kind]
    slot = rules.read_slot(str(day), Every(sensor.series.every))
    assert slot is not None  # noqa: S101 - the database wrote the day
    return Day(
        sensor,
        Given(
            series_id=sensor.series_id,
            unit_id=sensor.unit_id,
            day=slot.last,
            value=rules.rounded(value, sensor.series.scale),
            weight=int(minutes),
        ),
    )
