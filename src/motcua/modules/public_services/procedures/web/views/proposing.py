"""Proposing a shorter time limit of a procedure, or fewer papers."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.foundation import access
from motcua.foundation.errors import Fault
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.ui import words as house_words

from ... import permissions
from ...errors import FaultyRecord
from ...rules import plain
from ...rules.records import duration_of
from ...rules.rows import limit_of
from ...types import Effort, PlainText, VersionInfo
from ...use_cases.shortening import propose_shortening
from .. import editor, words
from ..forms import day_of
from .editing import newest

EFFORTS = ("hours", "trips", "dong")


@access.needs(permissions.PROPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request, code: str) -> HttpResponse:
    """Propose a shorter time limit of a procedure, or fewer papers."""
    version = newest(code)
    values, faults = _initial(version, request), list[Fault]()
    if request.method == "POST":
        values |= {name: request.POST.get(name, "") for name in values}
        values["papers"] = request.POST.getlist("papers")
        number, faults = _propose(request, version, values)
        if number is not None:
            messages.success(request, _("The proposal was sent to the leader for decision."))
            return redirect("procedures:proposal", number)
    context = {
        "version": version,
        "values": values,
        "faults": faults,
        "wrong": {one.path: one.message for one in faults},
        "after_fields": editor.limit_fields(
            "after",
            _("Time limit after the change"),
            values["after.value"],
            values["after.unit"],
            {one.path: one.message for one in faults}.get("after.value", ""),
        ),
        "plain_fields": _plain_fields(version, values, faults),
        "before": words.promise(version.time_limit),
        "legal": words.promise(version.legal_limit),
        "papers": [(one.key, one.name) for one in version.components],
        "units": _my_units(request),
        "what_if": what_if(version),
    }
    return render(request, "procedures/propose.html", context, status=422 if faults else 200)


def _plain_fields(
    version: VersionInfo, values: dict[str, Any], faults: list[Fault]
) -> list[dict[str, Any]]:
    """Return the parts of the plain text that a shortening changes, beside what they say now."""
    text = PlainText(time=values["plain.time"], needed=values["plain.needed"])
    now = {"plain.time": "", "plain.needed": ""}
    if version.plain:
        now = {"plain.time": version.plain.time, "plain.needed": version.plain.needed}
    return [
        {**one, "hint": _("Now: %(text)s") % {"text": now[one["name"]].replace("\n", "; ")}}
        | {"required": one["name"] == "plain.time"}
        for one in editor.plain_fields(text, faults)
        if one["name"] in now
    ]


def _my_units(request: Request) -> list[tuple[str, str]]:
    names = organisation.unit_names(permissions.PROPOSE.units(request.actor))
    return sorted(((str(key), name) for key, name in names.items()), key=lambda one: one[1])


def _initial(version: VersionInfo, request: Request) -> dict[str, Any]:
    limit = duration_of(version.time_limit)
    mine = _my_units(request)
    return {
        "unit": mine[0][0] if len(mine) == 1 else "",
        "after.value": str(limit["value"]),
        "after.unit": limit["unit"],
        "papers": [],
        **{f"{name}_{when}": "0" for when in ("before", "after") for name in EFFORTS},
        "dossiers_a_year": "0",
        "reason": "",
        "legal_basis": "",
        "plain.time": "",
        "plain.needed": "",
        "effective_from": house_words.as_date(local_date(request.at)),
    }


def _propose(
    request: Request, version: VersionInfo, values: dict[str, Any]
) -> tuple[int | None, list[Fault]]:
    faults = list[Fault]()
    given = {"value": editor.number_of(values["after.value"]), "unit": values["after.unit"]}
    limit, day = limit_of(given), day_of(values["effective_from"])
    unit_id = next((UUID(key) for key, _n in _my_units(request) if key == values["unit"]), None)
    numbers = {
        name: _number(values[name], name, faults)
        for name in (*(f"{n}_{w}" for n in EFFORTS for w in ("before", "after")), "dossiers_a_year")
    }
    if limit is None:
        faults.append(Fault("after.value", _("A time limit is a number above 0 and a unit.")))
    if day is None:
        faults.append(Fault("effective_from", _("Write a day, such as 01/07/2025.")))
    if unit_id is None:
        faults.append(Fault("unit", _("Say which unit proposes it.")))
    if faults or limit is None or day is None or unit_id is None:
        return None, faults
    try:
        number = propose_shortening(
            actor=request.actor,
            code=version.code,
            unit_id=unit_id,
            limit=limit,
            papers=values["papers"],
            effort_before=_effort(numbers, "before"),
            effort_after=_effort(numbers, "after"),
            dossiers_a_year=int(numbers["dossiers_a_year"]),
            reason=values["reason"],
            legal_basis=values["legal_basis"],
            text=PlainText(
                time=plain.read({"time": values["plain.time"]}).time,
                needed=plain.read({"needed": values["plain.needed"]}).needed,
            ),
            effective_from=day,
            at=request.at,
        )
    except FaultyRecord as error:
        places = {"after": "after.value"}
        return None, [Fault(places.get(one.path, one.path), one.message) for one in error.faults]
    return number, []


def _number(text: str, name: str, faults: list[Fault]) -> Any:
    found = editor.number_of(text)
    whole = not name.startswith("hours")
    if found is None:
        return 0
    if isinstance(found, str) or found < 0 or (whole and not isinstance(found, int)):  # type: ignore[operator]
        said = _("Write a number, 0 or more.")
        faults.append(Fault(name, said))
        return 0
    return found


def _effort(numbers: dict[str, Any], when: str) -> Effort:
    return Effort(
        hours=Decimal(str(numbers[f"hours_{when}"])),
        trips=int(numbers[f"trips_{when}"]),
        dong=int(numbers[f"dong_{when}"]),
    )


def what_if(version: VersionInfo) -> str:
    """Return the address of the simulator, which shows what dossiers a change would have moved."""
    try:
        return f"{reverse('dossiers:what_if')}?procedure={version.code}"
    except NoReverseMatch:
        return ""
