"""The archivist and the head decide who may read what."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.ui.asked import asked_page, page_urls

from .. import permissions, queries, use_cases
from ..models import ReadingRequest
from ..types import MOST_DAYS, USUAL_DAYS
from .room import STATES

_PAGE = 30


@access.needs(*permissions.ALL)
def requests(request: Request) -> HttpResponse:
    """List the requests to read: those to be decided, or those that were."""
    state = "decided" if request.GET.get("state") == "decided" else "waiting"
    rows = queries.list_requests(actor=request.actor, state=state)
    page = Paginator(rows, _PAGE).get_page(asked_page(request))
    tabs = [
        {"title": _("To be decided"), "href": "?", "current": state == "waiting"},
        {"title": _("Decided"), "href": "?state=decided", "current": state == "decided"},
    ]
    context = {"rows": list(page), "tabs": tabs, "state": state, **page_urls(page, request)}
    return render(request, "reading_room/requests.html", context)


@access.needs(*permissions.ALL)
def decide(request: Request, request_id: UUID) -> HttpResponse:
    """Show a request with what was shown so far, and decide on its documents."""
    found = queries.get_request(actor=request.actor, request_id=request_id)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            _decide(request, found)
        except Invalid as error:
            faults = error.faults or (Fault("days", str(error)),)
        else:
            messages.success(request, _("Decided; the reader is told."))
            return redirect("reading_room:decide", request_id=found.id)
    rows = list(queries.list_documents(found))
    mine = [each for each in rows if queries.may_decide(request.actor, each, unit_id=found.unit_id)]
    context = {
        "found": found,
        "documents": [{"row": each, "mine": each in mine} for each in rows],
        "may_decide": bool(mine),
        "STATES": STATES,
        "views": list(queries.list_views(found)[:200]),
        "days": request.POST.get("days", str(USUAL_DAYS)),
        "typed": request.POST,
        "most_days": MOST_DAYS,
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
    }
    return render(request, "reading_room/decide.html", context)


def _decide(request: Request, found: ReadingRequest) -> None:
    """Read the form: each document that is the actor's is granted or refused by its own choice."""
    given: dict[str, list[Any]] = {"GRANT": [], "REFUSE": []}
    for name, value in request.POST.items():
        document_id = read_uuid(name.removeprefix("what-"))
        if name.startswith("what-") and document_id and value in given:
            given[value].append(document_id)
    if not any(given.values()):
        raise Invalid(faults=(Fault("what", _("Choose for at least one document.")),))
    days = request.POST.get("days", "").strip()
    use_cases.decide(
        actor=request.actor,
        request_id=found.id,
        granted=given["GRANT"],
        refused=given["REFUSE"],
        days=int(days) if days.isdigit() else 0,
        may_save=bool(request.POST.get("may_save")),
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
