"""Targets and tasks out of a workbook: uploaded, looked at, confirmed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..types import Wanted

_LARGEST = 5_000_000


@access.needs(permissions.MANAGE)
def upload(request: Request, plan_id: UUID) -> HttpResponse:
    """Ask for a workbook, and name each faulty cell of it."""
    plan = queries.get_plan(actor=request.actor, plan_id=plan_id)
    permissions.MANAGE.require(request.actor, unit_id=plan.unit_id)
    context: dict[str, Any] = {"plan": plan, "head": [_("Cell"), _("What to mend")]}
    if request.method == "POST":
        file = request.FILES.get("workbook")
        if file is None or (file.size or 0) > _LARGEST:
            context["error"] = _("Choose the filled workbook, at most 5 MB.")
            return render(request, "programme/import.html", context)
        kept, faults = use_cases.keep_workbook(
            actor=request.actor, plan_id=plan_id, content=file.read(), at=request.at
        )
        if kept is not None:
            return redirect("programme:confirm", plan_id, kept)
        context |= {
            "error": _("Nothing was taken in. Mend these cells and upload the workbook again."),
            "faults": [[each.cell, each.message] for each in faults],
        }
    return render(request, "programme/import.html", context)


@access.needs(permissions.MANAGE)
def confirm(request: Request, plan_id: UUID, workbook_id: UUID) -> HttpResponse:
    """Show what a workbook adds to the plan, and take it in."""
    if request.method == "POST":
        added = use_cases.confirm_workbook(
            actor=request.actor, plan_id=plan_id, workbook_id=workbook_id, at=request.at
        )
        said = ngettext("%(count)s line was added.", "%(count)s lines were added.", added)
        messages.success(request, said % {"count": added})
        return redirect("programme:plan", plan_id)
    workbook = queries.get_workbook(actor=request.actor, plan_id=plan_id, workbook_id=workbook_id)
    wanted = queries.wanted_of(workbook)
    names = organisation.unit_names({each.lead_unit_id for each in wanted})
    context = {
        "plan": workbook.plan,
        "count": len(wanted),
        "head": [_("Kind"), _("Number"), _("Content"), _("Lead unit"), _("To reach"), _("Until")],
        "rows": [_cells(each, names[each.lead_unit_id]) for each in wanted],
    }
    return render(request, "programme/confirm.html", context)


def _cells(wanted: Wanted, lead: str) -> list[Any]:
    aim = queries.number_text(wanted.aim, wanted.measured_in) if wanted.aim else wanted.product
    return [
        wanted.kind.label,
        {"text": wanted.number, "numeric": True},
        {"text": wanted.text, "note": wanted.indicator_code},
        lead,
        aim or "–",
        words.as_date(wanted.due_on),
    ]
