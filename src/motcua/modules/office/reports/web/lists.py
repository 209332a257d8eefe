"""What the reader's unit owes, and what waits for his signature."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation import access
from motcua.foundation.http import Request

from .. import permissions, queries
from ..types import Standing, State
from . import shown

_SHOWN = 200


def tabs(request: Request, current: str) -> list[dict[str, Any]]:
    """Return the parts of the module that the reader may open."""
    actor = request.actor
    parts = [
        ("own", "/reports/", _("My reports"), (permissions.FILL, permissions.SIGN)),
        ("follow", "/reports/follow/", _("Units below"), (permissions.FOLLOW,)),
        ("regimes", "/reports/regimes/", _("Regimes"), (permissions.MANAGE,)),
        ("forms", "/reports/forms/", _("Forms of reports"), (permissions.MANAGE,)),
    ]
    return [
        {"title": title, "href": href, "current": name == current}
        for name, href, title, rights in parts
        if any(each.held_by(actor) for each in rights)
    ]


def heads(*, with_unit: bool = False) -> list[str]:
    """Return the heads of a list of reports."""
    first = [_("Unit")] if with_unit else [pgettext("noun", "Report"), _("Period")]
    return [*first, _("Due"), _("On the clock"), _("State"), _("Sent on")]


@access.needs(permissions.FILL, permissions.SIGN)
def own(request: Request) -> HttpResponse:
    """Show the reports of the reader's unit: to be made, late, sent."""
    reports = list(queries.list_own(actor=request.actor, at=request.at)[:_SHOWN])
    open_ = [each for each in reports if each.state != State.SENT]
    late = sum(each.standing(request.at) is Standing.LATE for each in open_)
    to_sign = list(queries.list_to_sign(actor=request.actor)[:_SHOWN])
    context = {
        "tabs": tabs(request, "own"),
        "head": heads(),
        "to_sign": [shown.line(each, request.at) for each in to_sign],
        "open": [shown.line(each, request.at) for each in open_ if each not in to_sign],
        "sent": [shown.line(each, request.at) for each in reports if each.state == State.SENT],
        "late": late,
        "unit_names": sorted({each.unit.name for each in reports}),
    }
    return render(request, "reports/own.html", context)
