"""The questions, written down line by line."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries, rules, use_cases

MINIMUM = 30  # as the fact sheet advises; each survey says its own


def _units(request: Request) -> dict[str, organisation.UnitInfo]:
    mine = permissions.PUBLISH.units(request.actor)
    units = organisation.list_units(local_date(request.at), kind=organisation.UnitKind.AUTHORITY)
    return {str(each.id): each for each in units if each.id in mine}


def _begin(request: Request, units: dict[str, organisation.UnitInfo]) -> dict[str, str]:
    """Return what the form shows first: the questions in force, else those that are shipped."""
    today = local_date(request.at)
    first = next(iter(units.values()), None)
    known = queries.find_survey(first.id, on=today) if first else None
    return {
        "title": known.title if known else _("Desk survey on how people were served"),
        "text": rules.write_factors(known.factors) if known else queries.shipped_questions(),
        "minimum": str(known.minimum if known else MINIMUM),
        "valid_from": words.as_date(today),
    }


@access.needs(permissions.PUBLISH)
def publish(request: Request) -> HttpResponse:
    """Ask for the questions and publish them as a version."""
    units = _units(request)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            _publish(request, units)
        except Invalid as error:
            faults = error.faults
        else:
            messages.success(request, _("Published. Put the QR code up at the desk."))
            return redirect("surveys:units")
    context = {
        "units": [(key, each.name) for key, each in units.items()],
        "typed": request.POST or _begin(request, units),
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
    }
    return render(request, "surveys/publish.html", context)


def _publish(request: Request, units: dict[str, organisation.UnitInfo]) -> UUID:
    posted = request.POST
    minimum = posted.get("minimum", "").strip()
    chosen = read_uuid(posted.get("unit", "")) or read_uuid(next(iter(units), ""))
    if chosen is None:
        raise Invalid(faults=(Fault("unit", _("Choose the authority.")),))
    return use_cases.publish_survey(
        actor=request.actor,
        unit_id=chosen,
        title=posted.get("title", ""),
        text=posted.get("text", ""),
        minimum=int(minimum) if minimum.isdecimal() else None,
        valid_from=words.read_date(posted.get("valid_from", "")),
        at=request.at,
    )
