"""Values from a workbook: template, faults by sheet and cell, preview, confirmation by name."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Invalid
from motcua.foundation.http import Request
from motcua.foundation.plain import from_plain
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries, rules, use_cases
from ..models import Reading, Series, Upload
from ..types import Every, Given, UploadState
from . import shown
from .grid import said_of

_STATES: Mapping[UploadState, tuple[str, str]] = {
    UploadState.FAULTY: ("bad", "error"),
    UploadState.WAITING: ("waiting", "clock"),
    UploadState.CONFIRMED: ("good", "check"),
}
MOST_SHOWN = 300


def _state(upload: Upload) -> dict[str, Any]:
    state = UploadState(upload.state)
    tone, icon = _STATES[state]
    return {"label": state.label, "tone": tone, "icon": icon}


@access.needs(permissions.ENTER)
def template(request: Request) -> HttpResponse:
    """Give the workbook to be filled in, with what is in force."""
    code = request.GET.get("series", "")
    content = queries.template(actor=request.actor, on=local_date(request.at), code=code)
    return documents.serve_drawn(
        content, documents.MediaType.XLSX, f"so-lieu-{code or 'cac-chuoi'}.xlsx"
    )


@access.needs(permissions.ENTER)
def upload(request: Request) -> HttpResponse:
    """Take a workbook in and read it."""
    error = ""
    if request.method == "POST":
        given = request.FILES.get("workbook")
        if given is None:
            error = _("Choose the workbook that you filled in.")
        else:
            try:
                upload_id = use_cases.upload_workbook(
                    actor=request.actor,
                    filename=given.name or "so-lieu.xlsx",
                    content=given.read(),
                    at=request.at,
                )
                return redirect("connectors:upload", upload_id)
            except DomainError as refusal:
                error = str(refusal)
    context = {
        "error": error,
        "head": [_("Workbook"), _("Uploaded"), _("State")],
        "rows": [
            [
                {"text": each.filename, "href": reverse("connectors:upload", args=[each.id])},
                words.as_instant(each.uploaded_at),
                {"state": _state(each)},
            ]
            for each in queries.list_uploads(actor=request.actor)
        ],
    }
    return shown.page(request, "workbook", context, tab="workbook")


@access.needs(permissions.ENTER)
def check(request: Request, upload_id: UUID) -> HttpResponse:
    """Show what was read, fault by fault or value by value, and let it be confirmed."""
    found, error = queries.get_upload(actor=request.actor, upload_id=upload_id), ""
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        try:
            taken = use_cases.confirm_workbook(
                actor=request.actor, upload_id=upload_id, reason=reason, at=request.at
            )
            messages.success(request, said_of(taken))
            return redirect("connectors:upload", upload_id)
        except Invalid as refusal:
            error = "; ".join(dict.fromkeys(each.message for each in refusal.faults))
    rows, corrected = _values(found)
    context = {
        "upload": found,
        "state": _state(found),
        "is_faulty": found.state == UploadState.FAULTY,
        "is_waiting": found.state == UploadState.WAITING,
        "fault_head": [_("Sheet of the workbook"), _("Cell"), _("What to mend")],
        "fault_rows": [[each["sheet"], each["cell"], each["message"]] for each in found.faults],
        "head": [_("Series"), _("Unit"), _("Period"), _("Value given"), _("In force until now")],
        "rows": rows[:MOST_SHOWN],
        "count": len(found.values),
        "changed": len(rows),
        "corrected": corrected,
        "error": error,
        "reason": request.POST.get("reason", ""),
    }
    return shown.page(request, "upload", context, tab="workbook")


def _values(found: Upload) -> tuple[list[list[Any]], int]:
    """Return the values that would change something, and how many of them are corrections."""
    if found.state != UploadState.WAITING:
        return [], 0
    given = [from_plain(Given, each) for each in found.values]
    kept = queries.values_in_force([(each.series_id, each.unit_id, each.day) for each in given])
    series = {each.id: (each, said) for each, said in queries.list_series()}
    names = organisation.unit_names({each.unit_id for each in given})
    rows, corrected = [], 0
    for each in given:
        before = kept.get((each.series_id, each.unit_id, each.day))
        if before is not None and before.value == each.value:
            continue
        corrected += before is not None
        of_it, said = series[each.series_id]
        rows.append(
            [said.title, names[each.unit_id], _period(of_it, each), *_two(of_it, each, before)]
        )
    return rows, corrected


def _period(series: Series, each: Given) -> str:
    every = Every(series.every)
    return rules.label_of(rules.slot_of(each.day, every), every)


def _two(series: Series, each: Given, before: Reading | None) -> tuple[str, str]:
    kept = "–" if before is None else queries.shown(before.value, series)
    return queries.shown(each.value, series), kept
