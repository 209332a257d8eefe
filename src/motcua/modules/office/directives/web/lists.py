"""Lists of tasks: what waits at one's desk, the register."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.kernel.search import api as search
from motcua.ui.asked import asked_page

from .. import permissions, queries
from ..models import Task
from ..types import COUNTED, OPEN, Standing
from . import shown

_SHOWN = 100
_PAGE = 50
_PRINTED = 5000


@access.needs(permissions.HANDLE)
def inbox(request: Request) -> HttpResponse:
    """Show what the reader has to do: tasks at his desk, results to look at, more time asked."""
    actor = request.actor
    lists: dict[str, QuerySet[Task]] = {
        "to_extend": queries.list_to_extend(actor=actor),
        "to_check": queries.list_to_check(actor=actor),
        "waiting": queries.list_waiting(actor=actor),
        "to_support": queries.list_to_support(actor=actor),
        "of_units": queries.list_of_units(actor=actor),
    }
    context: dict[str, Any] = {
        name: [shown.row(each, at=request.at) for each in rows[:_SHOWN]]
        for name, rows in lists.items()
    }
    context |= {
        "gives": bool(queries.giving_units(actor, at=request.at)),
        "sees_register": any(each.held_by(actor) for each in permissions.ANY_VIEW),
    }
    return render(request, "directives/inbox.html", context)


def filtered(request: Request) -> QuerySet[Task]:
    """Return the lines of the register that the address asks for."""
    given = request.GET
    rows = queries.list_all(actor=request.actor)
    if text := given.get("q", "").strip():
        rows = search.containing(rows, text)
    if unit_id := read_uuid(given.get("unit", "")):
        rows = rows.filter(owner_unit_id=unit_id)
    if directive_id := read_uuid(given.get("directive", "")):
        rows = rows.filter(directive_id=directive_id)
    rows = _scoped(request, rows)
    standing, as_of = given.get("standing", ""), request.at
    if period := _period(request):
        rows, as_of = queries.in_period(rows, period, at=as_of), min(as_of, period.end)
        if giver := read_uuid(given.get("giver", "")):
            rows = rows.filter(unit_id=giver)
    else:
        rows = rows.seen_at(as_of)  # type: ignore[attr-defined] # of TaskQuerySet
    if standing == "OPEN":
        rows = rows.filter(state__in=OPEN)
    elif standing in Standing.values:
        rows = rows.standing(standing, at=as_of)  # type: ignore[attr-defined] # of TaskQuerySet
    return rows


def _scoped(request: Request, rows: QuerySet[Task]) -> QuerySet[Task]:
    """Keep tasks of the reader's own units, or of these and all below them."""
    scope = request.GET.get("scope", "")
    own = request.actor.unit_ids
    if scope == "own":
        return rows.filter(owner_unit_id__in=own)
    if scope == "below":
        found = organisation.reaches(own, request.at).values()
        return rows.filter(owner_unit_id__in={each for one in found for each in one.subtree_ids})
    return rows


def _period(request: Request) -> Any:
    """Return the month of evaluation that the address asks for, None where it names none."""
    year, month = request.GET.get("year", ""), request.GET.get("month", "")
    if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= 12):  # noqa: PLR2004 - months
        return None
    if not 2000 < int(year) <= local_date(request.at).year + 1:  # noqa: PLR2004 - this century
        return None
    return queries.period_of(int(year), int(month))


@access.needs(*permissions.ANY_VIEW)
def register(request: Request) -> HttpResponse:
    """Show the tasks that the reader may see, with filters in the address."""
    page = asked_page(request)
    start = (page - 1) * _PAGE
    found = list(filtered(request)[start : start + _PAGE + 1])
    query = request.GET.copy()
    query.pop("page", None)
    counts = queries.count_standings(actor=request.actor, at=request.at)
    asked = {
        name: request.GET.get(name, "")
        for name in ("q", "unit", "standing", "scope", "month", "year")
    }
    context = {
        "head": _heads(),
        "rows": [shown.table_row(each, at=request.at) for each in found[:_PAGE]],
        "counts": [
            {
                "title": each.label,
                "count": counts[each],
                "href": f"?standing={each.value}",
                "current": asked["standing"] == each.value,
            }
            for each in COUNTED
        ],
        "standings": [("OPEN", _("Not done yet")), *Standing.choices],
        "scopes": [("own", _("My unit")), ("below", _("My unit and those below it"))],
        "units": queries.list_owning(actor=request.actor),
        "asked": asked,
        "query": query.urlencode(),
        "previous": f"?{query.urlencode()}&page={page - 1}" if page > 1 else "",
        "next": f"?{query.urlencode()}&page={page + 1}" if len(found) > _PAGE else "",
        "gives": bool(queries.giving_units(request.actor, at=request.at)),
    }
    return render(request, "directives/register.html", context)


def _heads() -> list[Any]:
    return [
        _("Number"),
        _("Content of the task"),
        _("Owner unit"),
        _("Where it comes from"),
        _("Deadline"),
        {"text": _("Progress"), "numeric": True},
        _("State"),
    ]


@access.needs(*permissions.ANY_VIEW)
def register_excel(request: Request) -> HttpResponse:
    """Give the lines that the filters keep as an Excel workbook."""
    rows = list(filtered(request)[:_PRINTED])
    content = documents.draw_sheet(
        title=f"Theo dõi nhiệm vụ được giao, đến ngày {local_date(request.at):%d/%m/%Y}",
        name="Nhiệm vụ",
        heads=queries.register_heads(),
        rows=queries.register_lines(rows, at=request.at),
        widths=queries.REGISTER_WIDTHS,
    )
    return documents.serve_drawn(content, documents.MediaType.XLSX, "nhiem-vu.xlsx")
