"""Which series there are, what they say, whose values they hold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from motcua.foundation.prepared import Prepared
from motcua.foundation.text import sort_key
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import SeriesNotFound
from ..models import Series, SeriesUnit, SeriesVersion, YearTarget
from ..types import Every, Formula, Segment, Target

_LENGTHS = {Every.DAY: 1, Every.MONTH: 31, Every.QUARTER: 92, Every.YEAR: 366}


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A series as it is described on a day.

    Attributes:
        versions: All of them, the newest first.
    """

    series: Series
    now: Formula
    versions: tuple[SeriesVersion, ...]
    targets: tuple[Target, ...]


def _with_targets() -> QuerySet[SeriesVersion]:
    targets = YearTarget.objects.filter(series=OuterRef("series")).order_by("year")
    as_json = targets.values(json=JSONObject(year="year", value="value", alarm="alarm"))
    rows = SeriesVersion.objects.select_related("series", "keeper")
    return rows.annotate(targets=ArraySubquery(as_json)).order_by("series__code", "number")


_DESCRIBED = Prepared(_with_targets)  # each page of figures asks it


def described_series() -> list[tuple[Series, list[Segment]]]:
    """Return every series with its versions and targets, one query for all of it."""
    versions: dict[UUID, list[SeriesVersion]] = defaultdict(list)
    targets: dict[UUID, dict[int, Target]] = {}
    for row in _DESCRIBED.all():
        versions[row.series_id].append(row)
        targets[row.series_id] = {each["year"]: Target(**each) for each in row.targets}
    return [
        (
            of_it[0].series,
            rules.segments(
                [(each.number, each.since, each.to_formula()) for each in of_it],
                targets[series_id],
            ),
        )
        for series_id, of_it in versions.items()
    ]


def late_after(series: Series, late_days: int) -> timedelta:
    """Return how old a figure may be: the length of what a value stands for, and the days given."""
    return timedelta(days=_LENGTHS[Every(series.every)] + late_days)


def list_series() -> list[tuple[Series, SeriesVersion]]:
    """Return every series with its last version, by title."""
    rows = (
        SeriesVersion.objects.select_related("series", "keeper")
        .order_by("series_id", "-number")
        .distinct("series_id")
    )
    return sorted(((row.series, row) for row in rows), key=lambda pair: sort_key(pair[1].title))


def all_series() -> list[UUID]:
    """Return every series."""
    return list(Series.objects.order_by("code").values_list("id", flat=True))


def series_with(unit_id: UUID) -> list[UUID]:
    """Return the series in which a unit has values."""
    rows = SeriesUnit.objects.filter(unit_id=unit_id).order_by("series_id")
    return list(rows.values_list("series_id", flat=True))


def get_described(code: str) -> Described:
    """Return a series with all that was ever said of it.

    Raises:
        SeriesNotFound: There is none of that code.
    """
    rows = SeriesVersion.objects.select_related("series", "keeper").filter(series__code=code)
    versions = tuple(rows.order_by("-number"))
    if not versions:
        raise SeriesNotFound
    series = versions[0].series
    targets = YearTarget.objects.filter(series=series).order_by("year")
    return Described(
        series=series,
        now=versions[0].to_formula(),
        versions=versions,
        targets=tuple(Target(year=t.year, value=t.value, alarm=t.alarm) for t in targets),
    )


def units_of(series_ids: Sequence[UUID], *, on: date) -> Mapping[UUID, list[organisation.UnitInfo]]:
    """Return the units of a day that have values in each series, in their order."""
    pairs = SeriesUnit.objects.filter(series_id__in=series_ids)
    wanted: dict[UUID, set[UUID]] = defaultdict(set)
    for series_id, unit_id in pairs.values_list("series_id", "unit_id"):
        wanted[series_id].add(unit_id)
    units = organisation.list_units(on)
    return {
        series_id: [each for each in units if each.id in ids] for series_id, ids in wanted.items()
    }
