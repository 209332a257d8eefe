"""Values typed by hand, unit by unit and period by period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid, NotPermitted
from motcua.foundation.http import Request
from motcua.foundation.ids import uuid7
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries, rules, use_cases
from ..queries import Grid
from ..types import Given, Origin, Slot, Taken, Whence
from . import shown


@dataclass(kw_only=True)
class _Typed:
    """What was typed into a grid: values to give, and what is wrong, by the name of the box."""

    given: dict[str, Given] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def _places(grid: Grid) -> Iterator[tuple[str, organisation.UnitInfo, Slot]]:
    for unit in grid.units:
        for slot in grid.slots:
            yield f"{unit.code}_{slot.last}", unit, slot


@access.needs(permissions.ENTER)
def enter(request: Request, code: str) -> HttpResponse:
    """Type values; every fault stands at its box, and nothing typed is lost."""
    found = queries.get_described(code)
    grid = queries.grid_to_fill(actor=request.actor, series=found.series, on=local_date(request.at))
    if not grid.units:
        raise NotPermitted
    typed, reason_fault = _Typed(), ""
    if request.method == "POST":
        typed = _read(grid, request.POST)
        taken, reason_fault = _save(request, found.now.title, typed)
        if taken is not None:
            messages.success(request, said_of(taken))
            return redirect("connectors:series", code)
    context = {
        "series": found.series,
        "said": found.now,
        "heads": [rules.label_of(slot, grid.every) for slot in grid.slots],
        "lines": _lines(grid, request.POST, typed.faults),
        "faults": [Fault(name, text) for name, text in typed.faults.items()]
        + ([Fault("reason", reason_fault)] if reason_fault else []),
        "reason": request.POST.get("reason", ""),
        "reason_fault": reason_fault,
        "key": request.POST.get("key") or str(uuid7()),
        "decimals": found.series.scale,
    }
    return shown.page(request, "enter", context, tab="series")


def _read(grid: Grid, post: Mapping[str, str]) -> _Typed:
    """Read the boxes that were changed; a box that was emptied takes its value back."""
    typed, scale = _Typed(), grid.series.scale
    for name, unit, slot in _places(grid):
        text = str(post.get(name, "")).strip()
        if name not in post or text == post.get(f"was_{name}", ""):
            continue
        try:
            value = rules.read_typed(text, scale) if text else None
        except ValueError as error:
            typed.faults[name] = queries.number_fault(error, text, scale)
            continue
        typed.given[name] = Given(
            series_id=grid.series.id, unit_id=unit.id, day=slot.last, value=value
        )
    return typed


def _save(request: Request, title: str, typed: _Typed) -> tuple[Taken | None, str]:
    """Give the values; return what became of them, or None and what the reason lacks."""
    if typed.faults:
        return None, ""
    given = request.POST
    whence = Whence(
        key=f"hand:{request.actor.account_id}:{given.get('key', '')}",
        origin=Origin.HAND,
        name=title,
        reason=given.get("reason", ""),
    )
    try:
        taken = use_cases.record_readings(
            actor=request.actor, given=list(typed.given.values()), whence=whence, at=request.at
        )
    except Invalid as refusal:
        by_place = {
            f"{each.series_id}.{each.unit_id}.{each.day}": name
            for name, each in typed.given.items()
        }
        said = {by_place.get(fault.path, fault.path): fault.message for fault in refusal.faults}
        reason_fault = said.pop("reason", "")
        typed.faults.update(said)
        return None, reason_fault
    return taken, ""


def said_of(taken: Taken) -> str:
    """Return what became of values, in words."""
    saved = taken.new + taken.corrected
    if not saved:
        return _("Nothing was changed: these values are there already.")
    return ngettext("%(count)s value is saved.", "%(count)s values are saved.", saved) % {
        "count": saved
    }


def _lines(grid: Grid, post: Mapping[str, str], faults: Mapping[str, str]) -> list[dict[str, Any]]:
    boxes: dict[str, list[dict[str, Any]]] = {}
    for name, unit, slot in _places(grid):
        kept = grid.text(unit, slot)
        period = rules.label_of(slot, grid.every)
        boxes.setdefault(unit.code, []).append(
            {
                "name": name,
                "text": post.get(name, kept),
                "was": post.get(f"was_{name}", kept),
                "fault": faults.get(name, ""),
                "label": f"{unit.short_name or unit.name}, {period}",
                "period": period,
            }
        )
    return [
        {"title": unit.short_name or unit.name, "boxes": boxes[unit.code]} for unit in grid.units
    ]
