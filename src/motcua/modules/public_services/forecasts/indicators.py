"""A figure that rules for alerts may watch: dossiers foretold to be late."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation.actors import Actor
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api as dossiers

from . import queries

_LATE_AFTER = timedelta(days=5)  # no morning is foretold on days off
_MORNING = time(5, 30)


def _measured(
    indicators: Collection[analytics.Indicator],
    unit_ids: Collection[UUID],
    periods: Collection[analytics.Period],
    reach: analytics.Reach,
) -> analytics.Measures:
    """Return how many were foretold late on the last morning of each period."""
    codes = [each.code for each in indicators]
    if not periods or not unit_ids:
        return {}
    known = queries.mornings(
        min(each.first_date for each in periods), max(each.last_date for each in periods)
    )
    last = {
        period: max(within)
        for period in periods
        if (within := [day for day in known if period.first_date <= day <= period.last_date])
    }
    below = _units_of(unit_ids, periods, reach)
    asked = {each for units in below.values() for each in units}
    rows = {
        (row.made_on, row.unit_id): row.likely_7
        for row in queries.likely_by_day(asked, days=set(last.values()))
    }
    found: dict[tuple[str, analytics.Period], Mapping[UUID, analytics.Measure]] = {}
    for period, day in last.items():
        as_of = datetime.combine(day, _MORNING, LOCAL_ZONE)
        measures = {
            unit_id: analytics.Measure(sum(rows.get((day, each), 0) for each in units), 1, as_of)
            for unit_id, units in below.items()
            if any((day, each) in rows for each in units)
        }
        found |= {(code, period): measures for code in codes}
    return found


def _units_of(
    unit_ids: Collection[UUID], periods: Collection[analytics.Period], reach: analytics.Reach
) -> Mapping[UUID, Collection[UUID]]:
    if reach is analytics.Reach.OWN:
        return {unit_id: (unit_id,) for unit_id in unit_ids}
    on = max(each.last_date for each in periods)
    return {
        unit_id: each.subtree_ids for unit_id, each in organisation.reaches(unit_ids, on).items()
    }


def _rows(
    actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
) -> Sequence[analytics.Row]:
    made_on = queries.last_morning(on=period.last_date)
    if made_on is None or made_on < period.first_date:
        return []
    foretold = {
        each.dossier_code: each
        for each in queries.likely_late([unit_id], made_on=made_on, after=after)
    }
    seen = dossiers.list_promised(
        actor=actor, at=datetime.combine(made_on, _MORNING, LOCAL_ZONE), codes=list(foretold)
    )
    return [
        analytics.Row(
            code=each.code,
            title=each.procedure_title,
            unit_id=each.unit_id,
            at=foretold[each.code].due_at,
            counted=True,
            note=_("%(percent)s %% likely late")
            % {"percent": round(100 * foretold[each.code].chance)},
            url=reverse("dossiers:case", args=[each.code]),
        )
        for each in sorted(seen, key=lambda each: each.code)[:limit]
    ]


FORETOLD_LATE = analytics.Indicator(
    code="foretold-late",
    title=gettext_lazy("Dossiers foretold to be late"),
    meaning=gettext_lazy(
        "Of how many dossiers due in the next seven days it is more likely than not that the"
        " promise is broken."
    ),
    formula=gettext_lazy(
        "dossiers due within 7 days of which at least half of those alike were late, as foretold"
        " on the last morning of the period"
    ),
    source="Nghị định 118/2025/NĐ-CP",
    kind=analytics.Kind.COUNT,
    measured_by=_measured,
    measured_in=gettext_lazy("dossiers"),
    rows=_rows,
    direction=analytics.Direction.DOWN,
    late_after=_LATE_AFTER,
    order=45,
)
ALL = (FORETOLD_LATE,)
