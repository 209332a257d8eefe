"""What sensors sent: messages read, minutes that make a day."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.db import connection
from django.db.models import Max, OuterRef, Subquery
from django.utils.translation import gettext as _

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
        ValueError: There is no number at that place, or a time that cannot be; it says which.
    """
    try:
        said = json.loads(payload, parse_float=Decimal)
    except ValueError as error:
        raise ValueError(_("The message is neither a number nor JSON.")) from error
    told = rules.pick(sensor.time, said) if sensor.time else None
    measured_at = _instant(told) if told is not None else at
    if measured_at > at + _AHEAD:
        raise ValueError(_("The time is still to come: %(time)s.") % {"time": told})
    return Heard(
        sensor_id=sensor.id,
        at=measured_at,
        value=_number(rules.pick(sensor.value, said), sensor.value),
        is_timed=told is not None,
    )


def _number(found: object, place: str) -> Decimal:
    try:
        value = Decimal(str(found))
    except InvalidOperation:
        value = Decimal("nan")
    if value.is_finite() and abs(value) < Decimal(10) ** 15:
        return value
    if found is None:
        raise ValueError(_("Nothing stands at “%(place)s”.") % {"place": place})
    raise ValueError(_("This is no number: %(found)s.") % {"found": found})


def _instant(told: object) -> datetime:
    """Read seconds since 1970 or an ISO 8601 instant; one without a zone is ours."""
    try:
        if isinstance(told, int | Decimal) and not isinstance(told, bool):
            return datetime.fromtimestamp(float(told), LOCAL_ZONE)
        found = datetime.fromisoformat(str(told))
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(_("The time cannot be read: %(time)s.") % {"time": told}) from error
    return found if found.tzinfo else found.replace(tzinfo=LOCAL_ZONE)


def last_heard(sensor_ids: Iterable[UUID]) -> Mapping[UUID, datetime]:
    """Return of when the last stored value of each sensor is."""
    rows = Sample.objects.filter(sensor_id__in=list(sensor_ids)).order_by().values("sensor_id")
    return dict(rows.annotate(last=Max("last_at")).values_list("sensor_id", "last"))


def list_sensors(source_ids: Iterable[UUID]) -> list[Sensor]:
    """Return the sensors of brokers, by topic."""
    rows = Sensor.objects.filter(source_id__in=list(source_ids)).select_related("series", "unit")
    return list(rows.order_by("topic", "value"))


def last_samples(source_id: UUID) -> Mapping[UUID, Sample]:
    """Return the last minute of each sensor of a broker that was ever heard."""
    newest = Sample.objects.filter(sensor=OuterRef("id")).order_by("-minute").values("id")[:1]
    last = Sensor.objects.filter(source_id=source_id).values_list(Subquery(newest), flat=True)
    found = Sample.objects.filter(id__in=[each for each in last if each is not None])
    return {each.sensor_id: each for each in found}


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
