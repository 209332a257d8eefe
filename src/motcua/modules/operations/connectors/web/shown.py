"""How series are shown: their parts as tabs, how they stand in words and colours."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.foundation.http import Request

from .. import permissions, rules
from ..queries import Standing
from ..types import Every


def page(
    request: Request, template: str, context: dict[str, Any], *, tab: str, status: int = 200
) -> HttpResponse:
    """Show a page of the module, its neighbours as tabs above it."""
    tabs = [("series", _("Series of figures"), reverse("connectors:series_list"))]
    if permissions.ENTER.held_by(request.actor):
        tabs.append(("workbook", _("From a workbook"), reverse("connectors:workbook")))
    if permissions.CONFIGURE.held_by(request.actor):
        tabs.append(("sources", _("From other systems"), reverse("connectors:sources")))
    context["tabs"] = [
        {"title": title, "href": href, "current": name == tab} for name, title, href in tabs
    ]
    return render(request, f"connectors/{template}.html", context, status=status)


def standing_of(each: Standing) -> dict[str, Any]:
    """Return how far the values of a series are, as a state."""
    missing = each.expected - each.given
    if missing <= 0:
        return {"label": _("complete"), "tone": "good", "icon": "check"}
    label = ngettext("%(count)s unit is missing", "%(count)s units are missing", missing) % {
        "count": missing
    }
    if each.is_late:
        return {"label": _("late, %(what)s") % {"what": label}, "tone": "bad", "icon": "clock"}
    return {"label": label, "tone": "waiting", "icon": "clock"}


def slot_label(each: Standing) -> str:
    """Return the period that a standing is about."""
    return rules.label_of(each.slot, Every(each.series.every))
