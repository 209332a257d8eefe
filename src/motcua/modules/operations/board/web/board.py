"""The page that a chairman opens in the morning, and each field on its own."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.kernel.analytics import api as analytics

from .. import permissions, queries
from ..errors import NoSuchField
from ..types import Section, Tile
from .asked import Question, form, question
from .shown import LIGHTS, tile_view, tile_views


def _section(section: Section, query: str) -> dict[str, Any]:
    field = section.field
    return {
        "title": field.title,
        "anchor": f"field-{field.code}",
        "href": reverse("board:field", args=[field.code]) + query,
        "tiles": tile_views(section.tiles),
        "missed": sum(each.light is analytics.Light.RED for each in section.tiles),
    }


def _counts(tiles: list[Tile]) -> list[dict[str, Any]]:
    by_code = {each.code: each.light for each in tiles}
    lights = list(by_code.values())
    return [
        {**words, "count": lights.count(light)}
        for light, words in LIGHTS.items()
        if light in lights
    ]


def frame(asked: Question) -> dict[str, Any]:
    """Return what every page of figures shows of its question."""
    return {"question": asked, "form": form(asked), "query": asked.query}


@access.needs(permissions.VIEW_FIGURES)
def board(request: Request) -> HttpResponse:
    """Show all fields of a unit: what must be acted upon, then everything, field by field."""
    asked = question(request)
    found = queries.overview(whose=asked.whose, asked=asked.asked, at=request.at)
    tiles = [tile for section in found.sections for tile in section.tiles]
    context = frame(asked) | {
        "counts": _counts(tiles),
        "attention": [tile_view(tile) | {"steps": steps} for tile, steps in found.attention],
        "sections": [_section(each, asked.query) for each in found.sections],
        "waiting": found.waiting,
    }
    return render(request, "board/board.html", context)


@access.needs(permissions.VIEW_FIGURES)
def field(request: Request, code: str) -> HttpResponse:
    """Show one field: its tiles, and the units below side by side."""
    asked = question(request)
    found = queries.field_page(code=code, whose=asked.whose, asked=asked.asked, at=request.at)
    if found is None:
        raise NoSuchField
    section, table = found
    head: list[Any] = [_("Unit")]
    head += [{"text": each.title, "numeric": True} for each in section.tiles]
    context = frame(asked) | {
        "field": section.field,
        "tiles": tile_views(section.tiles),
        "head": head,
        "rows": [[unit.short_name, *(_cell(each) for each in cells)] for unit, cells in table],
    }
    return render(request, "board/field.html", context)


def _cell(tile: Tile) -> dict[str, Any]:
    cell: dict[str, Any] = {"text": tile.figure, "numeric": True, "href": tile.href}
    if tile.light is analytics.Light.RED:
        cell["note"] = LIGHTS[tile.light]["label"]
    return cell
