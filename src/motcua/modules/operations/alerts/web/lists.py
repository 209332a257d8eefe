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


def _nothing(request: Request, title: str, text: str) -> dict[str, str]:
    """Return what an empty list says and where it leads; without rules nothing can ring."""
    if queries.are_rules_on():
        return {"title": title, "text": text}
    if not permissions.SET_RULES.held_by(request.actor):
        return {
            "title": _("No rule is on yet"),
            "text": _(
                "Alerts come from rules. Ask procedure control or the administrator of catalogues"
                " to write them."
            ),
        }
    return {
        "title": _("No rule is on yet"),
        "text": _(
            "Alerts come from rules. Write one, try it out on the last 90 days, switch it on."
        ),
        "href": reverse("alerts:rules"),
        "action": _("Rules for alerts"),
    }


@access.needs(*permissions.ANY)
def mine(request: Request) -> HttpResponse:
    """Show what lies with the reader now."""
    found = queries.list_mine(actor=request.actor)[:_SHOWN]
    rows = [shown.row(each, at=request.at) for each in found]
    context: dict[str, Any] = {
        "tabs": doors(request, "mine"),
        "rows": rows,
        "duties": queries.duties_of(actor=request.actor, at=request.at),
    }
    if permissions.SEE.held_by(request.actor):
        counts = queries.count_states(actor=request.actor)
        context["of_units"] = {"all": sum(counts.values()), "waiting": counts[State.OPEN]}
    if not rows:
        text = _(
            "When you are on duty, alerts of your unit stand here, the most pressing first; you"
            " are told by a message too."
        )
        context["nothing"] = _nothing(request, _("Nothing rings for you"), text)
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
    context: dict[str, Any] = {
        "tabs": doors(request, "units"),
        "states": [
            {"title": title, "href": f"?state={value}", "current": value == asked, "count": count}
            for value, title, count in states
        ],
        "rows": [shown.row(each, at=request.at) for each in page],
        **page_urls(page, request),
    }
    if not page:
        text = _(
            "Rules look at the figures of your units each minute. What rings stands here until"
            " somebody closes it with a note."
        )
        context["nothing"] = _nothing(request, _("No alert stands here"), text)
    return render(request, "alerts/units.html", context)
