"""The reading room for everybody: the catalogue, a request, one's own requests and views."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.kernel.search import api as search
from motcua.ui.asked import asked_page

from .. import queries, use_cases
from ..types import ItemState, Purpose
from .finding import facets_of, marked, pages_of

STATES = {
    ItemState.ASKED.value: (ItemState.ASKED.label, "waiting", "clock"),
    ItemState.GRANTED.value: (ItemState.GRANTED.label, "good", "check"),
    ItemState.REFUSED.value: (ItemState.REFUSED.label, "bad", "cross-circle"),
}
_YEARS = 60


@access.public
def catalogue(request: Request) -> HttpResponse:
    """Show what the archives give to readers; without words the newest."""
    chosen = {name: request.GET.get(name, "").strip() for name in ("q", "year", "author", "access")}
    answer = search.find(
        search.Question(text=chosen["q"], facets=facets_of(chosen)),
        kinds=[queries.KIND],
        actor=request.actor,
        on=local_date(request.at),
        page=asked_page(request),
    )
    this = local_date(request.at).year
    context = {
        **{f"asked_{name}": value for name, value in chosen.items()},
        "filtered": any(chosen[name] for name in ("year", "author", "access")),
        "years": [(str(year), str(year)) for year in range(this, this - _YEARS, -1)],
        "ways": [("open", _("Open to everybody")), ("conditional", _("On conditions"))],
        "answer": answer,
        "rows": _lines(answer),
        **pages_of(request, answer),
    }
    return render(request, "reading_room/catalogue.html", context)


def _lines(answer: search.Answer) -> list[dict[str, Any]]:
    lines = queries.listed([UUID(hit.key) for hit in answer.hits])
    names = organisation.unit_names({each.unit_id for each in lines.values()})
    return [
        {
            "line": lines[UUID(hit.key)],
            "title": hit.title,
            "unit": names.get(lines[UUID(hit.key)].unit_id, ""),
            "excerpt": marked(hit.excerpt),
        }
        for hit in answer.hits
        if UUID(hit.key) in lines
    ]


@access.signed_in
def ask(request: Request) -> HttpResponse:
    """Ask to read what was chosen in the catalogue."""
    given = request.POST if request.method == "POST" else request.GET
    chosen = [each for text in given.getlist("doc") if (each := read_uuid(text))]
    if not chosen:
        messages.info(request, _("Choose in the catalogue what you want to read."))
        return redirect("reading_room:catalogue")
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            return _send(request, chosen)
        except Invalid as error:
            faults = error.faults or (Fault("words", str(error)),)
    context = {
        "lines": list(queries.listed(chosen).values()),
        "purposes": Purpose.choices,
        "typed": request.POST,
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
        "has_person": request.actor.person_id is not None,
    }
    return render(request, "reading_room/ask.html", context)


def _send(request: Request, chosen: list[UUID]) -> HttpResponse:
    purpose = request.POST.get("purpose", "")
    if purpose not in Purpose.values:
        raise Invalid(faults=(Fault("purpose", _("Choose what you want to read it for.")),))
    made = use_cases.ask_to_read(
        actor=request.actor,
        record_ids=chosen,
        purpose=Purpose(purpose),
        words=request.POST.get("words", ""),
        institution=request.POST.get("institution", ""),
        at=request.at,
    )
    messages.success(request, _("Sent. You are told as soon as it is decided."))
    if len(made) == 1:
        return redirect("reading_room:one", request_id=made[0])
    return redirect("reading_room:own")


@access.signed_in
def own(request: Request) -> HttpResponse:
    """List one's own requests."""
    rows = queries.list_own(actor=request.actor).select_related("unit")
    return render(request, "reading_room/own.html", {"rows": list(rows[:200])})


@access.signed_in
def one(request: Request, request_id: UUID) -> HttpResponse:
    """Show one's own request: what was decided, and every page that was shown."""
    found = queries.get_own(actor=request.actor, request_id=request_id)
    context = {
        "found": found,
        "documents": [_document(each, request) for each in queries.list_documents(found)],
        "STATES": STATES,
        "views": list(queries.list_views(found)[:500]),
    }
    return render(request, "reading_room/one.html", context)


def _document(row: Any, request: Request) -> dict[str, Any]:
    """Return a document of a request as it is shown; ``row`` is counted by ``list_documents``."""
    may_read = row.may_be_read(request.at)
    return {
        "row": row,
        "over": row.state == ItemState.GRANTED and not may_read,
        "read": reverse("reading_room:read", args=[row.id]) if may_read else "",
        "copy": reverse("reading_room:copy", args=[row.id]) if may_read and row.may_save else "",
        "seen": ngettext("shown %(n)s time", "shown %(n)s times", row.seen) % {"n": row.seen}
        if row.seen
        else "",
    }
