"""Outlines made ready to be drawn: once for each set of boundaries, not with each page."""

import json
from collections import OrderedDict
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from motcua.kernel.places import api as places

from .. import rules
from ..types import Chart, Outline

WIDTH = 1200
MOST_KEPT = 16  # sets of boundaries; a province with hundreds of wards has a few megabytes
_kept: OrderedDict[str, Chart] = OrderedDict()  # by the mark of their boundaries


def chart(area_ids: Collection[UUID], *, on: date) -> Chart:
    """Return the outlines of areas as they lie on a day: one query, and two more the first time."""
    mark = places.boundaries_mark(area_ids, on=on)
    found = _kept.get(mark)
    if found is None:
        ids = places.boundary_ids(area_ids, on=on).values() if mark else ()
        found = _draw(places.get_boundaries(ids)) if ids else Chart(outlines={})
        _kept[mark] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def _draw(boundaries: Sequence[places.BoundaryInfo]) -> Chart:
    frame = rules.frame_of([each.shape for each in boundaries], width=WIDTH)
    middles = {each.area_id: rules.inner_point(each.shape) for each in boundaries}
    spots = rules.place(
        [
            rules.Wanted(
                key=str(each.area_id),
                width=len(rules.label_of(each.area_name)),
                at=frame.at(middles[each.area_id]),
                size=frame.size(each.shape),
            )
            for each in boundaries
        ],
        width=frame.width,
        height=frame.height,
    )
    has_names_beside = any(each.is_beside for each in spots.values())
    return Chart(
        outlines={
            each.area_id: _outline(each, frame, middles[each.area_id], spots.get(str(each.area_id)))
            for each in boundaries
        },
        width=frame.width + (rules.BESIDE if has_names_beside else 0),
        height=frame.height,
        sources=tuple(
            sorted({f"{each.source.rstrip('.')}. {each.licence}" for each in boundaries})
        ),
    )


def _outline(
    boundary: places.BoundaryInfo,
    frame: rules.Frame,
    middle: tuple[float, float],
    spot: rules.Spot | None,
) -> Outline:
    x, y = frame.at(middle)
    leads = f"M{x:g} {y:g}L{spot.x - 6:g} {spot.y:g}" if spot and spot.is_beside else ""
    return Outline(
        label=rules.label_of(boundary.area_name),
        geometry=json.dumps(boundary.shape, separators=(",", ":")),
        path=frame.path(boundary.shape),
        middle=middle,
        spot=(spot.x, spot.y) if spot else None,
        line=leads,
    )
