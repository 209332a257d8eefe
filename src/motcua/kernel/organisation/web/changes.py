"""Where the calendar is changed: a day, a whole year, the working week from a day on."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date

from .. import permissions, queries
from ..errors import ImpossibleCalendar
from ..queries.calendar import read_segments
from ..types import CalendarDraft, DayKind, DayRule, Hours, Segments
from . import tables, years
from .drafting import Drafting, Scopes, go_on, shown
from .forms import DAY_NAMES, DayForm, HoursForm
from .forms import Hours as TypedHours

FIRST_YEAR, LAST_YEAR = 2000, 2100


def address(day: date, scope: str) -> str:
    """Return the page of the calendar that shows a day."""
    unit = "" if scope == "all" else scope
    query = urlencode({"unit": unit, "month": f"{day:%Y-%m}"})
    return f"{reverse('organisation:calendar')}?{query}"


def segments_of(typed: TypedHours | None) -> Segments | None:
    """Read hours as typed.

    Raises:
        ImpossibleCalendar: They overlap or end before they begin.
    """
    if typed is None:
        return None
    try:
        return read_segments(typed)
    except ValueError as error:
        raise ImpossibleCalendar(reason=str(error)) from error


@access.needs(permissions.MANAGE)
def change_day(request: Request, day: str) -> HttpResponse:
    """Say what a day is, or take that back, after seeing what moves."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise NotFound from None
    scopes = Scopes.of(request)
    form = DayForm(
        request.POST or None,
        units=scopes.units,
        everybody=scopes.everybody,
        initial={"scope": scopes.chosen, "kind": DayKind.HOLIDAY},
    )
    forget = "forget" in request.POST
    round_ = Drafting()
    if request.method == "POST" and form.is_valid():
        basis = form.cleaned_data["legal_basis"]
        round_ = go_on(request, lambda: _day_draft(form, on, forget=forget), legal_basis=basis)
    if round_.done:
        return redirect(address(on, scopes.chosen))
    context = {
        "day": on,
        "form": form,
        "forget": forget,
        "now": tables.facts_of_day(queries.list_days(scopes.unit_id, first=on, last=on)[0]),
        "history_head": tables.HISTORY_HEAD,
        "history": tables.history(queries.day_history(on, scopes.unit_id)),
        "back": address(on, scopes.chosen),
        "round": round_.context,
    }
    return render(request, "organisation/change_day.html", context, status=round_.status)


def _day_draft(form: DayForm, on: date, *, forget: bool) -> CalendarDraft:
    if forget:
        return CalendarDraft(unit_id=form.unit_id, forgotten=(on,))
    given = form.cleaned_data
    rule = DayRule(
        day=on,
        kind=DayKind(given["kind"]),
        name=given["name"],
        segments=segments_of(given["hours"]),
        legal_basis=given["legal_basis"].strip(),
    )
    return CalendarDraft(unit_id=form.unit_id, days=(rule,))


@access.needs(permissions.MANAGE)
def change_year(request: Request, year: int) -> HttpResponse:
    """Edit the days of a year that are not ordinary, in a table or pasted from a notice."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotFound
    scopes = Scopes.of(request)
    said = queries.rules_of_year(scopes.unit_id, year)
    typed = years.read(request.POST, year) if request.method == "POST" else years.show(said)
    basis = request.POST.get("legal_basis", "")
    is_whole = "complete" in request.POST and scopes.unit_id is None
    round_ = Drafting(faults=typed.faults)
    if request.method == "POST" and not typed.faults and "show" not in request.POST:
        round_ = go_on(
            request,
            lambda: typed.draft(scopes.unit_id, said, legal_basis=basis.strip()),
            legal_basis=basis,
            complete_until=date(year, 12, 31) if is_whole else None,
        )
    if round_.done:
        return redirect(address(date(year, 1, 1), scopes.chosen))
    context = {
        "year": year,
        "before": f"{reverse('organisation:change_year', args=[year - 1])}?unit={scopes.chosen}",
        "after": f"{reverse('organisation:change_year', args=[year + 1])}?unit={scopes.chosen}",
        "scopes": scopes.options,
        "scope": scopes.chosen,
        "rows": typed.with_blanks(),
        "kinds": years.kinds(),
        "pasted": typed.pasted,
        "legal_basis": basis,
        "complete": is_whole,
        "may_complete": scopes.everybody,
        "round": round_.context,
        "back": address(date(year, 1, 1), scopes.chosen),
    }
    return render(request, "organisation/change_year.html", context, status=round_.status)


@access.needs(permissions.MANAGE)
def change_hours(request: Request) -> HttpResponse:
    """Set the working week from a day on, after seeing what moves."""
    scopes = Scopes.of(request)
    today = local_date(request.at)
    in_force = queries.hours_on(scopes.unit_id, today)
    form = HoursForm(
        request.POST or None,
        units=scopes.units,
        everybody=scopes.everybody,
        initial={"scope": scopes.chosen, **tables.typed_hours(in_force)},
    )
    round_ = Drafting()
    if request.method == "POST" and form.is_valid():
        basis = form.cleaned_data["legal_basis"]
        round_ = go_on(request, lambda: _hours_draft(form), legal_basis=basis)
    if round_.done:
        return redirect(f"{reverse('organisation:change_hours')}?unit={scopes.chosen}")
    context: dict[str, Any] = {
        "form": form,
        "days": [form[name] for name in DAY_NAMES],
        "history_head": tables.HOURS_HEAD,
        "history": tables.hours_history(queries.hours_history(scopes.unit_id)),
        "back": address(today, scopes.chosen),
        "round": round_.context,
    }
    return render(request, "organisation/change_hours.html", context, status=round_.status)


def _hours_draft(form: HoursForm) -> CalendarDraft:
    given = form.cleaned_data
    hours = Hours(
        valid_from=given["valid_from"],
        week=tuple(segments_of(given[name] or []) or () for name in DAY_NAMES),
        same_day_cut_off=given["cut_off"],
        legal_basis=given["legal_basis"].strip(),
    )
    return CalendarDraft(unit_id=form.unit_id, hours=hours)


@access.needs(permissions.MANAGE)
def simulation(request: Request, simulation_id: UUID) -> HttpResponse:
    """Show how far the count of a change is: a part of its page, asked for again and again."""
    found = queries.get_simulation(actor=request.actor, simulation_id=simulation_id)
    answer = render(request, "organisation/simulation.html", shown(found))
    if not found.is_under_way:
        answer["Poll-Ended"] = "1"
    return answer
