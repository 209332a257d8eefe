"""A map made ready for the template that draws it."""

from typing import Any

from motcua.kernel.analytics import api as analytics

from ..types import STANDINGS, Outline, Shading, Sheet, Ward


def drawing(sheet: Sheet) -> dict[str, Any] | None:
    """Return what ``maps/drawing.html`` draws; None where no ward has a boundary."""
    if not sheet.drawn:
        return None
    return {
        "width": sheet.chart.width,
        "height": sheet.chart.height,
        "wards": [_ward(ward, outline, sheet.shading) for ward, outline in sheet.drawn],
        "title": sheet.indicator.title,
        "period": sheet.period.label,
    }


def _ward(ward: Ward, outline: Outline, shading: Shading) -> dict[str, Any]:
    spot = outline.spot
    return {
        "name": ward.name,
        "label": outline.label,
        "figure": ward.figure,
        "href": ward.href,
        "path": outline.path,
        "spot": {"x": f"{spot[0]:g}", "y": f"{spot[1]:g}"} if spot else None,
        "line": outline.line,
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
