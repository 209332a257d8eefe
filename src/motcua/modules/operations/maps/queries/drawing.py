"""A map made ready for the template that draws it."""

from collections.abc import Mapping
from typing import Any

from motcua.kernel.analytics import api as analytics

from .. import rules
from ..types import STANDINGS, Shading, Sheet, Ward

WIDTH = 1200


def drawing(sheet: Sheet) -> dict[str, Any] | None:
    """Return what ``maps/drawing.html`` draws; None where no ward has a boundary."""
    if not sheet.drawn:
        return None
    frame = rules.frame_of([each.shape for each in sheet.drawn if each.shape], width=WIDTH)
    spots = _spots(sheet, frame)
    has_names_beside = any(each.is_beside for each in spots.values())
    return {
        "width": frame.width + (rules.BESIDE if has_names_beside else 0),
        "height": frame.height,
        "wards": [_ward(each, frame, sheet.shading, spots.get(each.label)) for each in sheet.drawn],
        "title": sheet.indicator.title,
        "period": sheet.period.label,
    }


def _spots(sheet: Sheet, frame: rules.Frame) -> Mapping[str, rules.Spot]:
    """Return where the wards' names stand."""
    wanted = []
    for each in sheet.drawn:
        if each.shape is not None and each.middle is not None:
            x, y = frame.at(each.middle)
            wanted.append(rules.Wanted(each.label, x, y, frame.size(each.shape)))
    return rules.place(wanted, width=frame.width, height=frame.height)


def _ward(
    ward: Ward, frame: rules.Frame, shading: Shading, spot: rules.Spot | None
) -> dict[str, Any]:
    assert ward.shape is not None  # noqa: S101 - one that is drawn
    assert ward.middle is not None  # noqa: S101 - the same
    x, y = frame.at(ward.middle)
    is_beside = spot is not None and spot.is_beside
    return {
        "name": ward.name,
        "label": ward.label,
        "figure": ward.figure,
        "href": ward.href,
        "path": frame.path(ward.shape),
        "spot": {"x": f"{spot.x:g}", "y": f"{spot.y:g}"} if spot else None,
        "line": f"M{x:g} {y:g}L{spot.x - 6:g} {spot.y:g}" if spot and is_beside else "",
        "tone": tone(ward, shading),
        "words": words_of(ward, shading),
    }


def tone(ward: Ward, shading: Shading) -> str:
    """Return what colour and pattern a ward has: the name of its light, or ``step3``."""
    if shading is Shading.LIGHT:
        return ward.light.value.lower()
    return f"step{ward.step}"


def words_of(ward: Ward, shading: Shading) -> str:
    """Return what the colour says, for whoever does not see it."""
    return str(STANDINGS[ward.light].words) if shading is Shading.LIGHT else ""


def legend(sheet: Sheet) -> list[dict[str, Any]]:
    """Return what each colour means, the best or the smallest first."""
    if sheet.shading is Shading.LIGHT:
        present = {each.light for each in sheet.wards}
        return [
            {"tone": light.value.lower(), "text": STANDINGS[light].words}
            for light in analytics.Light
            if light in present
        ]
    lines = [
        {"tone": f"step{nth}", "text": low if low == high else f"{low} – {high}"}
        for nth, (low, high) in enumerate(sheet.steps, 1)
    ]
    if any(not each.step for each in sheet.wards):
        lines.append({"tone": "step0", "text": "–"})
    return lines
