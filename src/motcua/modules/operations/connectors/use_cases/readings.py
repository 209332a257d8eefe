"""Values come in."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date

from .. import queries, rules
from ..errors import ReadingsInvalid
from ..events import ReadingRecorded
from ..models import Batch, Reading, Series, SeriesUnit
from ..types import Every, Given, Taken, Whence
from .tallies import tally_series

Place = tuple[UUID, UUID, date]


@transaction.atomic
def record_readings(*, actor: Actor, given: Sequence[Given], whence: Whence, at: datetime) -> Taken:
    """Take values in, all or none; what is in force already changes nothing.

    A value stands for the day, month, quarter or year that holds its day. Another value in place
    of one in force is a correction, and needs a reason. The same key is taken in once.

    Raises:
        ReadingsInvalid: A unit is not of the series or not the actor's, a day is to come, or a
            correction has no reason; the path of a fault is ``series.unit.day``.

    Publishes:
        ReadingRecorded
    """
    series = _locked(given)
    if Batch.objects.filter(key=whence.key).exists():
        return Taken(batch_id=None, unchanged=len(given))
    weights = _weights(series)
    values = {_place(each, series): each for each in given if each.series_id in series}
    _check(actor, given, series, weights, on=local_date(at))
    before = queries.values_in_force(values)
    changed = {place: each for place, each in values.items() if _differs(each, before.get(place))}
    corrected = sum(1 for place in changed if place in before)
    if corrected and not whence.reason.strip():
        message = _("Say why values that were given before are changed.")
        raise ReadingsInvalid(faults=(Fault("reason", message),))
    if not changed:
        return Taken(batch_id=None, unchanged=len(values))
    batch = _batch(actor, whence, at)
    _write(batch, changed, before, series, weights, actor=actor)
    tally_series(since=_earliest(changed))
    return Taken(
        batch_id=batch.id,
        new=len(changed) - corrected,
        corrected=corrected,
        unchanged=len(values) - len(changed),
    )


def _locked(given: Collection[Given]) -> Mapping[UUID, Series]:
    """Lock the series, so that one after the other counts versions."""
    ids = {each.series_id for each in given}
    rows = Series.objects.select_for_update().filter(id__in=ids).order_by("id")
    return {each.id: each for each in rows}


def _weights(series: Collection[UUID]) -> Mapping[tuple[UUID, UUID], int]:
    rows = SeriesUnit.objects.filter(series_id__in=series)
    return {(each.series_id, each.unit_id): each.weight for each in rows}


def _place(each: Given, series: Mapping[UUID, Series]) -> Place:
    every = Every(series[each.series_id].every)
    return each.series_id, each.unit_id, rules.slot_of(each.day, every).last


def _check(
    actor: Actor,
    given: Sequence[Given],
    series: Mapping[UUID, Series],
    weights: Mapping[tuple[UUID, UUID], int],
    *,
    on: date,
) -> None:
    pairs = {(each.series_id, each.unit_id) for each in given}
    allowed = queries.may_enter(actor, pairs)
    faults = []
    for each in given:
        pair = each.series_id, each.unit_id
        message = ""
        if pair not in weights:
            message = _("This unit has no values in this series.")
        elif pair not in allowed:
            message = _("The figures of this unit are not yours to give.")
        elif rules.slot_of(each.day, Every(series[each.series_id].every)).first > on:
            message = _("This period has not begun.")
        if message:
            faults.append(Fault(f"{each.series_id}.{each.unit_id}.{each.day}", message))
    if faults:
        raise ReadingsInvalid(faults=tuple(faults))


def _differs(each: Given, kept: Reading | None) -> bool:
    if kept is None:
        return each.value is not None
    is_other = each.weight is not None and each.weight != kept.weight
    return each.value != kept.value or is_other


def _batch(actor: Actor, whence: Whence, at: datetime) -> Batch:
    return Batch.objects.create(
        key=whence.key,
        origin=whence.origin,
        name=whence.name,
        reason=whence.reason.strip(),
        file_id=whence.file_id,
        source_id=whence.source_id,
        recorded_at=at,
        account_id=actor.account_id,
        by_name=actor.name,
    )


def _write(
    batch: Batch,
    changed: Mapping[Place, Given],
    before: Mapping[Place, Reading],
    series: Mapping[UUID, Series],
    weights: Mapping[tuple[UUID, UUID], int],
    *,
    actor: Actor,
) -> None:
    rows = [
        Reading(
            series_id=place[0],
            unit_id=place[1],
            day=place[2],
            version=before[place].version + 1 if place in before else 1,
            value=each.value,
            weight=each.weight or weights[place[0], place[1]],
            recorded_at=batch.recorded_at,
            batch=batch,
        )
        for place, each in changed.items()
    ]
    replaced = [before[place].id for place in changed if place in before]
    Reading.objects.filter(id__in=replaced).update(is_in_force=False)
    Reading.objects.bulk_create(rows)
    for unit_id in {row.unit_id for row in rows}:
        told = [_event(row, batch, series[row.series_id]) for row in rows if row.unit_id == unit_id]
        house.publish(*told, by=actor, at=batch.recorded_at, unit_id=unit_id)


def _earliest(places: Collection[Place]) -> Mapping[UUID, date]:
    """Return the first day of each series among some places."""
    found: dict[UUID, date] = {}
    for series_id, _unit_id, day in places:
        found[series_id] = min(day, found.get(series_id, day))
    return found


def _event(row: Reading, batch: Batch, series: Series) -> ReadingRecorded:
    return ReadingRecorded(
        series_id=row.series_id,
        series_code=series.code,
        unit_id=row.unit_id,
        day=row.day,
        version=row.version,
        value=row.value,
        scale=series.scale,
        origin=batch.origin,
        batch_id=batch.id,
        reason=batch.reason,
    )
