"""Lists of alerts: mine now, and all of my units."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.ui.asked import asked_page, page_urls

from .. import permissions, queries
from ..types import State
from . import shown

_SHOWN = 50


def doors(request: Request, here: str) -> list[dict[str, Any]]:
    """Return the pages of alerts that the reader may open, side by side."""
    offered = [
        ("mine", _("Mine now"), permissions.ANY),
        ("units", _("Of my units"), permissions.ANY),
        ("roster", _("Duty"), permissions.ANY),
        ("rules", _("Rules"), (permissions.SET_RULES,)),
    ]
    return [
        {"title": title, "href": reverse(f"alerts:{name}"), "current": name == here}
        for name, title, needed in offered
        if any(each.held_by(request.actor) for each in needed)
    ]


@access.needs(*permissions.ANY)
def mine(request: Request) -> HttpResponse:
    """Show what lies with the reader now."""
    found = queries.list_mine(actor=request.actor)[:_SHOWN]
    rows = [shown.row(each, at=request.at) for each in found]
    context = {
        "tabs": doors(request, "mine"),
        "rows": rows,
        "duties": queries.duties_of(actor=request.actor, at=request.at),
    }
    return render(request, "alerts/mine.html", context)


@access.needs(*permissions.ANY)
def units(request: Request) -> HttpResponse:
    """Show the alerts of all units that the reader looks after."""
    asked = request.GET.get("state", "")
    found = queries.list_of_units(actor=request.actor, state=asked)
    page = Paginator(found, _SHOWN).get_page(asked_page(request))
    counts = queries.count_states(actor=request.actor)
    states: list[tuple[str, str, int | None]] = [
        ("", _("All that is not closed"), sum(counts.values()))
    ]
    states += [(each.value, str(each.label), counts.get(each.value)) for each in State]
    context = {
        "tabs": doors(request, "units"),
        "states": [
            {"title": title, "href": f"?state={value}", "current": value == asked, "count": count}
            for value, title, count in states
        ],
        "rows": [shown.row(each, at=request.at) for each in page],
        **page_urls(page, request),
    }
    return render(request, "alerts/units.html", context)
