"""What is watched: fields of work, their indicators and their order, arranged on pages."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid, NotPermitted
from motcua.foundation.http import Request
from motcua.foundation.text import fold
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from .. import permissions, queries, use_cases
from ..errors import NoSuchField
from ..types import MOST_TILES, Asked, FieldInfo
from .shown import tile_views

FOUND = 12  # indicators that a search offers
Declared = dict[str, analytics.Indicator]


@access.needs(permissions.ARRANGE)
def fields(request: Request) -> HttpResponse:
    """Show all fields in their order; move one up or down."""
    everything = queries.list_fields()
    if request.method == "POST":
        codes = _moved([each.code for each in everything], request.POST.get("move", ""))
        use_cases.order_fields(actor=request.actor, codes=codes, at=request.at)
        return redirect(f"{request.path}#{request.POST.get('move', '').partition('.')[2]}")
    declared = _declared(request)
    used = {code for each in everything for code in each.tiles}
    context = {
        "fields": [
            {
                "field": each,
                "tiles": [declared[code].title for code in each.tiles if code in declared],
            }
            for each in everything
        ],
        "unused": [each for each in declared.values() if each.code not in used],
    }
    return render(request, "board/fields.html", context)


def _declared(request: Request) -> Declared:
    on = local_date(request.at)
    return {each.code: each for each in analytics.list_indicators(on=on)}


def _moved(codes: Sequence[str], move: str) -> list[str]:
    """Return codes with one a place further up or down: ``up.<code>``, ``down.<code>``."""
    way, _dot, code = move.partition(".")
    found = list(codes)
    if code in found:
        at = found.index(code)
        to = at - 1 if way == "up" else at + 1
        if 0 <= to < len(found):
            found[at], found[to] = found[to], found[at]
    return found


@access.needs(permissions.ARRANGE)
def new(request: Request) -> HttpResponse:
    """Make a field."""
    return _form(request, FieldInfo(code="", title=""))


@access.needs(permissions.ARRANGE)
def edit(request: Request, code: str) -> HttpResponse:
    """Arrange a field otherwise."""
    found = next((each for each in queries.list_fields() if each.code == code), None)
    if found is None:
        raise NoSuchField
    return _form(request, found)


def _form(request: Request, kept: FieldInfo) -> HttpResponse:
    declared, typed = _declared(request), kept
    faults: tuple[Fault, ...] = ()
    act = request.POST.get("act", "")
    if request.method == "POST":
        typed = _typed(request, kept)
        if act == "save":
            faults = _save(request, typed)
            if not faults:
                messages.success(
                    request, _("The field “%(title)s” is saved.") % {"title": typed.title}
                )
                return redirect("board:fields")
    chosen = [declared[code] for code in typed.tiles if code in declared]
    q = request.POST.get("q", "")
    context = {
        "kept": kept,
        "typed": typed,
        "faults": faults,
        "errors": {fault.path: fault.message for fault in faults},
        "chosen": chosen,
        "is_full": len(chosen) >= MOST_TILES,
        "most": MOST_TILES,
        "q": q,
        "offered": _offered(declared, q, typed.tiles),
        "act": act,
        "tiles": _preview(request, typed, declared),
    }
    return render(request, "board/field_form.html", context)


def _typed(request: Request, kept: FieldInfo) -> FieldInfo:
    given, act = request.POST, request.POST.get("act", "")
    tiles = given.getlist("tile")
    way, _dot, code = act.partition(".")
    if way == "add" and code not in tiles and len(tiles) < MOST_TILES:
        tiles.append(code)
    elif way == "drop":
        tiles = [each for each in tiles if each != code]
    elif way in {"up", "down"}:
        tiles = _moved(tiles, act)
    return FieldInfo(
        code=kept.code,
        title=given.get("title", ""),
        tiles=tuple(tiles),
        waits_for=given.get("waits_for", ""),
        owner=given.get("owner", ""),
        order=kept.order,
        is_shown=bool(given.get("is_shown")),
    )


def _save(request: Request, typed: FieldInfo) -> tuple[Fault, ...]:
    try:
        use_cases.arrange_field(
            actor=request.actor,
            code=typed.code,
            title=typed.title,
            tiles=typed.tiles,
            waits_for=typed.waits_for,
            owner=typed.owner,
            is_shown=typed.is_shown,
            at=request.at,
        )
    except Invalid as refusal:
        return tuple(refusal.faults)
    return ()


def _offered(declared: Declared, q: str, taken: Sequence[str]) -> list[analytics.Indicator]:
    wanted = fold(q).split()
    free = [each for each in declared.values() if each.code not in taken]
    found = [
        each
        for each in free
        if all(
            word in fold(f"{each.title} {each.meaning} {each.source} {each.code}")
            for word in wanted
        )
    ]
    return found[:FOUND]


def _preview(request: Request, typed: FieldInfo, declared: Declared) -> list[dict[str, Any]]:
    """Return the tiles as they would stand on the page of whoever arranges them."""
    wanted = [(typed, declared[code]) for code in typed.tiles if code in declared]
    try:
        whose = queries.whose(actor=request.actor, on=local_date(request.at))
    except NotPermitted:
        return []
    period = analytics.parse_period("", at=request.at)
    asked = Asked(unit_id=whose.unit.id, period=period)
    return tile_views(queries.draw(wanted, asked=asked, at=request.at))
