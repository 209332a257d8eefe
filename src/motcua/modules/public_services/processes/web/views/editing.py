"""The table editor: type, paste, move, check; nothing typed is lost."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation import access
from motcua.foundation.errors import DomainError
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.ui import words as house_words

from ... import queries, rules, use_cases
from ...errors import ChangedMeanwhile, CodeTaken
from ...types import DraftInfo, Kind, ReadTable, Row
from .. import words
from ..forms import NewProcessForm
from ..pictures import as_svg
from ..tables import Typed, acted, fault_lines, read_form, row_views

SHOWS_FAULTS = {"check", "publish"}


@access.needs(cases.MANAGE_PROCESSES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Begin a process that the library does not have."""
    form = NewProcessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            use_cases.create_process(
                actor=request.actor,
                code=given["code"],
                title=given["title"],
                kind=Kind(given["kind"]),
                field=given["field"],
                rows=_rows_like(given["like"].strip().upper(), local_date(request.at)),
                at=request.at,
            )
        except CodeTaken as error:
            form.add_error("code", str(error))
        except DomainError as error:
            form.add_error("like", str(error))
        else:
            return redirect("processes:edit", code=given["code"])
    status = 422 if form.is_bound else 200
    return render(request, "processes/new.html", {"form": form}, status=status)


def _rows_like(code: str, on: date) -> tuple[Row, ...]:
    if not code:
        return ()
    queries.process_of(code)
    version = queries.version_on(code, on)
    return tuple(map(Row.of, version.steps)) if version else ()


@access.needs(cases.MANAGE_PROCESSES)
@require_POST
def begin(request: Request, code: str) -> HttpResponse:
    """Begin to change a process."""
    use_cases.begin_draft(actor=request.actor, code=code, at=request.at)
    return redirect("processes:edit", code=code)


@access.needs(cases.MANAGE_PROCESSES)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, code: str) -> HttpResponse:
    """Change a draft in a table."""
    if request.method == "POST":
        return _act(request, code)
    draft = queries.get_draft(code)
    checks = "check" in request.GET
    return _page(request, code, draft, page_key=uuid4().hex, checks=checks)


def _act(request: Request, code: str) -> HttpResponse:
    typed = read_form(request.POST)
    act = request.POST.get("act", "save")
    rows, look_at = acted(typed.rows, act, request.POST.get("pasted", ""))
    try:
        _save(request, code, typed, rows, overwrite=act == "overwrite")
    except ChangedMeanwhile as error:
        return _conflict(request, code, typed, error)
    address = reverse("processes:edit", args=[code])
    if act == "try":
        return redirect(f"{reverse('processes:try', args=[code])}?which=draft")
    if act in SHOWS_FAULTS:
        table = queries.read_rows(rows, on=local_date(request.at))
        if act == "publish" and not table.faults:
            return redirect("processes:publish", code=code)
        return redirect(f"{address}?check")
    if act in {"save", "overwrite"}:
        messages.success(request, _("The draft is saved."))
    elif act in {"paste", "replace"} and not look_at:
        messages.warning(request, _("Nothing was pasted. Copy lines from a sheet first."))
    return redirect(f"{address}#row-{look_at}-name" if look_at else address)


def _save(
    request: Request, code: str, typed: Typed, rows: tuple[Row, ...], *, overwrite: bool
) -> DraftInfo:
    return use_cases.save_draft(
        actor=request.actor,
        code=code,
        title=typed.title,
        rows=rows,
        revision=typed.revision,
        page_key=typed.page_key,
        overwrite=overwrite,
        at=request.at,
    )


def _conflict(request: Request, code: str, typed: Typed, error: ChangedMeanwhile) -> HttpResponse:
    """Show what was typed beside what the other one saved; nothing is lost."""
    theirs = queries.get_draft(code)
    mine = DraftInfo(
        title=typed.title,
        rows=typed.rows,
        revision=theirs.revision,
        page_key="",
        edited_at=theirs.edited_at,
        edited_by=theirs.edited_by,
    )
    on = local_date(request.at)
    lines = rules.compare(
        queries.read_rows(theirs.rows, on=on).steps, queries.read_rows(typed.rows, on=on).steps
    )
    conflict = {
        "words": str(error),
        "head": [_("What became of it"), _("What they saved"), _("What you typed")],
        "rows": [
            [
                str(words.DIFFERENCES[one.kind][0]),
                _short(one.before),
                _short(one.after),
            ]
            for one in lines
            if one.kind.value != "SAME"
        ],
    }
    return _page(request, code, mine, page_key=typed.page_key, conflict=conflict, status=409)


def _short(step: cases.Step | None) -> str:
    if step is None:
        return "–"
    return f"{step.name} · {words.role(step.role)} · {words.hours(step.hours)}"


def _page(
    request: Request,
    code: str,
    draft: DraftInfo,
    *,
    page_key: str,
    checks: bool = False,
    conflict: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    on = local_date(request.at)
    info = queries.get_info(code, on=on)
    table = queries.read_rows(draft.rows, on=on)
    rows = draft.rows or (Row(),)
    context = {
        "info": info,
        "draft": draft,
        "page_key": page_key,
        "checked": checks,
        "faults": fault_lines(rows, table) if checks else [],
        "rows": row_views(rows, table if checks else None),
        "columns": words.COLUMN_NAMES,
        "agencies": queries.agency_names(on),
        "hours": words.hours_in_words(rules.hours_of(table.steps)),
        "saved": _("Saved at %(time)s by %(name)s")
        % {"time": house_words.as_time(draft.edited_at), "name": draft.edited_by},
        "diagram": _diagram(table, draft, on),
        "conflict": conflict,
    }
    return render(request, "processes/edit.html", context, status=status)


def _diagram(table: ReadTable, draft: DraftInfo, on: date) -> str:
    if not table.steps:
        return ""
    return as_svg(queries.picture_of(table.steps, title=draft.title, on=on))


@access.needs(cases.MANAGE_PROCESSES)
@require_POST
def autosave(request: Request, code: str) -> HttpResponse:
    """Save what is typed, by itself."""
    typed = read_form(request.POST)
    saved = _save(request, code, typed, typed.rows, overwrite=False)
    return JsonResponse({"revision": saved.revision})


@access.needs(cases.MANAGE_PROCESSES)
@require_POST
def discard(request: Request, code: str) -> HttpResponse:
    """Throw a draft away."""
    use_cases.discard_draft(actor=request.actor, code=code, at=request.at)
    messages.success(request, _("The draft is thrown away. The versions stay as they were."))
    return redirect("processes:list")
