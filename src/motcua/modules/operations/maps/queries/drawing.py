"""A map made ready for the template that draws it."""

from typing import Any, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.kernel.analytics import api as analytics

from ..types import STANDINGS, Outline, Shading, Sheet, Ward

_PATTERNED = ("red", "amber", "grey")
_LINK = '<a href="{}" class="mc-map__link" aria-label="{}">{}</a>'
_WARD = '<path class="mc-map__ward mc-map__ward--{}" d="{}"><title>{}</title></path>'
_PATTERN = '<path class="mc-map__pattern" fill="url(#mc-map-{})" d="{}"/>'
_NAME = (
    '<text class="mc-map__label{}" x="{}" y="{}">'
    '<tspan class="mc-map__name" x="{}" dy="-.3em">{}</tspan>'
    '<tspan class="mc-map__figure" x="{}" dy="1.15em">{}</tspan></text>'
)


def drawing(sheet: Sheet) -> dict[str, Any] | None:
    """Return what ``maps/drawing.html`` draws; None where no ward has a boundary."""
    if not sheet.drawn:
        return None
    wards = sheet.drawn
    return {
        "width": sheet.chart.width,
        "height": sheet.chart.height,
        "shapes": [_shape(ward, outline, sheet.shading) for ward, outline in wards],
        "leaders": [_leader(outline) for _ward, outline in wards if outline.line],
        "names": [_name(ward, outline) for ward, outline in wards if outline.spot],
        "title": sheet.indicator.title,
        "period": sheet.period.label,
    }


class Shape(NamedTuple):
    """A ward on paper, alone and within the link that opens it."""

    drawn: SafeString
    linked: SafeString


def _shape(ward: Ward, outline: Outline, shading: Shading) -> Shape:
    """Draw a ward here: hundreds of them in a template are most of a page's time."""
    colour, said = tone(ward, shading), words_of(ward, shading)
    title = f"{ward.name}: {ward.figure}, {said}" if said else f"{ward.name}: {ward.figure}"
    drawn = format_html(_WARD, colour, outline.path, title)
    if colour in _PATTERNED:
        drawn = format_html("{}" + _PATTERN, drawn, colour, outline.path)
    return Shape(drawn, format_html(_LINK, ward.href, title, drawn))


def _leader(outline: Outline) -> SafeString:
    return format_html('<path class="mc-map__leader" d="{}"/>', outline.line)


def _name(ward: Ward, outline: Outline) -> SafeString:
    x, y = (f"{each:g}" for each in outline.spot or (0, 0))
    beside = " mc-map__label--beside" if outline.line else ""
    return format_html(_NAME, beside, x, y, x, outline.label, x, ward.figure)


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
