"""The plans that one may see, and a plan as a tree."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..models import Item
from ..types import LIGHTS, REACHED, Given, Kind, Light, Standing
from . import shown


@access.needs(permissions.VIEW)
def plan_list(request: Request) -> HttpResponse:
    """List the plans that the reader may see."""
    context = {
        "plans": queries.list_plans(actor=request.actor)[:100],
        "may_enter": bool(permissions.MANAGE.units(request.actor)),
    }
    return render(request, "programme/plans.html", context)


_LISTS: dict[str, Callable[[Standing], bool]] = {
    "": lambda _standing: True,
    "overdue": lambda standing: LIGHTS[standing] is Light.RED,
    "behind": lambda standing: LIGHTS[standing] is Light.AMBER,
    "on-track": lambda standing: standing is Standing.ON_TRACK,
    "reached": lambda standing: standing in REACHED,
}


def _tabs(request: Request, items: list[Item], chosen: str) -> list[dict[str, Any]]:
    titles = {
        "": pgettext("lines of a plan", "All"),
        "overdue": pgettext("lines of a plan", "Overdue"),
        "behind": pgettext("lines of a plan", "Behind or due soon"),
        "on-track": pgettext("lines of a plan", "On track"),
        "reached": pgettext("lines of a plan", "Reached"),
    }
    standings = [each.standing(request.at) for each in items]
    mine = "&mine=1" if request.GET.get("mine") else ""
    return [
        {
            "title": title,
            "href": f"?list={name}{mine}",
            "count": sum(map(_LISTS[name], standings)),
            "current": name == chosen,
        }
        for name, title in titles.items()
    ]


def _heads() -> list[Any]:
    return [
        _("Number"),
        _("Content"),
        _("Lead unit"),
        _("To reach, product"),
        {"text": _("Reached so far"), "numeric": True},
        _("Until"),
        _("State"),
    ]


@access.needs(permissions.VIEW)
def plan(request: Request, plan_id: UUID) -> HttpResponse:
    """Show a plan: what it carries out, how it stands, its targets and tasks."""
    found = queries.get_plan(actor=request.actor, plan_id=plan_id)
    every = list(queries.list_items(found))
    counts = queries.counts_of(every, at=request.at)
    own = permissions.REPORT.units(request.actor)
    is_mine = bool(request.GET.get("mine"))
    items = [each for each in every if each.lead_unit_id in own] if is_mine else every
    asked = request.GET.get("list", "")
    chosen = asked if asked in _LISTS else ""
    kept = [each for each in items if _LISTS[chosen](each.standing(request.at))]
    context = {
        "plan": found,
        "counts": counts,
        "tabs": _tabs(request, items, chosen),
        "head": _heads(),
        "parts": [
            (title, [shown.item_row(each, at=request.at) for each in kept if each.kind == kind])
            for title, kind in ((_("Targets"), Kind.TARGET), (pgettext("plan", "Tasks"), Kind.TASK))
        ],
        "has_lines": bool(every),
        "kept": kept,
        "is_mine": is_mine,
        "leads": any(each.lead_unit_id in own for each in every),
        "may_manage": permissions.MANAGE.held_by(request.actor, unit_id=found.unit_id),
        "targets_text": f"{counts.targets_reached}/{counts.targets}",
        "tasks_text": f"{counts.tasks_done}/{counts.tasks}",
    }
    return render(request, "programme/plan.html", context)


@access.needs(permissions.MANAGE)
def new(request: Request) -> HttpResponse:
    """Ask what a plan is called and by which resolution, and enter it."""
    units = queries.managing_units(request.actor, at=request.at)
    typed = request.POST or {
        "year": str(local_date(request.at).year),
        "issued_on": words.as_date(local_date(request.at)),
    }
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            plan_id = _enter(request, units)
        except Invalid as error:
            faults = error.faults
        else:
            messages.success(request, _("The plan stands. Now add its targets and tasks."))
            return redirect("programme:import", plan_id)
    context = {
        "units": [(str(key), name) for key, name in units.items()],
        "typed": typed,
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
    }
    return render(request, "programme/new.html", context)


def _enter(request: Request, units: Any) -> UUID:
    posted = request.POST
    issued_on = words.read_date(posted.get("issued_on", ""))
    if issued_on is None:
        raise Invalid(faults=(Fault("issued_on", _("Write a day, such as 01/07/2025.")),))
    year = posted.get("year", "").strip()
    return use_cases.enter_plan(
        actor=request.actor,
        unit_id=read_uuid(posted.get("unit", "")) or next(iter(units)),
        given=Given(
            year=int(year) if year.isdecimal() else 0,
            title=posted.get("title", ""),
            number_symbol=posted.get("number_symbol", ""),
            issued_on=issued_on,
            theme=posted.get("theme", ""),
            resolution=posted.get("resolution", ""),
        ),
        at=request.at,
    )
