"""Lists of the counter and the books: reception, results to hand over, search, the register."""

from calendar import monthrange
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from ... import permissions, queries, rules
from ...types import FormNumber, State
from ..distance import Distances
from ..states import STATES
from . import rows
from .inbox import desk, desk_items

PAGE = 50
FEW = 8


@access.needs(permissions.RECEIVE)
def reception(request: Request) -> HttpResponse:
    """Show what waits for reception, the longest waiting first."""
    found = queries.list_waiting(
        actor=request.actor,
        after=queries.ReceptionPlace.parse(request.GET.get("after", "")),
        limit=PAGE + 1,
    )
    more, found = len(found) > PAGE, found[:PAGE]
    dues = rows.Dues(Distances.of_units({each.unit_id for each in found}, request.at))
    drawn = [
        rows.Row(
            each.code,
            each.person_name,
            each.procedure_title,
            each.get_channel_display(),
            "",
            dues.promise(each.unit_id, each.answer_by),
        )
        for each in found
    ]
    last = found[-1] if more else None
    context = {
        "side": True,
        "desk": desk_items(desk(request), "reception"),
        "rows": rows.draw(drawn, label=_("Reception")) if drawn else "",
        "next": str(queries.ReceptionPlace(last.submitted_at, last.id)) if last else "",
        "keys": rows.draw_keys(),
        "title": _("Reception"),
        "empty": _("Nothing waits for reception."),
        "hint": _("Dossiers sent online appear here. Somebody at the counter? Enter it for him."),
    }
    return render(request, "dossiers/workspace/desk.html", context)


@access.needs(permissions.ISSUE)
def ready(request: Request) -> HttpResponse:
    """Show the results that lie ready to be handed over; find one by its code or a scan."""
    text = request.GET.get("q", "")
    if text and (found := queries.find_by_code(actor=request.actor, text=text)):
        return redirect("dossiers:case", code=found.code)
    dues = rows.Dues(Distances.of_units(set(), request.at))
    drawn = []
    for each in queries.list_ready(actor=request.actor):
        finished = words.as_instant(each.dossier.finished_at) if each.dossier.finished_at else ""
        drawn.append(
            rows.Row(
                each.code,
                each.person_name,
                each.procedure_title,
                each.get_result_way_display(),
                "",
                dues.word("good", "check-circle", finished),
            )
        )
    context = {
        "side": True,
        "desk": desk_items(desk(request), "ready"),
        "rows": rows.draw(drawn, label=_("Results to hand over")) if drawn else "",
        "find": True,
        "typed": text,
        "unknown": bool(text),
        "searched": {"data-search": ""},
        "keys": rows.draw_keys(),
        "title": _("Results to hand over"),
        "empty": _("No result waits to be fetched."),
        "hint": _("Signed results on paper appear here until somebody fetches them."),
    }
    return render(request, "dossiers/workspace/desk.html", context)


@access.needs(*permissions.ANY_VIEW)
def search(request: Request) -> HttpResponse:
    """Search the dossiers that the reader may see."""
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    found = queries.search_dossiers(
        actor=request.actor, text=text, state=State(state) if state in State.values else None
    )
    context = {
        "q": text,
        "state": state,
        "states": [("", _("All")), *State.choices],
        "STATES": STATES,
        "found": found,
    }
    return render(request, "dossiers/workspace/search.html", context)


@access.needs(*permissions.ANY_VIEW)
def go(request: Request) -> HttpResponse:
    """Suggest dossiers for the dialog that goes anywhere, as a fragment."""
    text = request.GET.get("q", "").strip()
    found = queries.search_dossiers(actor=request.actor, text=text, limit=FEW) if text else []
    return render(request, "dossiers/workspace/go.html", {"found": found})


def _register_of(request: Request) -> tuple[organisation.UnitInfo, date, date, str]:
    units = frozenset().union(*(each.units(request.actor) for each in permissions.ANY_VIEW))
    on = local_date(request.at)
    own = [
        unit
        for unit in organisation.list_units(on=on, kind=organisation.UnitKind.AUTHORITY)
        if unit.id in units
    ]
    chosen = request.GET.get("unit", "")
    unit = next((each for each in own if str(each.id) == chosen), own[0] if own else None)
    if unit is None:
        raise NotFound
    month = request.GET.get("month", "") or f"{on:%Y-%m}"
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        first = on.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return unit, first, last, f"{first:%m/%Y}"


@access.needs(*permissions.ANY_VIEW)
def register(request: Request) -> HttpResponse:
    """Show form 07, the register of a unit and month."""
    unit, first, last, period = _register_of(request)
    found = queries.list_register(actor=request.actor, unit_id=unit.id, first=first, last=last)
    lines = [
        [
            {"text": serial, "numeric": True},
            {"text": each.code, "href": reverse("dossiers:case", args=[each.code])},
            each.procedure_title,
            each.person_name,
            words.as_instant(each.dossier.accepted_at),
            words.as_instant(each.dossier.due_at),
            words.as_instant(each.dossier.finished_at) if each.dossier.finished_at else "",
            words.as_instant(each.dossier.returned_at) if each.dossier.returned_at else "",
        ]
        for serial, each in enumerate(found[:500], start=1)
    ]
    context = {
        "unit": unit,
        "period": period,
        "month": f"{first:%Y-%m}",
        "sheets": [
            rules.form_sheet(circular, FormNumber.REGISTER)
            for circular, _first, _last in rules.by_circular(first, last)
        ],
        "rows": lines,
        "heads": [
            _("Row"),
            _("Code"),
            _("Procedure"),
            _("Applicant"),
            _("Accepted"),
            _("Promised"),
            _("Ready"),
            _("Handed over"),
        ],
    }
    return render(request, "dossiers/workspace/register.html", context)


@access.needs(*permissions.ANY_VIEW)
def register_pdf(request: Request) -> HttpResponse:
    """Give the register as PDF: one book for each circular, in the month in which they changed."""
    unit, first, last, period = _register_of(request)
    parts = {circular: days for circular, *days in rules.by_circular(first, last)}
    first, last = parts.get(request.GET.get("circular", ""), [*parts.values()][-1])
    pdf = queries.draw_register(
        actor=request.actor,
        unit_id=unit.id,
        first=first,
        last=last,
        period=f"Tháng {period}",
        at=request.at,
    )
    return HttpResponse(pdf, content_type="application/pdf")
