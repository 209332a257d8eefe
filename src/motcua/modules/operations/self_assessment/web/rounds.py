"""Years of assessment, and who stands where in one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..types import Rank
from . import shown


@access.needs(permissions.VIEW)
def rounds(request: Request) -> HttpResponse:
    """List the years that the reader may see."""
    context = {
        "rounds": queries.list_rounds(actor=request.actor)[:50],
        "may_manage": bool(queries.managing_units(request.actor, at=request.at)),
    }
    return render(request, "self_assessment/rounds.html", context)


def _change(rank: Rank) -> str:
    """Return in words how a place moved since the year before."""
    if rank.place_before is None:
        return "–"
    moved = rank.place_before - rank.place
    if moved == 0:
        return _("as before")
    if moved > 0:
        return _("up %(count)s") % {"count": moved}
    return _("down %(count)s") % {"count": -moved}


def _rank_row(rank: Rank) -> list[Any]:
    return [
        {"text": rank.place, "numeric": True},
        {
            "text": rank.unit_name,
            "href": reverse("self_assessment:assessment", args=[rank.assessment_id]),
        },
        {"text": queries.number_text(rank.index), "numeric": True},
        {"text": queries.number_text(rank.index_before), "numeric": True},
        {"text": rank.place_before or "–", "numeric": True},
        _change(rank),
    ]


@access.needs(permissions.VIEW)
def year(request: Request, round_id: UUID) -> HttpResponse:
    """Show the rank of the units in a year beside the year before, and how far each is."""
    found = queries.get_round(actor=request.actor, round_id=round_id)
    ranking = queries.ranking(found)
    context = {
        "year": found,
        "bars": [
            {
                "label": f"{each.place}. {each.unit_name}",
                "value": float(each.index),
                "text": queries.number_text(each.index),
            }
            for each in ranking
        ],
        "head": [
            {"text": _("Place"), "numeric": True},
            _("Unit"),
            {"text": _("Index"), "numeric": True},
            {"text": _("Index of the year before"), "numeric": True},
            {"text": _("Place of the year before"), "numeric": True},
            _("Change of place"),
        ],
        "rows": [_rank_row(each) for each in ranking],
        "state_head": [_("Unit"), _("State"), pgettext("assessment", "Since")],
        "states": [
            [
                {
                    "text": each.unit.name,
                    "href": reverse("self_assessment:assessment", args=[each.id]),
                },
                {"state": shown.state_of(each)},
                words.as_date(each.state_at),
            ]
            for each in queries.list_assessments(actor=request.actor, year=found)
        ],
    }
    return render(request, "self_assessment/year.html", context)


@access.needs(permissions.MANAGE)
def open_(request: Request) -> HttpResponse:
    """Ask for the year and until when the units score themselves, and open it."""
    units = queries.managing_units(request.actor, at=request.at)
    this = local_date(request.at).year
    typed = request.POST or {"year": str(this), "due_on": f"15/01/{this + 1}"}
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            round_id = _open(request, units)
        except Invalid as error:
            faults = error.faults
        else:
            messages.success(request, _("The year is open; the units may score themselves."))
            return redirect("self_assessment:year", round_id)
    context = {
        "units": [(str(key), name) for key, name in units.items()],
        "typed": typed,
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
    }
    return render(request, "self_assessment/open.html", context)


def _open(request: Request, units: Any) -> UUID:
    typed = request.POST.get("year", "").strip()
    chosen = read_uuid(request.POST.get("unit", "")) or next(iter(units), None)
    if chosen is None:
        raise Invalid(faults=(Fault("unit", _("Choose the authority.")),))
    return use_cases.open_year(
        actor=request.actor,
        unit_id=chosen,
        year=int(typed) if typed.isdecimal() else 0,
        due_on=words.read_date(request.POST.get("due_on", "")),
        at=request.at,
    )
