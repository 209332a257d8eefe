"""A source is configured: where it is, what it is asked, where things stand in its answer."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid, NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries, use_cases
from ..errors import SourceIncomplete
from ..models import Source
from ..types import Origin, SensorInfo, SourceSettings
from . import shown
from .sources import KINDS

_TEXTS = ("address", "header", "sql", "rows", "series", "series_code", "unit", "day", "value")
_PARTS = 3  # of a line that names a sensor, at least


@access.needs(permissions.CONFIGURE)
def new(request: Request) -> HttpResponse:
    """Configure a new source."""
    kind = request.GET.get("kind", "")
    if kind not in [each.value for each in KINDS]:
        raise NotFound
    return _form(request, None, Origin(kind))


@access.needs(permissions.CONFIGURE)
def edit(request: Request, source_id: UUID) -> HttpResponse:
    """Configure a source otherwise."""
    found = queries.get_source(source_id)
    return _form(request, found, Origin(found.kind))


def _form(request: Request, found: Source | None, kind: Origin) -> HttpResponse:
    faults: Sequence[Fault] = ()
    typed = request.POST.dict() if request.method == "POST" else _as_typed(found)
    if request.method == "POST":
        try:
            source_id = _save(request, found, kind, typed)
            messages.success(request, _("The source is saved."))
            return redirect("connectors:source", source_id)
        except Invalid as refusal:
            faults = refusal.faults
    context = {
        "source": found,
        "kind": kind.value,
        "kind_label": kind.label,
        "typed": typed,
        "faults": faults,
        "errors": {fault.path: fault.message for fault in faults},
        "series": [(each.code, said.title) for each, said in queries.list_series()],
        "back": reverse("connectors:source", args=[found.id])
        if found
        else reverse("connectors:sources"),
    }
    return shown.page(request, "source_form", context, tab="sources")


def _as_typed(found: Source | None) -> dict[str, Any]:
    if found is None:
        return {"every_minutes": "60", "with_tls": True}
    by = found.to_settings()
    return {
        **{name: getattr(by, name) for name in (*_TEXTS, "weight")},
        "title": found.title,
        "every_minutes": str(found.every_minutes),
        "is_on": found.is_on,
        "with_tls": by.with_tls,
        "units": "\n".join(f"{name} = {code}" for name, code in by.units.items()),
        "sensors": "\n".join(
            f"{each.topic}; {each.series.code}; {each.unit.code}; {each.value}; {each.time}"
            for each in queries.list_sensors([found.id])
        ),
    }


def _save(request: Request, found: Source | None, kind: Origin, typed: Mapping[str, str]) -> UUID:
    faults: list[Fault] = []
    minutes, secret = typed.get("every_minutes", "60"), typed.get("secret", "")
    settings = SourceSettings(
        **{name: typed.get(name, "").strip() for name in (*_TEXTS, "weight")},
        units=_units(typed.get("units", ""), faults),
        with_tls=bool(typed.get("with_tls")),
    )
    sensors = _sensors(request, typed.get("sensors", ""), faults)
    if faults:
        raise SourceIncomplete(faults=tuple(faults))
    return use_cases.configure_source(
        actor=request.actor,
        source_id=found.id if found else None,
        title=typed.get("title", ""),
        kind=kind,
        settings=settings,
        sensors=sensors,
        secret="" if typed.get("forget_secret") else secret or None,
        every_minutes=int(minutes) if minutes.isdigit() else 0,
        is_on=bool(typed.get("is_on")),
        at=request.at,
    )


def _units(text: str, faults: list[Fault]) -> dict[str, str]:
    units = {}
    for line in filter(str.strip, text.splitlines()):
        name, sign, code = (part.strip() for part in line.partition("="))
        if not (name and sign and code):
            message = _("Write the name there, “=”, and the code of the unit here: %(line)s")
            faults.append(Fault("units", message % {"line": line.strip()[:40]}))
        units[name] = code
    return units


def _sensors(request: Request, text: str, faults: list[Fault]) -> list[SensorInfo]:
    series = {each.code: each.id for each, _said in queries.list_series()}
    units = {each.code: each.id for each in organisation.list_units(local_date(request.at))}
    found = []
    for line in filter(str.strip, text.splitlines()):
        parts = [part.strip() for part in line.split(";")]
        topic, code, unit, value, time = (*parts, *[""] * 5)[:5]
        if len(parts) < _PARTS or not topic or code not in series or unit not in units:
            message = _("Topic; code of the series; code of the unit – this line has not: %(line)s")
            faults.append(Fault("sensors", message % {"line": line.strip()[:60]}))
            continue
        found.append(
            SensorInfo(
                topic=topic, series_id=series[code], unit_id=units[unit], value=value, time=time
            )
        )
    return found
