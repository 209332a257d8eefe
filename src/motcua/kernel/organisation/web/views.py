"""The organisation, its calendar, and when something would be due."""

from calendar import monthrange
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.places import api as places

from .. import permissions, queries
from ..types import UnitKind
from . import tables
from .forms import DueForm

MONTHS_OF_A_YEAR = 12


@access.official
def tree(request: Request) -> HttpResponse:
    """Show who stands where."""
    units = queries.list_units(local_date(request.at))
    return render(request, "organisation/tree.html", {"branches": tables.branches(units)})


@access.official
def unit(request: Request, unit_id: UUID) -> HttpResponse:
    """Show a unit, its posts, and the units below it."""
    found = queries.get_unit(unit_id)
    today = local_date(request.at)
    below = [each for each in queries.list_units(today, below=unit_id) if each.parent_id == unit_id]
    area = places.full_name(places.get_area(found.area_id)) if found.area_id else ""
    context = {
        "unit": found,
        "facts": tables.facts(found, area=area),
        "post_head": tables.POST_HEAD,
        "posts": tables.posts(queries.list_posts([unit_id], at=request.at)),
        "unit_head": tables.UNIT_HEAD,
        "groups": tables.groups(below),
        "above": queries.get_unit(found.parent_id) if found.parent_id else None,
    }
    return render(request, "organisation/unit.html", context)


@access.official
def calendar(request: Request) -> HttpResponse:
    """Show a month, and the days of its year that are not ordinary."""
    today = local_date(request.at)
    first = _month(request.GET.get("month", "")) or today.replace(day=1)
    unit_id, scopes = _scope(request)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    year = queries.list_days(
        unit_id, first=date(first.year, 1, 1), last=date(first.year, MONTHS_OF_A_YEAR, 31)
    )
    days = [day for day in year if first <= day.day <= last]
    context = {
        "first": first,
        "weeks": tables.weeks(days, today=today),
        "weekdays": tables.weekdays(),
        "before": _address(first - timedelta(days=1), unit_id),
        "after": _address(last + timedelta(days=1), unit_id),
        "month_value": f"{first:%m/%Y}",
        "scopes": scopes,
        "scope": str(unit_id or ""),
        "special_head": tables.SPECIAL_HEAD,
        "special": tables.special([day for day in year if day.is_special]),
        "year": first.year,
        "may_change": permissions.MANAGE.held_by(request.actor),
        "states": tables.DAY_STATES,
    }
    return render(request, "organisation/calendar.html", context)


def _month(text: str) -> date | None:
    """Read ``2024-02`` or ``02/2024``."""
    month, slash, year = text.strip().partition("/")
    try:
        return date(int(year), int(month), 1) if slash else date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _scope(request: Request) -> tuple[UUID | None, list[tuple[str, str]]]:
    """Return the unit whose calendar is asked for, and the calendars that may be chosen."""
    own = request.actor.unit_ids | permissions.MANAGE.units(request.actor)
    units = queries.authorities_of(own)
    names = [(str(each.id), each.name) for each in units]
    asked = request.GET.get("unit")
    if asked is None:
        return (units[0].id if units else None), names
    return next((each.id for each in units if str(each.id) == asked), None), names


def _address(day: date, unit_id: UUID | None) -> str:
    query = urlencode({"unit": str(unit_id or ""), "month": f"{day:%Y-%m}"})
    return f"{reverse('organisation:calendar')}?{query}"


@access.public
def when_due(request: Request) -> HttpResponse:
    """Tell when something would be due, and how that is counted."""
    units = queries.list_units(local_date(request.at), kind=UnitKind.AUTHORITY)
    form = DueForm(request.GET or None, units=units, initial=tables.now(request.at))
    found = None
    if form.is_valid():
        code = form.cleaned_data["unit"]
        unit_id = next((each.id for each in units if each.code == code), None)
        found = queries.explain_due(
            unit_id=unit_id, start=form.start, limit=form.cleaned_data["limit"]
        )
    context = {"form": form, "found": found, "rows": tables.lines(found)}
    return render(request, "organisation/when_due.html", context)
