"""Files: their list, opening one, its page and what is done there."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault, NotFound
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.search import api as search
from motcua.ui.asked import asked_year

from .. import permissions, queries, rules, use_cases
from ..errors import PlanIncomplete
from ..models import File
from ..types import Access, FileState, Medium, NewFile
from . import shown


@access.needs(*permissions.ANY)
def files(request: Request) -> HttpResponse:
    """List the files that the reader may see, with filters."""
    rows = queries.list_files(actor=request.actor)
    asked = {name: request.GET.get(name, "") for name in ("q", "state", "year", "held")}
    if asked["q"].strip():
        rows = search.containing(rows, asked["q"])
    if asked["state"] in FileState.values:
        rows = rows.filter(state=asked["state"])
    elif not asked["q"]:
        rows = rows.exclude(state=FileState.DESTROYED)
    if asked["year"].isdigit():
        rows = rows.filter(year=int(asked["year"]))
    found, urls = shown.paged(rows, request)
    context = {
        "heads": [*shown.file_heads(), pgettext("archive", "Documents"), _("State")],
        "rows": [
            [
                *shown.file_cells(each),
                {"text": each.documents, "numeric": True},
                {"state": shown.state_of(FileState(each.state))},
            ]
            for each in found
        ],
        "states": shown.as_options(list(FileState)),
        "asked": asked,
        "query": request.GET.urlencode(),
        "may_open": bool(queries.keeper_units(request.actor)),
        **urls,
    }
    return shown.page(request, "files", context, tab="files")


@access.needs(permissions.FILE, permissions.PLAN)
def open_file(request: Request) -> HttpResponse:
    """Open a file: choose its unit and a heading of the plan, or give it a symbol of its own."""
    units = queries.keeper_units(request.actor)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            return redirect("archive:file", _opened(request))
        except DomainError as error:
            faults = shown.note_refusal(request, error)
    unit_id = _chosen_unit(request, list(units))
    headings = _headings(request, unit_id) if unit_id else []
    today = local_date(request.at)
    context = {
        "units": [(str(each), name) for each, name in units.items()],
        "unit": str(unit_id or ""),
        "headings": [(str(each.id), f"{each.code} {each.title}") for each in headings],
        "retentions": [
            (each.code, f"{rules.years_in_words(each.years)} – {each.text} ({each.source})")
            for each in queries.retentions(today)
        ],
        "accesses": Access.choices,
        "media": Medium.choices,
        "posted": request.POST,
        "year": today.year,
        "faults": faults,
    }
    return shown.page(request, "new", context, tab="files")


def _chosen_unit(request: Request, units: list[UUID]) -> UUID | None:
    asked = read_uuid(request.POST.get("unit", "") or request.GET.get("unit", ""))
    return asked if asked in units else next(iter(units), None)


def _headings(request: Request, unit_id: UUID) -> list[Any]:
    (authority, *_rest) = queries.authorities([unit_id])
    return queries.headings_for(
        unit_id=authority,
        keeper_unit_id=None if unit_id == authority else unit_id,
        year=local_date(request.at).year,
    )


def _opened(request: Request) -> UUID:
    post = request.POST
    unit_id = _chosen_unit(request, list(queries.keeper_units(request.actor)))
    if unit_id is None:
        raise NotFound
    years, basis = _period(request)
    return use_cases.open_file(
        actor=request.actor,
        keeper_unit_id=unit_id,
        heading_id=read_uuid(post.get("heading", "")),
        new=NewFile(
            title=post.get("title", ""),
            code=post.get("symbol", ""),
            years=years,
            basis=basis,
            access=_choice(Access, post.get("access", "")),
            medium=_choice(Medium, post.get("medium", "")),
            keywords=post.get("keywords", ""),
        ),
        at=request.at,
    )


def _choice(kind: Any, value: str) -> Any:
    return kind(value) if value in kind.values else next(iter(kind))


def _period(request: Request) -> tuple[int | None, str]:
    """Return for how many years a file is kept, by a group of the law or as it is typed."""
    wanted = request.POST.get("retention", "")
    for each in queries.retentions(local_date(request.at)):
        if each.code == wanted:
            return each.years, each.source
    typed = request.POST.get("years", "").strip()
    if not typed and request.POST.get("heading"):
        return None, ""  # the heading says it
    try:
        return rules.read_years(typed), ""
    except ValueError:
        message = _("Choose how long the file is kept, or write a number of years.")
        raise PlanIncomplete(faults=(Fault("years", message),)) from None


@access.needs(*permissions.ANY)
def file(request: Request, file_id: UUID) -> HttpResponse:
    """Show a file: what lies in it, in which order, and what may be done with it."""
    found = queries.get_lent_file(actor=request.actor, file_id=file_id, at=request.at)
    return show(request, found)


def show(request: Request, found: File, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    """Show the page of a file, with what was refused."""
    actor = request.actor
    keeps = permissions.KEEP.held_by(actor, unit_id=found.unit_id)
    may_file = permissions.FILE.held_by(
        actor, unit_id=found.keeper_unit_id
    ) or permissions.PLAN.held_by(actor, unit_id=found.unit_id)
    is_open = found.state == FileState.OPEN
    text = request.GET.get("q", "").strip()
    items = queries.items_in(found)
    context = {
        "file": found,
        "state": shown.state_of(FileState(found.state)),
        "span": shown.span_of(found),
        "period": rules.years_in_words(found.years),
        "items": items,
        "is_open": is_open,
        "may_file": may_file and is_open,
        "may_reopen": may_file and found.state == FileState.CLOSED,
        "keeps": keeps,
        "is_kept": keeps and found.state in (FileState.CLOSED, FileState.CURRENT),
        "may_ask": found.state == FileState.CURRENT and queries.may_ask(actor, found),
        "has_paper": found.medium != Medium.DIGITAL,
        "wanted": text,
        "found": _found(request, text, items) if text and may_file and is_open else [],
        "place": queries.path_of(found.place),
        "boxes": [
            (str(each.id), queries.path_of(each))
            for each in queries.boxes(actor=actor, unit_id=found.unit_id)
        ],
        "package": getattr(found, "package", None),
        "list_name": queries.open_list_of(found),
        "accesses": Access.choices,
        "media": Medium.choices,
        "years": "Vĩnh viễn" if found.years is None else str(found.years),
        "posted": request.POST,
        "faults": faults,
    }
    return shown.page(request, "file", context, tab="files")


def _found(request: Request, text: str, items: list[Any]) -> list[dict[str, Any]]:
    there = {each.record_id for each in items}
    return [
        {"record": each, "is_in": each.id in there}
        for each in queries.find_records(actor=request.actor, text=text)
    ]


@access.needs(*permissions.ANY)
def files_excel(request: Request) -> HttpResponse:
    """Give the files of a year as an Excel workbook."""
    year = asked_year(request)
    rows = list(queries.list_files(actor=request.actor).filter(year=year).order_by("code", "id"))
    content = queries.files_sheet(rows, title=f"Danh sách hồ sơ năm {year}")
    return documents.serve_drawn(content, documents.MediaType.XLSX, f"ho-so-{year}.xlsx")
