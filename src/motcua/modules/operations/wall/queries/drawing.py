"""A screen as HTML, piece by piece: the same for the page and for what is pushed to it."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string

from motcua.modules.operations.maps import api as maps

from ..types import Drawn, Panel, Screen


def drawn(screen: Screen) -> Drawn:
    """Draw a screen."""
    pieces: dict[str, str] = {}
    panels: list[dict[str, Any]] = []
    for panel in screen.panels:
        names = []
        for name, html in _tiles(panel, screen):
            pieces[name] = html
            names.append(name)
        panels.append({"code": panel.code, "title": panel.title, "pieces": names})
    if screen.sheet is not None:
        pieces["map"] = _map(screen.sheet)
        title = screen.sheet.indicator.title
        panels.append({"code": "map", "title": title, "pieces": ["map"], "is_map": True})
    pieces["alerts"] = render_to_string(
        "wall/alerts.html",
        {"alerts": screen.alerts, "more": screen.alerts_more, "at": screen.at},
    )
    layout = repr([(each["code"], each["pieces"]) for each in panels])
    return Drawn(
        pieces=pieces,
        layout=hashlib.sha256(layout.encode()).hexdigest()[:12],
        scope=frozenset(screen.scope),
        panels=tuple(panels),
    )


def _tiles(panel: Panel, screen: Screen) -> Iterator[tuple[str, str]]:
    for tile in panel.tiles:
        given = {
            "tile": tile,
            "light": tile.light.value.lower(),
            "standing": maps.STANDINGS[tile.light],
            "late_after": panel.late_after[tile.code],
            "is_live": tile.as_of == screen.at,  # else each drawing would differ by its instant
            "at": screen.at,
        }
        yield f"{panel.code}/{tile.code}", render_to_string("wall/tile.html", given)


def _map(sheet: maps.Sheet) -> str:
    given = {"map": maps.drawing(sheet), "legend": maps.legend(sheet), "sheet": sheet}
    return render_to_string("wall/map.html", given)
