"""A map made ready for the template that draws it."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from motcua.kernel.analytics import api as analytics

from ..types import STANDINGS, Outline, Shading, Sheet, Ward

_PATTERNED = ("red", "amber", "grey")
_NAME = (
    '<text class="mc-map__label{}" x="{}" y="{}">'
    '<tspan class="mc-map__name" x="{}" dy="-.3em">{}</tspan>'
    '<tspan class="mc-map__figure" x="{}" dy="1.15em">{}</tspan></text>'
)


def drawing(sheet: Sheet, *, linked: bool = False) -> dict[str, Any] | None:
    """Return what ``maps/drawing.html`` draws; None where no ward has a boundary.

    Args:
        linked: Each ward opens its figure; otherwise the map is one picture.
    """
    if not sheet.drawn:
        return None
    wards, said = sheet.drawn, _said(sheet.shading)
    return {
        "linked": linked,
        "width": sheet.chart.width,
        "height": sheet.chart.height,
        "shapes": _joined(
            _shape(ward, outline, tone(ward, sheet.shading), said[ward.light], linked=linked)
            for ward, outline in wards
        ),
        "leaders": _joined(_leader(outline) for _ward, outline in wards if outline.line),
        "names": _joined(_name(ward, outline) for ward, outline in wards if outline.spot),
        "title": sheet.indicator.title,
        "period": sheet.period.label,
    }


def _joined(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 - each part has escaped what people wrote


def _said(shading: Shading) -> Mapping[analytics.Light, str]:
    """Return what the colour of each light says, for whoever does not see it."""
    if shading is not Shading.LIGHT:
        return dict.fromkeys(analytics.Light, "")
    return {light: f", {standing.words}" for light, standing in STANDINGS.items()}


def _shape(ward: Ward, outline: Outline, colour: str, said: str, *, linked: bool) -> str:
    """Draw a ward here: hundreds of them in a template are most of a page's time."""
    title, path = escape(f"{ward.name}: {ward.figure}{said}"), outline.path
    colours = f"mc-map__ward mc-map__ward--{colour}"
    drawn = f'<path class="{colours}" d="{path}"><title>{title}</title></path>'
    if colour in _PATTERNED:
        drawn += f'<path class="mc-map__pattern" fill="url(#mc-map-{colour})" d="{path}"/>'
    if not linked:
        return drawn
    return f'<a href="{escape(ward.href)}" class="mc-map__link" aria-label="{title}">{drawn}</a>'


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
