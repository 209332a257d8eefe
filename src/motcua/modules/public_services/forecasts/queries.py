"""Asking what is foretold, and how far it came true."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Avg, Case, Count, F, FloatField, Q, Value, When
from django.db.models.functions import Floor, Least

from motcua.foundation.actors import Actor
from motcua.foundation.time import LOCAL_ZONE, local_date
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api as dossiers

from . import rules
from .models import Calibration, CalibrationCell, Forecast, UnitOutlook
from .types import Accuracy, Band, Cell, Chance, Key, Outlook

HORIZONS = (7, 14)  # days
JUDGED = timedelta(days=30)
_BANDS = 5
_CAME = Case(When(is_late=True, then=Value(1.0)), default=Value(0.0), output_field=FloatField())
_OFF = (F("chance") - _CAME) * (F("chance") - _CAME)
_FORETOLD = Q(chance__gte=rules.LIKELY)


def last_morning(*, on: date | None = None) -> date | None:
    """Return the last morning on which was foretold, at ``on`` at the latest."""
    found = Calibration.objects.order_by("-made_on")
    if on is not None:
        found = found.filter(made_on__lte=on)
    return found.values_list("made_on", flat=True).first()


def outlooks(unit_ids: Collection[UUID], made_on: date) -> Mapping[UUID, Outlook]:
    """Return what was foretold for units on a morning, nothing included; one query."""
    found = UnitOutlook.objects.filter(made_on=made_on, unit_id__in=list(unit_ids))
    known = {row["unit_id"]: row for row in found.values()}
    return {
        each: Outlook(**known.get(each, {"unit_id": each, "made_on": made_on})) for each in unit_ids
    }


def _judged(on: date) -> Any:
    """Return the forecasts of the last days whose end is known: of each dossier the earliest.

    A dossier that lies long is foretold each morning; it is one dossier all the same.
    """
    known = Forecast.objects.filter(is_late__isnull=False, made_on__gte=on - JUDGED)
    first = known.order_by("dossier_code", "made_on").distinct("dossier_code")
    return Forecast.objects.filter(id__in=first.values("id"))


_COUNTS = {
    "number": Count("id"),
    "brier": Avg(_OFF),
    "came": Avg(_CAME),
    "foretold": Count("id", filter=_FORETOLD),
    "foretold_late": Count("id", filter=_FORETOLD & Q(is_late=True)),
    "others": Count("id", filter=~_FORETOLD),
    "others_late": Count("id", filter=~_FORETOLD & Q(is_late=True)),
}


def _accuracy(row: Mapping[str, Any]) -> Accuracy:
    given = {name: value or 0 for name, value in row.items() if name != "unit_id"}
    came = given.pop("came")
    return Accuracy(plain_brier=came * (1 - came), **given)


def accuracy_by_unit(unit_ids: Collection[UUID], *, on: date) -> Mapping[UUID, Accuracy]:
    """Return what came of the forecasts of the last 30 days, by unit; one query."""
    rows = _judged(on).filter(unit_id__in=list(unit_ids)).values("unit_id").annotate(**_COUNTS)
    return {row["unit_id"]: _accuracy(row) for row in rows.order_by("unit_id")}


def accuracy_of(unit_ids: Collection[UUID], *, on: date) -> Accuracy:
    """Return what came of the forecasts of the last 30 days of units together; one query."""
    return _accuracy(_judged(on).filter(unit_id__in=list(unit_ids)).aggregate(**_COUNTS))


def bands(unit_ids: Collection[UUID], *, on: date) -> list[Band]:
    """Return forecasts of about the same chance, and how many of them were late; one query."""
    nth = Least(Floor(F("chance") * _BANDS), Value(_BANDS - 1), output_field=FloatField())
    rows = _judged(on).filter(unit_id__in=list(unit_ids)).annotate(band=nth).values("band")
    counted = rows.annotate(number=Count("id"), said=Avg("chance"), came=Avg(_CAME))
    width = 100 // _BANDS
    return [
        Band(
            low=int(row["band"]) * width,
            high=(int(row["band"]) + 1) * width,
            number=row["number"],
            said=row["said"],
            came=row["came"],
        )
        for row in counted.order_by("band")
    ]


def table_of(unit_ids: Collection[UUID], *, made_on: date) -> rules.Table:
    """Return the table of a morning for some units; one query."""
    wanted = Q(unit_id__in=list(unit_ids)) | Q(unit_id=None)
    rows = CalibrationCell.objects.filter(wanted, calibration_id=made_on).values_list(
        "unit_id", "procedure_code", "step", "days_left", "number", "late"
    )
    return {Key(*row[:4]): Cell(*row[4:]) for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """An open dossier, and how likely its promise is broken."""

    dossier: dossiers.Promised
    days_left: int
    chance: Chance


def foretell(
    *, actor: Actor, unit_id: UUID, days: int, at: datetime
) -> tuple[list[Foretold], date | None]:
    """Foretell the open dossiers of a unit that are due in so many days, the likeliest late first.

    Applied live, by the table of the last morning: one query for the dossiers that the actor may
    see, one for the table.

    Returns:
        The dossiers, and the morning of the table; None before there is one.
    """
    today = local_date(at)
    made_on = last_morning(on=today)
    if made_on is None:
        return [], None
    until = datetime.combine(today + timedelta(days=days), time.min, LOCAL_ZONE)
    found = dossiers.list_promised(actor=actor, at=at, until=until, unit_ids=[unit_id])
    cells = table_of([unit_id], made_on=made_on)
    nths = dossiers.working_days(today - timedelta(days=1), today + timedelta(days=days))
    before = nths[today - timedelta(days=1)]

    def foretold(each: dossiers.Promised) -> Foretold:
        left = max(nths[local_date(each.due_at)] - before, 1)
        key = Key(each.unit_id, each.procedure_code, each.step, rules.time_left(left))
        return Foretold(dossier=each, days_left=left, chance=rules.chance(key, cells))

    rows = [foretold(each) for each in found]
    return sorted(rows, key=lambda row: (-row.chance.chance, row.dossier.due_at)), made_on


def likely_late(unit_ids: Collection[UUID], *, made_on: date, after: str) -> Sequence[Forecast]:
    """Return what was foretold late on a morning among the promises of seven days, by code."""
    until = datetime.combine(made_on + timedelta(days=HORIZONS[0]), time.min, LOCAL_ZONE)
    found = Forecast.objects.filter(
        _FORETOLD,
        unit_id__in=list(unit_ids),
        made_on=made_on,
        due_at__lt=until,
        dossier_code__gt=after,
    )
    return list(found.order_by("dossier_code"))


def likely_by_day(unit_ids: Collection[UUID], *, days: Collection[date]) -> Sequence[UnitOutlook]:
    """Return what was foretold for units on mornings; one query."""
    found = UnitOutlook.objects.filter(unit_id__in=list(unit_ids), made_on__in=list(days))
    return list(found.order_by("made_on", "unit_id"))


def mornings(first: date, last: date) -> list[date]:
    """Return the mornings between two days on which was foretold, in order."""
    found = Calibration.objects.filter(made_on__range=(first, last))
    return list(found.order_by("made_on").values_list("made_on", flat=True))


def authorities(unit_ids: Collection[UUID], *, on: date) -> list[organisation.UnitInfo]:
    """Return the authorities among units, in order."""
    found = organisation.list_units(on=on, kind=organisation.UnitKind.AUTHORITY)
    return [each for each in found if each.id in unit_ids]
