"""The map of the wards, and its data."""

import hashlib
import json
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.modules.operations.board import api as board
from motcua.ui import words
from motcua.ui.asked import asked_page, page_urls

from .. import permissions, queries
from ..types import STANDINGS, Outline, Shading, Sheet, Ward
from .asking import asked_period, asked_sheet, periods

PAGE = 60  # wards in a table
MOST_NAMED = 20


@access.needs(permissions.VIEW_MAP)
def page(request: Request) -> HttpResponse:
    """Show one indicator in all wards that the reader may see: a map, its legend, its table."""
    period = asked_period(request)
    declared = queries.choosable(period)
    sheet = asked_sheet(request, declared)
    context: dict[str, Any] = {"period": period, "sheet": sheet}
    if sheet is not None:
        context |= {
            "indicator": sheet.indicator,
            "indicators": [(each.code, each.title) for each in declared],
            "periods": periods(request),
            "chosen": board.name_of(period),
            "shadings": [
                (Shading.LIGHT.value, _("How the figure stands against the target")),
                (Shading.VALUE.value, _("How large the figure is")),
            ],
            "drawing": queries.drawing(sheet, linked=True),
            "legend": queries.legend(sheet),
            "undrawn": sheet.undrawn,
            "names": ", ".join(each.name for each in sheet.undrawn[:MOST_NAMED]),
            "data_url": f"{reverse('maps:data')}?{request.GET.urlencode()}",
            **_table(sheet, request),
        }
    return render(request, "maps/map.html", context)


def _table(sheet: Sheet, request: Request) -> dict[str, Any]:
    page = Paginator(sheet.wards, PAGE).get_page(asked_page(request))
    head: list[Any] = [
        pgettext("place", "Ward"),
        {"text": _("Figure"), "numeric": True},
        {"text": _("Matters counted"), "numeric": True},
        _("Standing"),
    ]
    rows = [
        [
            {"text": each.name, "href": each.href},
            {"text": each.figure, "numeric": True},
            {"text": words.as_number(each.number), "numeric": True},
            {
                "state": {
                    "label": STANDINGS[each.light].words,
                    "tone": STANDINGS[each.light].tone,
                    "icon": STANDINGS[each.light].icon,
                }
            },
        ]
        for each in page
    ]
    return {"head": head, "rows": rows, "pages": page_urls(page, request)}


@access.needs(permissions.VIEW_MAP)
def data(request: Request) -> HttpResponseBase:
    """Return the map as GeoJSON, for the script that draws it; unchanged, it is not sent again."""
    sheet = asked_sheet(request, queries.choosable(asked_period(request)))
    drawn = () if sheet is None else sheet.drawn
    features = ",".join(_feature(ward, outline, sheet) for ward, outline in drawn if sheet)
    body = f'{{"type":"FeatureCollection","features":[{features}]}}'
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    answer = HttpResponse(body, content_type="application/geo+json; charset=utf-8", headers=headers)
    found = get_conditional_response(request, etag=etag, response=answer)
    assert found is not None  # noqa: S101 - one was given
    return found


def _feature(ward: Ward, outline: Outline, sheet: Sheet) -> str:
    properties = {
        "name": ward.name,
        "label": outline.label,
        "figure": ward.figure,
        "number": ward.number,
        "tone": queries.tone(ward, sheet.shading),
        "words": queries.words_of(ward, sheet.shading),
        "href": ward.href,
        "middle": outline.middle,
    }
    told = json.dumps(properties, ensure_ascii=False)
    return f'{{"type":"Feature","geometry":{outline.geometry},"properties":{told}}}'
