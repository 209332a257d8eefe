"""Lists of incoming documents: what waits, the register and the follow-up book, figures."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.kernel.organisation import api as organisation
from motcua.kernel.search import api as search
from motcua.ui import words
from motcua.ui.asked import asked_page, asked_year

from .. import permissions, queries
from ..models import Document
from ..types import State
from . import shown

_SHOWN = 100
_PAGE = 50
_MAIL = 5


@access.needs(permissions.HANDLE)
def inbox(request: Request) -> HttpResponse:
    """Show what waits at the reader's desk, the most urgent first."""
    names = queries.kind_names()
    receives = permissions.RECEIVE.held_by(request.actor)
    lists: dict[str, QuerySet[Document]] = {
        "waiting": queries.list_waiting(actor=request.actor),
        "to_support": queries.list_to_support(actor=request.actor),
        "under_way": queries.list_under_way(actor=request.actor),
    }
    if receives:
        lists["arrived"] = queries.list_arrived(actor=request.actor)
    context: dict[str, Any] = {
        name: [shown.row(each, names, at=request.at) for each in rows[:_SHOWN]]
        for name, rows in lists.items()
    }
    if receives:
        context["refused_mail"] = queries.list_refused_mail(actor=request.actor)[:_MAIL]
    context |= {"receives": receives, "sees_register": _sees_register(request)}
    return render(request, "incoming/inbox.html", context)


def _sees_register(request: Request) -> bool:
    return any(each.held_by(request.actor) for each in permissions.ANY_VIEW)


def is_follow_up(request: Request) -> bool:
    """Tell whether the follow-up book is asked for rather than the register."""
    return request.GET.get("book") == "follow"


def filtered(request: Request, year: int) -> QuerySet[Document]:
    """Return the lines of the register that the filters keep."""
    rows = queries.list_register(actor=request.actor, year=year)
    if text := request.GET.get("q", "").strip():
        rows = search.containing(rows, text)
    wanted = {name: request.GET.get(name, "") for name in ("kind", "state", "urgency", "source")}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if chosen := read_uuid(request.GET.get("unit", "")):
        rows = rows.filter(lead_unit_id=chosen)
    for name, field in (("month", "registered_at__month"), ("routed", "routed_at__month")):
        if (month := request.GET.get(name, "")).isdigit():
            rows = rows.filter(**{field: int(month)})
    if request.GET.get("late") == "yes":
        rows = queries.late(rows, at=request.at)
    if request.GET.get("read") == "no":
        rows = rows.filter(routings__part="LEAD", routings__read_at=None)
    return rows


def book(request: Request, rows: list[Document]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return heads and lines of the book that is asked for."""
    if is_follow_up(request):
        return queries.follow_heads(), queries.follow_lines(rows, at=request.at)
    return queries.register_heads(), queries.register_lines(rows)


@access.needs(*permissions.ANY_VIEW)
def register(request: Request) -> HttpResponse:
    """Show the register of a year, or the follow-up book, with filters and search."""
    year = asked_year(request)
    page = asked_page(request)
    start = (page - 1) * _PAGE
    found = list(filtered(request, year)[start : start + _PAGE + 1])
    heads, lines = book(request, found[:_PAGE])
    query = request.GET.copy()
    query.pop("page", None)
    other = query.copy()
    other["book"] = "" if is_follow_up(request) else "follow"
    context = {
        "year": year,
        "follow": is_follow_up(request),
        "heads": heads,
        "rows": [
            {
                "href": reverse("incoming:document", args=[document.id]),
                "cells": line,
                "number": str(document.arrival_number),
            }
            for document, line in zip(found, lines, strict=False)
        ],
        "states": [
            (each.value, each.label) for each in State if each not in (State.ARRIVED, State.REFUSED)
        ],
        "kinds": [(code, name.split(" (")[0]) for code, name in queries.kind_names().items()],
        "months": [(str(n), str(n)) for n in range(1, 13)],
        "asked": {
            name: request.GET.get(name, "") for name in ("q", "kind", "month", "state", "late")
        },
        "query": query.urlencode(),
        "other": other.urlencode(),
        "previous": f"?{query.urlencode()}&page={page - 1}" if page > 1 else "",
        "next": f"?{query.urlencode()}&page={page + 1}" if len(found) > _PAGE else "",
        "sees_figures": permissions.VIEW_AUTHORITY.held_by(request.actor),
    }
    return render(request, "incoming/register.html", context)


@access.needs(permissions.VIEW_AUTHORITY)
def figures(request: Request) -> HttpResponse:
    """Show by lead unit and month how many documents were done on time and read."""
    year = asked_year(request)
    months = queries.by_unit_and_month(actor=request.actor, year=year, at=request.at)
    names = organisation.unit_names({each.unit_id for each in months})
    counted = ("given", "done", "on_time", "overdue", "read")
    total = {name: sum(getattr(each, name) for each in months) for name in counted}
    context = {
        "year": year,
        "rows": [_month(each, names, year) for each in months],
        "total": total
        | {
            "on_time_share": _share(total["on_time"], total["done"]),
            "read_share": _share(total["read"], total["given"]),
        },
    }
    return render(request, "incoming/figures.html", context)


def _share(part: int, whole: int) -> str:
    return f"{words.as_number(100 * part / whole, 1)} %" if whole else "–"


def _month(each: Any, names: Any, year: int) -> dict[str, Any]:
    query = f"{reverse('incoming:register')}?year={year}&routed={each.month}&unit={each.unit_id}"
    return {
        "unit": names.get(each.unit_id, ""),
        "month": f"{each.month}/{year}",
        "each": each,
        "late": each.done - each.on_time + each.overdue,
        "href": query,
        "done_href": f"{query}&state=DONE&book=follow",
        "late_href": f"{query}&late=yes&book=follow",
        "unread_href": f"{query}&read=no",
        "on_time_share": _share(each.on_time, each.done),
        "read_share": _share(each.read, each.given),
    }
