"""Series are defined, described otherwise from a day on, given units and targets."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..errors import CodeTaken, SeriesIncomplete, SeriesNotFound
from ..events import SeriesArranged, SeriesDefined
from ..models import Series, SeriesUnit, SeriesVersion, Tally, YearTarget
from ..types import FINEST, LONGEST_CODE, LONGEST_WORDS, OF_PLAN, Every, Formula, Kind, Target
from .tallies import tally_series


@transaction.atomic
def define_series(
    *,
    actor: Actor,
    code: str,
    kind: Kind,
    every: Every,
    measured_in: str,
    scale: int,
    formula: Formula,
    since: date,
    at: datetime,
) -> UUID:
    """Begin a series: it is an indicator from now on.

    Args:
        scale: Decimals of its values.
        since: The day from which its description holds.

    Raises:
        NotPermitted: The actor does not define series.
        CodeTaken: An indicator has that code, or it names no sheet of a workbook.
        SeriesIncomplete: Something is missing.

    Publishes:
        SeriesDefined
    """
    permissions.CONFIGURE.require(actor)
    faults = _faults(formula)
    if not measured_in.strip():
        faults.append(Fault("measured_in", _("Say what the values are measured in.")))
    if not 0 <= scale <= FINEST:
        faults.append(Fault("scale", _("A value has at most four decimals.")))
    if faults:
        raise SeriesIncomplete(faults=tuple(faults))
    taken = {each.code for each in analytics.list_indicators()}
    if {code, code + OF_PLAN} & taken or code.endswith(OF_PLAN) or len(code) > LONGEST_CODE:
        raise CodeTaken(faults=(Fault("code", str(CodeTaken.message)),))
    series = Series.objects.create(
        code=code,
        kind=kind,
        every=every,
        measured_in=measured_in.strip(),
        scale=scale,
        defined_at=at,
        defined_by_name=actor.name,
    )
    _describe(series, 1, formula, since, actor=actor, at=at)
    return series.id


@transaction.atomic
def redescribe_series(
    *, actor: Actor, series_id: UUID, formula: Formula, since: date, at: datetime
) -> int:
    """Describe a series otherwise from a day on; what was said before holds for the days before.

    Returns:
        The number of the version; that of the last one when nothing is new.

    Raises:
        NotPermitted: The actor does not define series.
        SeriesNotFound: There is none.
        SeriesIncomplete: Something is missing, or a later version began before.

    Publishes:
        SeriesDefined
    """
    permissions.CONFIGURE.require(actor)
    series = _locked(series_id)
    versions = SeriesVersion.objects.select_related("keeper").filter(series=series)
    last = versions.order_by("-number")[0]
    faults = _faults(formula)
    if since < last.since:
        faults.append(Fault("since", _("A description from that day or later is there already.")))
    if faults:
        raise SeriesIncomplete(faults=tuple(faults))
    if _says(last.to_formula()) == _says(formula):
        return last.number
    _describe(series, last.number + 1, formula, since, actor=actor, at=at)
    return last.number + 1


def _says(formula: Formula) -> tuple[object, ...]:
    return (
        formula.title,
        formula.meaning,
        formula.formula,
        formula.source,
        formula.direction,
        formula.keeper_id,
        formula.contact,
        formula.late_days,
    )


@transaction.atomic
def arrange_series(
    *,
    actor: Actor,
    series_id: UUID,
    units: Mapping[UUID, int],
    targets: Collection[Target],
    at: datetime,
) -> None:
    """Say which units have values in a series, with which weight, and what is to be reached.

    A unit that has ended stays: its values count in the past. Values of a unit that is taken out
    count nowhere.

    Raises:
        NotPermitted: The actor does not define series.
        SeriesNotFound: There is none.
        SeriesIncomplete: No unit is named, or one stands above another: it would count twice.

    Publishes:
        SeriesArranged
    """
    permissions.CONFIGURE.require(actor)
    series = _locked(series_id)
    faults = []
    if not units:
        faults.append(Fault("units", _("Choose the units that have values.")))
    if names := _above_others(units):
        message = _("%(name)s stands above other chosen units: its values would count twice.")
        faults.append(Fault("units", message % {"name": names[0]}))
    if faults:
        raise SeriesIncomplete(faults=tuple(faults))
    if not _keep(series, units, targets, on=local_date(at)):
        return
    Tally.objects.filter(series_id=series.id).delete()
    tally_series(since={series.id: None})
    told = SeriesArranged(
        series_id=series.id,
        series_code=series.code,
        unit_ids=tuple(units),
        targets=tuple(f"{each.year}: {each.value} / {each.alarm}" for each in targets),
    )
    house.publish(told, by=actor, at=at)


def _keep(
    series: Series, units: Mapping[UUID, int], targets: Collection[Target], *, on: date
) -> bool:
    """Write units and targets down; tell whether any of it is new."""
    there = series.units.exclude(unit__valid_to__lte=on)
    kept_units = dict(there.values_list("unit_id", "weight"))
    kept_targets = {
        Target(year=each.year, value=each.value, alarm=each.alarm) for each in series.targets.all()
    }
    if kept_units == dict(units) and kept_targets == set(targets):
        return False
    there.exclude(unit_id__in=units).delete()
    SeriesUnit.objects.bulk_create(
        [SeriesUnit(series=series, unit_id=each, weight=weight) for each, weight in units.items()],
        update_conflicts=True,
        unique_fields=["series", "unit"],
        update_fields=["weight"],
    )
    series.targets.exclude(year__in=[each.year for each in targets]).delete()
    YearTarget.objects.bulk_create(
        [
            YearTarget(series=series, year=each.year, value=each.value, alarm=each.alarm)
            for each in targets
        ],
        update_conflicts=True,
        unique_fields=["series", "year"],
        update_fields=["value", "alarm"],
    )
    return True


def _above_others(units: Collection[UUID]) -> Sequence[str]:
    lines = organisation.lines_up()
    above = {each for unit_id in units for each in lines.get(unit_id, ())}
    return list(organisation.unit_names(above & set(units)).values())


def _locked(series_id: UUID) -> Series:
    found = Series.objects.select_for_update().filter(id=series_id).first()
    if found is None:
        raise SeriesNotFound
    return found


def _faults(formula: Formula) -> list[Fault]:
    wanted = {
        "title": _("Give the series a name."),
        "meaning": _("Say in a sentence what is counted, and what is not."),
        "source": _("Say where the values come from."),
    }
    faults = [
        Fault(field, message)
        for field, message in wanted.items()
        if not getattr(formula, field).strip()
    ]
    too_long = [
        Fault(field, _("Say it in at most 600 letters."))
        for field in (*wanted, "formula", "contact")
        if len(getattr(formula, field)) > LONGEST_WORDS
    ]
    return faults + too_long


def _describe(
    series: Series, number: int, formula: Formula, since: date, *, actor: Actor, at: datetime
) -> None:
    SeriesVersion.objects.create(
        series=series,
        number=number,
        since=since,
        title=formula.title.strip(),
        meaning=formula.meaning.strip(),
        formula=formula.formula.strip(),
        source=formula.source.strip(),
        direction=formula.direction,
        keeper_id=formula.keeper_id,
        contact=formula.contact.strip(),
        late_days=formula.late_days,
        defined_at=at,
        defined_by_name=actor.name,
    )
    told = SeriesDefined(
        series_id=series.id,
        series_code=series.code,
        version=number,
        since=since,
        title=formula.title.strip(),
    )
    house.publish(told, by=actor, at=at)
