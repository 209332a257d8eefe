"""Forms edited as plain sheets: what is typed into a cell says what the cell is."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.foundation import access
from motcua.foundation.errors import Fault
from motcua.foundation.http import Request
from motcua.foundation.time import local_date

from .. import permissions, queries, rules, use_cases
from ..errors import FormCodeTaken, FormInvalid, NothingToPublish
from ..models import Form
from ..types import FormFault, Sheet
from . import shown
from .lists import tabs
from .typed import acted, read_sheet


@access.needs(permissions.MANAGE)
def list_all(request: Request) -> HttpResponse:
    """Show all forms and the version in force of each."""
    latest = queries.latest_versions()
    context = {
        "tabs": tabs(request, "forms"),
        "head": [_("Code"), _("Form"), {"text": _("Version"), "numeric": True}, _("Sheets")],
        "rows": [
            [
                {"text": each.code, "href": reverse("reports:form", args=[each.code])},
                each.title,
                {"text": latest[each.id].number if each.id in latest else "–", "numeric": True},
                ", ".join(one["code"] for one in latest[each.id].sheets)
                if each.id in latest
                else _("a draft only"),
            ]
            for each in queries.list_forms()
        ],
    }
    return render(request, "reports/forms.html", context)


@access.needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Begin a form."""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        code = request.POST.get("code", "").strip().upper()
        try:
            use_cases.create_form(
                actor=request.actor, code=code, title=request.POST.get("title", ""), at=request.at
            )
        except FormInvalid as refused:
            faults = refused.faults
        except FormCodeTaken as refused:
            faults = (Fault("code", str(refused)),)
        else:
            return redirect("reports:form", code)
    context = {
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
        "given": request.POST,
    }
    return render(request, "reports/new_form.html", context, status=422 if faults else 200)


@access.needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, code: str) -> HttpResponse:
    """Show a form as a plain sheet, to be changed and published as its next version."""
    form = queries.get_form(code)
    if request.method == "POST":
        return _act(request, form)
    version = queries.version_to_edit(form)
    sheets = rules.sheets_from(version.sheets if version else [])
    return _page(request, form, sheets, checks="check" in request.GET)


def _act(request: Request, form: Form) -> HttpResponse:
    version = queries.version_to_edit(form)
    sheets = list(rules.sheets_from(version.sheets if version else []))
    nth = _nth(request.POST.get("sheet", ""), sheets)
    typed = read_sheet(request.POST, sheets[nth])
    if typed != sheets[nth] or request.POST.get("act", "") not in {"", "autosave"}:
        sheets[nth] = typed
        sheets, nth = acted(sheets, nth, request.POST.get("act", ""))
        use_cases.save_form(actor=request.actor, form_id=form.id, sheets=sheets, at=request.at)
    asked = request.POST.get("act", "")
    if asked == "autosave" or "X-Requested-With" in request.headers:
        return JsonResponse({})
    address = f"{reverse('reports:form', args=[form.code])}?sheet={nth}"
    if asked == "publish":
        return _publish(request, form, address)
    return redirect(f"{address}&check" if asked == "check" else address)


def _publish(request: Request, form: Form, address: str) -> HttpResponse:
    try:
        number = use_cases.publish_form(actor=request.actor, form_id=form.id, at=request.at)
    except FormInvalid:
        return redirect(f"{address}&check")
    except NothingToPublish as refused:
        messages.info(request, str(refused))
        return redirect(address)
    words = _("Version %(number)s is published. Regimes take it over from the day that you give.")
    messages.success(request, words % {"number": number})
    return redirect(address)


def _nth(text: str, sheets: list[Sheet]) -> int:
    return min(int(text), len(sheets) - 1) if text.isdigit() else 0


def _page(request: Request, form: Form, sheets: tuple[Sheet, ...], *, checks: bool) -> HttpResponse:
    nth = _nth(request.GET.get("sheet", ""), list(sheets))
    sheet = sheets[nth]
    on = local_date(request.at)
    found = queries.checked(sheets, on=on).faults if checks else ()
    marks = {each.path: each.message for each in found}
    latest = queries.latest_version(form)
    context: dict[str, Any] = {
        "form": form,
        "latest": latest,
        "is_changed": latest is None or latest.sheets != rules.stored_sheets(sheets),
        "tabs": [
            {
                "title": f"{each.code}. {each.title}",
                "href": f"?sheet={n}",
                "current": n == nth,
            }
            for n, each in enumerate(sheets)
        ],
        "nth": nth,
        "sheet": sheet,
        "letters": [rules.letters_of(n) for n in range(len(sheet.columns))],
        "columns": [
            {"letters": rules.letters_of(n), "title": each.title, "group": each.group, "n": n}
            for n, each in enumerate(sheet.columns)
        ],
        "rows": [_row(sheet, n, marks) for n in range(len(sheet.rows))],
        "checks": "\n".join(sheet.checks),
        "checked": checks and not found,
        "faults": [_fault(each) for each in found],
        "figures": [
            (each.code, each.title)
            for each in sorted(queries.countable(on=on).values(), key=lambda one: one.code)
        ],
    }
    return render(request, "reports/form.html", context)


def _fault(fault: FormFault) -> Fault:
    """Return a fault of a form so that the summary jumps to its cell, or to the balances."""
    path = fault.path
    at = path.partition("!")[0] + "-checks" if "!checks" in path else shown.place_of(path)
    return Fault(at, f"{path}: {fault.message}" if path else fault.message)


def _row(sheet: Sheet, row: int, marks: dict[str, str]) -> dict[str, Any]:
    texts = sheet.rows[row]
    keys = [rules.key_of(sheet.code, row, n) for n in range(len(sheet.columns))]
    return {
        "number": row + 1,
        "cells": [
            {
                "name": f"cell.{row}.{n}",
                "id": shown.id_of(key),
                "label": key.partition("!")[2],
                "text": texts[n] if n < len(texts) else "",
                "fault": marks.get(key, ""),
            }
            for n, key in enumerate(keys)
        ],
    }
