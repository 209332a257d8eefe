"""What was given: rows behind a figure, values in force, the history of one value."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from fractions import Fraction
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions
from ..models import Reading, Series, SeriesUnit
from ..types import Origin
from .rights import series_kept_by

Place = tuple[UUID, UUID, date]  # series, unit, day


def visible_readings(actor: Actor) -> QuerySet[Reading]:
    """Return the readings of units whose figures ``actor`` sees, and of series his unit keeps."""
    if actor.kind is ActorKind.SYSTEM:
        return Reading.objects.all()
    units = permissions.VIEW.units(actor) | permissions.ENTER.units(actor)
    return Reading.objects.filter(Q(unit_id__in=units) | Q(series_id__in=series_kept_by(actor)))


def rows_of(series_id: UUID) -> analytics.ListRows:
    """Return what lists the readings of a unit and those below it that a figure is made of."""

    def rows(
        actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
    ) -> Sequence[analytics.Row]:
        inside = analytics.members([unit_id], analytics.Reach.TREE)[unit_id]
        found = (
            visible_readings(actor)
            .filter(series_id=series_id, unit_id__in=inside, is_in_force=True, value__isnull=False)
            .filter(unit_id__in=SeriesUnit.objects.filter(series_id=series_id).values("unit_id"))
            .filter(day__gte=period.first_date, day__lte=period.last_date)
        )
        day, _dot, code = after.partition(".")
        with suppress(ValueError):
            on = date.fromisoformat(day)
            found = found.filter(Q(day__gt=on) | Q(day=on, unit__code__gt=code))
        listed = found.select_related("unit", "series", "batch").order_by("day", "unit__code")
        return [_row(each) for each in listed[:limit]]

    return rows


def _row(reading: Reading) -> analytics.Row:
    return analytics.Row(
        code=f"{reading.day.isoformat()}.{reading.unit.code}",
        title=f"{reading.unit.name}: {shown(reading.value, reading.series)}",
        unit_id=reading.unit_id,
        at=datetime.combine(reading.day, time.min, LOCAL_ZONE),
        counted=True,
        note=whence(reading),
        url=reverse(
            "connectors:reading", args=[reading.series.code, reading.unit.code, reading.day]
        ),
    )


def shown(value: int | None, series: Series) -> str:
    """Return a value with what it is measured in, as people read it."""
    if value is None:
        return _("taken back")
    number = words.as_number(float(Fraction(value, 10**series.scale)), series.scale)
    return f"{number} {series.measured_in}"


def whence(reading: Reading) -> str:
    """Return who gave a value, by which way, and when."""
    batch = reading.batch
    way = str(Origin(batch.origin).label)
    return _("%(way)s, %(name)s, %(at)s") % {
        "way": f"{way} ({batch.name})" if batch.name else way,
        "name": batch.by_name,
        "at": words.as_instant(reading.recorded_at),
    }


def values_in_force(places: Collection[Place]) -> Mapping[Place, Reading]:
    """Return the readings in force at some places, one query."""
    series, units, days = (set(each) for each in zip(*places, strict=True)) if places else ((),) * 3
    found = Reading.objects.filter(
        series_id__in=series, unit_id__in=units, day__in=days, is_in_force=True
    )
    wanted = set(places)
    by_place = {(each.series_id, each.unit_id, each.day): each for each in found}
    return {place: each for place, each in by_place.items() if place in wanted}


def versions_of(*, actor: Actor, series_id: UUID, unit_code: str, day: date) -> list[Reading]:
    """Return all values that were ever given for a unit and a day, the newest first."""
    unit = organisation.find_unit(unit_code, on=day)
    if unit is None:
        return []
    found = visible_readings(actor).filter(series_id=series_id, unit_id=unit.id, day=day)
    return list(found.select_related("unit", "series", "batch").order_by("-version"))
