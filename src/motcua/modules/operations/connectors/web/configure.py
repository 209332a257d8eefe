"""Series are defined on pages: what they mean, which units have values, what is to be reached."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.text import fold
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries, rules, use_cases
from ..errors import SeriesIncomplete
from ..models import Series
from ..queries import Described
from ..types import FINEST, LONGEST_CODE, Direction, Every, Formula, Kind, Target
from . import shown

_DAYS = {Every.DAY: 2, Every.MONTH: 15, Every.QUARTER: 20, Every.YEAR: 45}
_MOST_DAYS = 400


@access.needs(permissions.CONFIGURE)
def new(request: Request) -> HttpResponse:
    """Define a series."""
    faults: Sequence[Fault] = ()
    typed = request.POST.dict() if request.method == "POST" else {"late_days": "15"}
    if request.method == "POST":
        try:
            series_id = _define(request, typed)
            code = Series.objects.get(id=series_id).code
            messages.success(request, _("The series is defined. Now choose its units."))
            return redirect("connectors:arrange_series", code)
        except Invalid as refusal:
            faults = refusal.faults
    return _form(request, typed, faults, None)


def _define(request: Request, typed: Mapping[str, str]) -> UUID:
    formula, faults = _formula(typed)
    since = words.read_date(typed.get("since", ""))
    if since is None:
        faults.append(Fault("since", _("Write a day such as 01/01/2026.")))
    kind, every = typed.get("kind", ""), typed.get("every", "")
    if kind not in Kind.values:
        faults.append(Fault("kind", _("Choose one.")))
    if every not in Every.values:
        faults.append(Fault("every", _("Choose one.")))
    if not typed.get("measured_in", "").strip():
        faults.append(Fault("measured_in", _("Say what the values are measured in.")))
    if formula is None or since is None or faults:
        raise SeriesIncomplete(faults=tuple(faults))
    scale = typed.get("scale", "")
    return use_cases.define_series(
        actor=request.actor,
        code=_code(typed),
        kind=Kind(kind),
        every=Every(every),
        measured_in=typed["measured_in"],
        scale=int(scale) if scale.isdigit() else 0,
        formula=formula,
        since=since,
        at=request.at,
    )


def _code(typed: Mapping[str, str]) -> str:
    """Return the code that was typed, else one made of the title."""
    return slugify(fold(typed.get("code") or typed.get("title", "")))[:LONGEST_CODE] or "series"


def _formula(typed: Mapping[str, str]) -> tuple[Formula | None, list[Fault]]:
    faults = []
    keeper_id, days = read_uuid(typed.get("keeper", "")), typed.get("late_days", "")
    if keeper_id is None:
        faults.append(Fault("keeper", _("Choose the unit that answers for the values.")))
    if not days.isdigit() or int(days) > _MOST_DAYS:
        faults.append(Fault("late_days", _("Write a number of days, at most 400.")))
    wanted = {"title": _("Give the series a name."), "meaning": _("Say what is counted.")}
    wanted["source"] = _("Say where the values come from.")
    faults += [
        Fault(name, message) for name, message in wanted.items() if not typed.get(name, "").strip()
    ]
    if faults or keeper_id is None:
        return None, faults
    direction = typed.get("direction", "")
    return Formula(
        title=typed["title"],
        meaning=typed["meaning"],
        formula=typed.get("formula", ""),
        source=typed["source"],
        direction=Direction(direction) if direction in Direction.values else Direction.NONE,
        keeper_id=keeper_id,
        contact=typed.get("contact", ""),
        late_days=int(days),
    ), []


@access.needs(permissions.CONFIGURE)
def edit(request: Request, code: str) -> HttpResponse:
    """Describe a series otherwise, from a day on."""
    found = queries.get_described(code)
    faults: Sequence[Fault] = ()
    typed = request.POST.dict() if request.method == "POST" else _as_typed(found, request)
    if request.method == "POST":
        try:
            formula, wrong = _formula(typed)
            since = words.read_date(typed.get("since", ""))
            if since is None:
                wrong.append(Fault("since", _("Write a day such as 01/01/2026.")))
            if formula is None or since is None or wrong:
                raise SeriesIncomplete(faults=tuple(wrong))
            use_cases.redescribe_series(
                actor=request.actor,
                series_id=found.series.id,
                formula=formula,
                since=since,
                at=request.at,
            )
            messages.success(request, _("The new description holds from that day on."))
            return redirect("connectors:series", code)
        except Invalid as refusal:
            faults = refusal.faults
    return _form(request, typed, faults, found)


def _as_typed(found: Described, request: Request) -> dict[str, str]:
    said = found.now
    return {
        "title": said.title,
        "meaning": said.meaning,
        "formula": said.formula,
        "source": said.source,
        "direction": said.direction.value,
        "keeper": str(said.keeper_id),
        "contact": said.contact,
        "late_days": str(said.late_days),
        "since": words.as_date(local_date(request.at)),
    }


def _form(
    request: Request,
    typed: Mapping[str, str],
    faults: Sequence[Fault],
    found: Described | None,
) -> HttpResponse:
    units = organisation.list_units(local_date(request.at))
    context = {
        "found": found,
        "typed": typed,
        "faults": faults,
        "errors": {fault.path: fault.message for fault in faults},
        "kinds": Kind.choices,
        "everies": Every.choices,
        "directions": Direction.choices,
        "scales": [(str(each), str(each)) for each in range(FINEST + 1)],
        "units": [(str(each.id), each.name) for each in units],
        "back": reverse("connectors:series", args=[found.series.code])
        if found
        else reverse("connectors:series_list"),
    }
    return shown.page(request, "series_form", context, tab="series")


@access.needs(permissions.CONFIGURE)
def arrange(request: Request, code: str) -> HttpResponse:
    """Choose the units that have values, their weights, and the targets of the years."""
    found = queries.get_described(code)
    faults: Sequence[Fault] = ()
    if request.method == "POST":
        try:
            units, targets = _arranged(request.POST, found.series)
            use_cases.arrange_series(
                actor=request.actor,
                series_id=found.series.id,
                units=units,
                targets=targets,
                at=request.at,
            )
            messages.success(request, _("Units and targets are saved."))
            return redirect("connectors:series", code)
        except Invalid as refusal:
            faults = refusal.faults
    context = {
        "found": found,
        "is_flow": found.series.kind == Kind.FLOW,
        "faults": faults,
        "errors": {fault.path: fault.message for fault in faults},
        "units": _units(request, found.series),
        "years": _years(request, found),
    }
    return shown.page(request, "series_units", context, tab="series")


def _arranged(post: Any, series: Series) -> tuple[dict[UUID, int], list[Target]]:
    faults: list[Fault] = []
    units: dict[UUID, int] = {}
    for text in post.getlist("unit"):
        weight = post.get(f"weight_{text}", "1").strip() or "1"
        if not weight.isdigit() or not 0 < int(weight) < 10**9:
            faults.append(Fault(f"weight_{text}", _("A weight is a whole number above 0.")))
        elif unit_id := read_uuid(text):
            units[unit_id] = int(weight)
    targets = []
    for year in post.getlist("year"):
        value = _number(post, f"target_{year}", series, faults)
        alarm = _number(post, f"alarm_{year}", series, faults)
        if value is not None and year.isdigit():
            targets.append(Target(year=int(year), value=value, alarm=alarm))
    if faults:
        raise SeriesIncomplete(faults=tuple(faults))
    return units, targets


def _number(post: Any, name: str, series: Series, faults: list[Fault]) -> int | None:
    text = post.get(name, "").strip()
    try:
        return rules.read_typed(text, series.scale) if text else None
    except ValueError as error:
        faults.append(Fault(name, queries.number_fault(error, text, series.scale)))
        return None


def _units(request: Request, series: Series) -> list[dict[str, Any]]:
    kept = {str(unit): weight for unit, weight in series.units.values_list("unit_id", "weight")}
    chosen = set(request.POST.getlist("unit") if request.method == "POST" else kept)
    return [
        {
            "id": str(each.id),
            "name": each.name,
            "chosen": str(each.id) in chosen,
            "weight": request.POST.get(f"weight_{each.id}", str(kept.get(str(each.id), 1))),
        }
        for each in organisation.list_units(local_date(request.at))
    ]


def _years(request: Request, found: Described) -> list[dict[str, Any]]:
    this, scale = local_date(request.at).year, found.series.scale
    kept = {each.year: each for each in found.targets}
    years = []
    for year in sorted({*kept, this - 1, this, this + 1}):
        target = kept.get(year)
        texts = {"target": "", "alarm": ""}
        if target is not None:
            texts = {
                "target": rules.as_typed(target.value, scale),
                "alarm": rules.as_typed(target.alarm, scale),
            }
        with suppress(KeyError):
            texts |= {name: request.POST[f"{name}_{year}"] for name in texts}
        years.append({"year": str(year), **texts})
    return years
