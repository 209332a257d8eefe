"""Tiles as the component draws them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.kernel.analytics import api as analytics

from ..types import Change, Tile

LIGHTS: Mapping[analytics.Light, Mapping[str, Any]] = {
    analytics.Light.GREEN: {"label": _("Target met"), "tone": "good", "icon": "check-circle"},
    analytics.Light.AMBER: {"label": _("Nearly met"), "tone": "warn", "icon": "warning"},
    analytics.Light.RED: {"label": _("Target missed"), "tone": "bad", "icon": "error"},
    analytics.Light.GREY: {"label": _("Late data"), "tone": "neutral", "icon": "clock"},
}


def _change(change: Change | None) -> Mapping[str, str] | None:
    if change is None:
        return None
    return {"text": change.text, "direction": change.direction, "tone": change.tone}


def tile_view(tile: Tile) -> dict[str, Any]:
    """Return what ``board/parts/tile.html`` draws."""
    return {
        "tile": tile,
        "light": LIGHTS.get(tile.light),
        "change": _change(tile.change),
        "year": _change(tile.change_in_a_year),
        "points": tile.points,
        "late": tile.light is analytics.Light.GREY,
        "tone": "bad" if tile.light is analytics.Light.RED else "",
    }


def tile_views(tiles: Iterable[Tile]) -> list[dict[str, Any]]:
    """Return what the component draws of some tiles."""
    return [tile_view(each) for each in tiles]
