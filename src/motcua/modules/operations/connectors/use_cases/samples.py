"""What sensors send is kept minute by minute, and becomes the values of days."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.foundation.time import LOCAL_ZONE

from .. import queries
from ..models import Run, Sample, Sensor, Source
from ..types import Heard, Origin, RunState, Taken, Whence
from .readings import record_readings

_STORE = """
insert into connectors_sample as kept
    (sensor_id, minute, amount, total, least, most, last_at)
select sensor_id, date_trunc('minute', at), count(*), sum(value), min(value), max(value), max(at)
from jsonb_to_recordset(%(heard)s::jsonb) as heard (sensor_id uuid, at timestamptz, value numeric)
group by 1, 2 order by 1, 2
on conflict (sensor_id, minute) do update set
    amount = kept.amount + excluded.amount, total = kept.total + excluded.total,
    least = least(kept.least, excluded.least), most = greatest(kept.most, excluded.most),
    last_at = greatest(kept.last_at, excluded.last_at), is_counted = false
"""


@transaction.atomic
def store_samples(*, heard: Sequence[Heard]) -> int:
    """Keep what sensors sent, minute by minute; return how much was new.

    A message that says when its value was measured is kept once, however often it comes: a sensor
    tells its values in their order.
    """
    ids = {each.sensor_id for each in heard}
    list(Sensor.objects.select_for_update().filter(id__in=ids).order_by("id"))
    last = dict(queries.last_heard(ids))
    new = []
    for each in heard:
        known = last.get(each.sensor_id)
        if each.is_timed and known is not None and each.at <= known:
            continue
        new.append(each)
        last[each.sensor_id] = max(each.at, known) if known else each.at
    rows = [
        {"sensor_id": str(each.sensor_id), "at": each.at.isoformat(), "value": str(each.value)}
        for each in new
    ]
    with connection.cursor() as cursor:
        cursor.execute(_STORE, {"heard": json.dumps(rows)})
    return len(new)


@transaction.atomic
def count_days(*, actor: Actor, source_id: UUID, at: datetime) -> Taken:
    """Turn the minutes of a broker's sensors into values of days, those that have changed."""
    source = Source.objects.select_for_update().get(id=source_id)
    sensors = list(source.sensors.select_for_update().order_by("id"))  # nothing comes in meanwhile
    days = queries.changed_days(source_id)
    if not days:
        return Taken(batch_id=None)
    whence = Whence(
        key=f"mqtt:{source.id}:{at.isoformat()}",
        origin=Origin.MQTT,
        name=source.title,
        reason=_("More minutes of the day came in."),
        source_id=source.id,
    )
    given = {(e.given.series_id, e.given.unit_id, e.given.day): e.given for e in days}
    taken = record_readings(actor=actor, given=list(given.values()), whence=whence, at=at)
    Sample.objects.filter(sensor__in=sensors, is_counted=False).update(is_counted=True)
    Run.objects.create(
        source=source,
        state=RunState.GOOD,
        began_at=at,
        ended_at=at,
        came=len(given),
        new=taken.new,
        corrected=taken.corrected,
    )
    return taken


@transaction.atomic
def forget_samples(*, days: int, at: datetime) -> int:
    """Forget the minutes of sensors that are older; the values of days stay."""
    before = at.astimezone(LOCAL_ZONE) - timedelta(days=days)
    return Sample.objects.filter(minute__lt=before).delete()[0]
