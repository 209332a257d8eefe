"""The matrix of pilot models and wards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid, NotPermitted
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries, use_cases
from ..models import Plan
from ..queries import Cell, Line
from . import shown

_PREFIXES = ("UBND phường ", "UBND xã ", "UBND thị trấn ", "UBND quận ", "UBND huyện ")


def ward_name(ward: organisation.UnitInfo) -> str:
    """Return the name of a ward without what all of them have in common."""
    name = ward.short_name or ward.name
    return next((name.removeprefix(each) for each in _PREFIXES if name.startswith(each)), name)


def _cell(line: Line, cell: Cell) -> dict[str, Any]:
    state, score = shown.enrolled(cell.enrolment), shown.score_text(cell.enrolment)
    if score:
        state["label"] = f"{state['label']}, {score}"
    return {
        "state": state,
        "href": reverse("programme:ward", args=[line.pilot.id, cell.ward.id]),
    }


def _row(line: Line) -> list[Any]:
    return [
        f"{line.pilot.number}. {line.pilot.title}",
        {"text": f"{line.registered}/{len(line.cells)}", "numeric": True},
        *(_cell(line, cell) for cell in line.cells),
    ]


@access.needs(permissions.VIEW)
def matrix(request: Request, plan_id: UUID) -> HttpResponse:
    """Show which ward takes part in which model, and how far it is."""
    plan = queries.get_plan(actor=request.actor, plan_id=plan_id)
    lines = queries.matrix_of(plan, on=_day(plan, request))
    shared = [line for line in lines if line.pilot.owner_id is None]
    own = [line for line in lines if line.pilot.owner_id is not None]
    wards = [cell.ward for cell in shared[0].cells] if shared else []
    context = {
        "plan": plan,
        "by_all": sum(line.is_by_all for line in shared),
        "shared": len(shared),
        "wards": len(wards),
        "own_wards": len({line.pilot.owner_id for line in own if line.registered}),
        "head": [
            _("Model"),
            {"text": pgettext("column", "Registered"), "numeric": True},
            *map(ward_name, wards),
        ],
        "rows": [_row(line) for line in shared],
        "own_head": [_("Model of a ward"), _("Ward"), _("State")],
        "own_rows": [
            [line.pilot.title, ward_name(cell.ward), _cell(line, cell)]
            for line in own
            for cell in line.cells
        ],
        "may_offer": bool(_offerers(request, plan)),
    }
    return render(request, "programme/matrix.html", context)


def _day(plan: Plan, request: Request) -> Any:
    """Return the day for which wards are looked up: today, within the time of the plan."""
    return max(plan.starts_on, min(local_date(request.at), plan.ends_on))


def _offerers(request: Request, plan: Plan) -> list[tuple[str, str]]:
    """Return for whom the reader may add models: the whole plan, and wards that are his."""
    mine = permissions.REPORT.units(request.actor)
    found = [
        (str(ward.id), ward.name)
        for ward in queries.list_wards(plan, on=_day(plan, request))
        if ward.id in mine
    ]
    if permissions.MANAGE.held_by(request.actor, unit_id=plan.unit_id):
        found.insert(0, ("", _("All wards")))
    return found


@access.needs(permissions.MANAGE, permissions.REPORT)
def new(request: Request, plan_id: UUID) -> HttpResponse:
    """Ask for a model: one for all wards, or one of a ward's own."""
    plan = queries.get_plan(actor=request.actor, plan_id=plan_id)
    offerers = _offerers(request, plan)
    if not offerers:
        raise NotPermitted
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        chosen = request.POST.get("whose", offerers[0][0])
        try:
            use_cases.offer_model(
                actor=request.actor,
                plan_id=plan_id,
                title=request.POST.get("title", ""),
                content=request.POST.get("content", ""),
                own_of=read_uuid(chosen),
                at=request.at,
            )
        except Invalid as error:
            faults = error.faults
        else:
            messages.success(request, _("The model stands in the matrix."))
            return redirect("programme:matrix", plan_id)
    context = {
        "plan": plan,
        "offerers": [{"value": key or "all", "label": name} for key, name in offerers],
        "typed": request.POST or {"whose": offerers[0][0] or "all"},
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
    }
    return render(request, "programme/new_model.html", context)
