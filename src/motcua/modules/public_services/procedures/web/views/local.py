"""What wards do differently: their pages, the overview, and the form."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation import access
from motcua.foundation.errors import Conflict, Fault, NotPermitted
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from ... import permissions
from ...errors import FaultyRecord
from ...queries import catalogue, finding, shelf, units
from ...rules import plain
from ...rules.records import duration_of
from ...rules.rows import limit_of
from ...types import Override, VersionInfo
from ...use_cases.local import override_procedure
from .. import editor
from ..words import local_lines

TEXTS = ("place", "opening_hours", "contact", "note")


@access.needs(permissions.OVERRIDE, permissions.MANAGE)
@require_safe
def differences(request: Request) -> HttpResponse:
    """Show what every ward does differently from the catalogue that it inherits."""
    on = local_date(request.at)
    with shelf.held():
        wards = {one.id: one for one in units.list_wards(on)}
        chosen = request.GET.get("unit", "")
        lines = [
            (wards[one.unit_id], one, version)
            for one in catalogue.list_overrides()
            if one.unit_id in wards
            and chosen in ("", wards[one.unit_id].code)
            and (version := catalogue.find_version(one.code, on)) is not None
        ]
        lines.sort(key=lambda line: (line[0].name, line[2].name))
        context = {
            "rows": [_row(ward, one, version) for ward, one, version in lines],
            "head": [
                _("Ward"),
                _("Procedure"),
                _("Part"),
                _("Inherited"),
                _("In this ward"),
                _("Since"),
            ],
            "units": [(one.code, one.name) for one in wards.values()],
            "chosen": chosen,
            "own": _own(request, wards),
            "count": len(lines),
        }
        return render(request, "procedures/differences.html", context)


def _own(request: Request, wards: dict[UUID, organisation.UnitInfo]) -> list[dict[str, str]]:
    """Return the wards for which the reader may say something."""
    every = units.holds_for_all(permissions.MANAGE, request.actor)
    mine = permissions.OVERRIDE.units(request.actor)
    return [
        {"name": one.name, "href": f"{reverse('procedures:ward', args=[one.code])}"}
        for one in wards.values()
        if every or one.id in mine
    ]


def _row(ward: organisation.UnitInfo, one: Override, version: VersionInfo) -> dict[str, Any]:
    parts = local_lines(one, version)
    return {
        "ward": ward.name,
        "procedure": version.name,
        "href": reverse("procedures:local", args=[version.code, ward.code]),
        "parts": parts,
        "since": one.recorded_at,
        "by": one.recorded_by,
    }


@access.needs(permissions.OVERRIDE, permissions.MANAGE)
@require_safe
def ward(request: Request, unit_code: str) -> HttpResponse:
    """List the procedures that a ward inherits, to say what it does differently."""
    on = local_date(request.at)
    unit = _ward(unit_code, request)
    question = request.GET.get("q", "").strip()
    with shelf.held():
        served = [one for one in catalogue.list_procedures(on=on) if units.serves(unit, one)]
        if question:
            from_search = {one.code for one in _found(question, on)}
            served = [one for one in served if one.code in from_search]
        own = {one.code for one in catalogue.list_overrides() if one.unit_id == unit.id}
        served.sort(key=lambda one: (one.code not in own, one.field, one.name))
        context = {
            "unit": unit,
            "question": question,
            "head": [_("Code"), _("Name of the procedure"), _("Field of work"), _("In this ward")],
            "rows": [
                [
                    {
                        "text": one.code,
                        "href": reverse("procedures:local", args=[one.code, unit.code]),
                    },
                    one.name,
                    one.field,
                    _("differs") if one.code in own else _("as inherited"),
                ]
                for one in served[:200]
            ],
            "count": len(served),
        }
        return render(request, "procedures/ward.html", context)


def _found(question: str, on: Any) -> tuple[VersionInfo, ...]:
    return finding.find_procedures(question, on=on, limit=60)


def _ward(unit_code: str, request: Request) -> organisation.UnitInfo:
    found = units.find_authority(unit_code, local_date(request.at))
    if found is None or found.level != organisation.Level.WARD:
        raise Http404
    if not units.may_override(request.actor, found.id):
        raise NotPermitted
    return found


@access.needs(permissions.OVERRIDE, permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def local(request: Request, code: str, unit_code: str) -> HttpResponse:
    """Say what a ward does differently: place, hours, contact, a shorter time limit, notes."""
    unit = _ward(unit_code, request)
    version = catalogue.get_version(code, local_date(request.at))
    known = catalogue.find_override(code, unit.id)
    values, faults, refused = _values(known), list[Fault](), ""
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in values}
        if "forget" in request.POST:
            values = dict.fromkeys(values, "")
        override, faults = _override(code, unit.id, values)
        if not faults:
            try:
                override_procedure(actor=request.actor, override=override, at=request.at)
            except FaultyRecord as error:
                faults = [Fault(_place(one.path), one.message) for one in error.faults]
            except Conflict as error:
                refused = str(error)
            else:
                messages.success(request, _("The page of the ward says so from now on."))
                return redirect("procedures:procedure_at", code, unit_code)
    context = {
        "unit": unit,
        "version": version,
        "known": known,
        "faults": faults,
        "refused": refused,
        "fields": _fields(values, faults),
        "inherited": organisation.limit_in_words(version.time_limit),
    }
    status = 409 if refused else 422 if faults else 200
    return render(request, "procedures/local.html", context, status=status)


def _place(path: str) -> str:
    return "time.value" if path == "time" else path


def _values(known: Override | None) -> dict[str, str]:
    limit = duration_of(known.time_limit) if known and known.time_limit else {}
    return {
        **{name: getattr(known, name) if known else "" for name in TEXTS},
        "time.value": str(limit.get("value", "")).replace(".", ","),
        "time.unit": str(limit.get("unit", "")),
    }


def _override(code: str, unit_id: UUID, values: dict[str, str]) -> tuple[Override, list[Fault]]:
    texts: dict[str, Any] = {name: plain.read({"needed": values[name]}).needed for name in TEXTS}
    faults, limit = list[Fault](), None
    if values["time.value"].strip() or values["time.unit"]:
        given = {"value": editor.number_of(values["time.value"]), "unit": values["time.unit"]}
        limit = limit_of(given)
        if limit is None:
            said = _("A time limit is a number above 0 and a unit.")
            faults.append(Fault("time.value", said))
    return Override(code=code, unit_id=unit_id, time_limit=limit, **texts), faults


def _fields(values: dict[str, str], faults: list[Fault]) -> list[dict[str, Any]]:
    wrong = {one.path: one.message for one in faults}
    labels = {
        "place": _("Where to go in this ward"),
        "opening_hours": _("When it is open"),
        "contact": _("Whom to ask"),
        "note": _("Good to know in this ward"),
    }
    texts = [
        {
            "type": "textarea",
            "rows": 2,
            "name": name,
            "label": label,
            "value": values[name],
            "error": wrong.get(name, ""),
        }
        for name, label in labels.items()
    ]
    limit = editor.limit_fields(
        "time",
        _("Shorter time limit"),
        values["time.value"],
        values["time.unit"],
        wrong.get("time.value", ""),
    )
    return [*texts[:3], *limit, texts[3]]
