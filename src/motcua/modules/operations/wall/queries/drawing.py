"""A screen as HTML, piece by piece: the same for the page and for what is pushed to it."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from motcua.modules.operations.maps import api as maps

from ..types import Choice, Drawn, Panel, Screen
from .screens import screen


def draw(*, choice: Choice, at: datetime) -> Drawn:
    """Return what a wall of that choice shows, as HTML, in its language."""
    with translation.override(choice.language):
        return drawn(screen(choice=choice, at=at))


def drawn(shown: Screen) -> Drawn:
    """Draw a screen."""
    pieces: dict[str, str] = {}
    panels: list[dict[str, Any]] = []
    for panel in shown.panels:
        names = []
        for name, html in _tiles(panel, shown):
            pieces[name] = html
            names.append(name)
        panels.append({"code": panel.code, "title": panel.title, "pieces": names})
    if shown.sheet is not None:
        pieces["map"] = _map(shown.sheet)
        title = shown.sheet.indicator.title
        panels.append({"code": "map", "title": title, "pieces": ["map"], "is_map": True})
    pieces["alerts"] = render_to_string(
        "wall/alerts.html",
        {"alerts": shown.alerts, "more": shown.alerts_more, "at": shown.at},
    )
    layout = repr([(each["code"], each["pieces"]) for each in panels])
    return Drawn(
        pieces=pieces,
        layout=hashlib.sha256(layout.encode()).hexdigest()[:12],
        scope=frozenset(shown.scope),
        panels=tuple(panels),
    )


def _tiles(panel: Panel, shown: Screen) -> Iterator[tuple[str, str]]:
    for tile in panel.tiles:
        given = {
            "tile": tile,
            "light": tile.light.value.lower(),
            "standing": maps.STANDINGS[tile.light],
            "late_after": panel.late_after[tile.code],
            "is_live": tile.as_of == shown.at,  # else each drawing would differ by its instant
            "at": shown.at,
        }
        yield f"{panel.code}/{tile.code}", render_to_string("wall/tile.html", given)


def _map(sheet: maps.Sheet) -> str:
    given = {"map": maps.drawing(sheet), "legend": maps.legend(sheet), "sheet": sheet}
    return render_to_string("wall/map.html", given)
