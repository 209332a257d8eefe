"""Lists of documents: what waits, the register, the books of the unit, figures."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.text import sort_key
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.kernel.search import api as search
from motcua.ui import words
from motcua.ui.asked import asked_page, asked_year

from .. import permissions, queries, use_cases
from ..models import Document
from ..types import NUMBERED, Medium, State
from . import shown

_SHOWN = 100
_PAGE = 50


@access.needs(permissions.DRAFT)
def inbox(request: Request) -> HttpResponse:
    """Show what waits at the reader's posts and what he has on its way."""
    names = queries.kind_names()
    waiting = list(queries.list_waiting(actor=request.actor)[:_SHOWN])
    own = [
        each
        for each in queries.list_own(actor=request.actor)[:_SHOWN]
        if each.holder_post_id not in request.actor.post_ids
    ]
    failing = []
    if permissions.ISSUE.held_by(request.actor):
        failing = list(queries.list_signing(actor=request.actor)[:_SHOWN])
    context = {
        "waiting": [shown.row(each, names) for each in waiting],
        "own": [shown.row(each, names) for each in own],
        "failing": [shown.row(each, names) for each in failing],
        "may_sign": permissions.APPROVE.held_by(request.actor),
        "keeps": permissions.ISSUE.held_by(request.actor),
    }
    return render(request, "outgoing/inbox.html", context)


def filtered(request: Request, year: int) -> QuerySet[Document]:
    """Return the lines of the register that the filters keep."""
    rows = queries.list_register(actor=request.actor, year=year)
    if text := request.GET.get("q", "").strip():
        rows = search.containing(rows, text)
    for name, field in (("kind", "kind"), ("medium", "medium"), ("state", "state")):
        if value := request.GET.get(name, ""):
            rows = rows.filter(**{field: value})
    for name, field in (("unit", "drafting_unit_id"), ("book", "register_id")):
        if chosen := read_uuid(request.GET.get(name, "")):
            rows = rows.filter(**{field: chosen})
    if (month := request.GET.get("month", "")).isdigit():
        rows = rows.filter(dated__month=int(month))
    if request.GET.get("file") == "no":
        rows = rows.filter(file_id=None)
    return rows


@access.needs(*permissions.ANY_VIEW)
def register(request: Request) -> HttpResponse:
    """Show the register of a year as the decree prints it, with filters and search."""
    year = asked_year(request)
    page = asked_page(request)
    start = (page - 1) * _PAGE
    rows = filtered(request, year)
    found = list(rows[start : start + _PAGE + 1])
    lines = queries.register_lines(found[:_PAGE])
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "year": year,
        **_choices(request, year),
        "heads": queries.register_heads(),
        "rows": [
            {
                "href": reverse("outgoing:document", args=[document.id]),
                "first": line[0],
                "cells": line[1:],
                "cancelled": document.state == State.CANCELLED,
            }
            for document, line in zip(found, lines, strict=False)
        ],
        "query": query.urlencode(),
        "previous": f"?{query.urlencode()}&page={page - 1}" if page > 1 else "",
        "next": f"?{query.urlencode()}&page={page + 1}" if len(found) > _PAGE else "",
        "keeps": permissions.ISSUE.held_by(request.actor),
    }
    return render(request, "outgoing/register.html", context)


def _choices(request: Request, year: int) -> dict[str, Any]:
    """Return what the form of the register offers, and what the address has chosen of it."""
    rows = queries.list_register(actor=request.actor, year=year).order_by()
    units = organisation.unit_names(set(rows.values_list("drafting_unit_id", flat=True).distinct()))
    books = rows.values_list("register_id", "register__title").distinct()
    names = ("q", "kind", "month", "unit", "book", "state", "medium", "file")
    chosen = {name: request.GET.get(name, "") for name in names}
    return chosen | {
        "kinds": list(queries.kind_names().items()),
        "months": [(str(n), str(n)) for n in range(1, 13)],
        "units": sorted(((str(id_), name) for id_, name in units.items()), key=by_name),
        "books": sorted(((str(id_), title) for id_, title in books), key=by_name),
        "states": [(each.value, each.label) for each in NUMBERED],
        "media": Medium.choices,
        "files": [("no", _("Without their file"))],
        "filtered": any(chosen[name] for name in names[3:]),
    }


def by_name(option: tuple[str, str]) -> bytes:
    """Return the place of a choice in the order of the dictionary."""
    return sort_key(option[1])


@access.needs(permissions.ISSUE)
def books(request: Request) -> HttpResponse:
    """Keep the registers of a unit and what its paper says of it."""
    units = organisation.unit_names(permissions.ISSUE.units(request.actor))
    authorities = {
        each: units[each] for each in units if organisation.authority_of(each).id == each
    }
    unit_id = read_uuid(request.POST.get("unit", "")) or next(iter(authorities), None)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and unit_id is not None:
        try:
            _save_books(request, unit_id)
        except Invalid as error:
            faults = error.faults or (Fault("title", str(error)),)
        else:
            return redirect("outgoing:books")
    on = local_date(request.at)
    unit = organisation.get_unit(unit_id) if unit_id else None
    names = queries.kind_names()
    context = {
        "unit": unit,
        "registers": [
            {
                "title": each.title,
                "kinds": ", ".join(names.get(kind, kind) for kind in each.kinds)
                or (_("All three forms of copies") if each.for_copies else _("All other kinds")),
                "valid_from": each.valid_from,
                "valid_to": each.valid_to,
                "decision": each.decision,
            }
            for each in (queries.list_registers(unit_id=unit_id) if unit_id else ())
        ],
        "kinds": [(kind.code, kind.name) for kind in queries.kinds(on=on)],
        "head": queries.find_letterhead(unit=unit, on=on) if unit else None,
        "first": words.as_date(date(on.year + 1, 1, 1)),
        "today": words.as_date(on),
        "faults": faults,
    }
    return render(request, "outgoing/books.html", context)


def _save_books(request: Request, unit_id: UUID) -> None:
    day = words.read_date(request.POST.get("valid_from", ""))
    if day is None:
        raise Invalid(faults=(Fault("valid_from", _("Write the day as dd/mm/yyyy.")),))
    if request.POST.get("what") == "letterhead":
        use_cases.set_letterhead(
            actor=request.actor,
            unit_id=unit_id,
            symbol=request.POST.get("symbol", ""),
            place=request.POST.get("place", ""),
            contact=request.POST.get("contact", ""),
            valid_from=day,
            at=request.at,
        )
        messages.success(request, _("Saved. Papers made from that day on say so."))
        return
    use_cases.open_register(
        actor=request.actor,
        unit_id=unit_id,
        title=request.POST.get("title", ""),
        kinds=request.POST.getlist("kinds"),
        valid_from=day,
        for_copies=bool(request.POST.get("for_copies")),
        decision=request.POST.get("decision", ""),
        at=request.at,
    )
    messages.success(request, _("The register is open from that day on."))


@access.needs(permissions.VIEW_AUTHORITY)
def figures(request: Request) -> HttpResponse:
    """Show by unit and month how many documents are signed and have their file, and paper saved."""
    year = asked_year(request)
    months = queries.by_unit_and_month(actor=request.actor, year=year)
    names = organisation.unit_names({each.unit_id for each in months})
    total = {
        name: sum(getattr(each, name) for each in months)
        for name in ("issued", "digital", "with_file", "sheets_saved")
    }
    context = {
        "year": year,
        "rows": [_month(each, names, year) for each in months],
        "total": total | _shares(total["issued"], total["digital"], total["with_file"]),
        "exceptions": queries.exceptions(actor=request.actor, year=year),
    }
    return render(request, "outgoing/figures.html", context)


def _month(each: Any, names: Any, year: int) -> dict[str, Any]:
    href = reverse("outgoing:register")
    query = f"?year={year}&month={each.month}&unit={each.unit_id}"
    return {
        "unit": names.get(each.unit_id, ""),
        "month": f"{each.month}/{year}",
        "issued": each.issued,
        "href": href + query,
        "digital_href": f"{href}{query}&medium=DIGITAL",
        "file_href": f"{href}{query}&file=no",
        "sheets_saved": each.sheets_saved,
        "digital": each.digital,
        "with_file": each.with_file,
    } | _shares(each.issued, each.digital, each.with_file)


def _shares(issued: int, digital: int, with_file: int) -> dict[str, str]:
    def share(part: int) -> str:
        return f"{words.as_number(100 * part / issued, 1)} %" if issued else ""

    return {"digital_share": share(digital), "file_share": share(with_file)}
