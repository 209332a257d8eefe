"""The day of an official: late, due today, to sign, to approve, waiting for the applicant."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.kernel.cases import api as cases

from ... import permissions, queries
from ...queries import Due, WorkLine
from ..distance import Distances
from . import rows

FEW = 8


def _next_act(line: WorkLine) -> dict[str, str]:
    """Return what is done with it next, and where."""
    here = reverse("dossiers:case", args=[line.code])
    if line.case_state == cases.CaseState.PAUSED:
        return {"label": _("See what was asked for"), "href": here}
    match line.step_kind:
        case cases.StepKind.SIGN:
            return {
                "label": _("Read and sign"),
                "href": reverse("dossiers:sign", args=[line.code]),
            }
        case cases.StepKind.REVIEW:
            return {"label": _("Read and agree"), "href": here}
        case cases.StepKind.HANDLE:
            return {"label": _("Draft the result"), "href": f"{here}#result"}
        case cases.StepKind.ISSUE:
            return {"label": _("Number and issue"), "href": here}
    return {"label": _("Open the dossier"), "href": here}


def _parts() -> list[dict[str, Any]]:
    inbox = reverse("dossiers:inbox")
    return [
        {
            "name": "late",
            "title": _("Overdue"),
            "all": f"{inbox}?in=mine&due={Due.LATE.value}",
            "none": _("Nothing of yours is overdue."),
        },
        {
            "name": "today",
            "title": _("Due today"),
            "all": f"{inbox}?in=mine&due={Due.TODAY.value}",
            "none": _("Nothing of yours is due today."),
        },
        {
            "name": "sign",
            "title": _("Waiting for my signature"),
            "all": reverse("dossiers:sign_list"),
            "none": "",
        },
        {
            "name": "review",
            "title": _("Drafts to approve"),
            "all": f"{inbox}?in=mine&step={cases.StepKind.REVIEW.value}",
            "none": "",
        },
        {
            "name": "paused",
            "title": _("Waiting for the applicant"),
            "all": f"{inbox}?in=mine&due={Due.PAUSED.value}",
            "none": "",
        },
    ]


def _questions(request: Request) -> list[dict[str, Any]]:
    """Return the questions that wait for an answer: those to me, then those of mine."""
    asked = {
        "asked": (_("Asked of me"), cases.opinions_waiting(request.actor, limit=FEW)),
        "asking": (_("My open questions"), cases.opinions_asked_by(request.actor, limit=FEW)),
    }
    units = {each.unit_id for _title, found in asked.values() for each in found}
    dues = rows.Dues(Distances.of_units(units, request.at))
    return [
        {
            "name": name,
            "title": title,
            "lines": [{"opinion": each, "due": dues.draw(each)} for each in found],
        }
        for name, (title, found) in asked.items()
        if found
    ]


@access.needs(*permissions.ANY_VIEW)
def today(request: Request) -> HttpResponse:
    """Show what this day is made of, each with the act that comes next; prints on a sheet."""
    found = queries.days_work(actor=request.actor, at=request.at, few=FEW)
    units = {line.unit_id for _count, lines in found.values() for line in lines}
    dues = rows.Dues(Distances.of_units(units, request.at))
    parts = []
    for part in _parts():
        count, lines = found[part["name"]]
        if not count and not part["none"]:
            continue
        parts.append(
            {
                **part,
                "count": count,
                "more": count > len(lines),
                "lines": [
                    {"line": line, "due": dues.draw(line), "next": _next_act(line)}
                    for line in lines
                ],
            }
        )
    questions = _questions(request)
    seconds = queries.count_second_requests(actor=request.actor)
    context = {
        "parts": parts,
        "questions": questions,
        "seconds": seconds,
        "is_empty": not questions and not seconds and not any(part["count"] for part in parts),
    }
    return render(request, "dossiers/workspace/today.html", context)
