"""From a draft to a version: edit, publish, withdraw, and the plain text beside the legal one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.foundation import access
from motcua.foundation.errors import Conflict, Fault, Invalid, NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.ui import words as house_words

from ... import permissions
from ...errors import CodeTaken, FaultyRecord, NoDraft, NoSuchProcedure
from ...queries import catalogue, drafts
from ...rules import plain, records
from ...types import PlainText, VersionInfo
from ...use_cases.editing import (
    begin_procedure,
    discard_draft,
    publish_draft,
    save_draft,
    withdraw_procedure,
    write_plain_text,
)
from .. import editor
from ..differences import compared
from ..forms import DecisionForm, WithdrawForm

FORM = require_http_methods(["GET", "HEAD", "POST"])


def newest(code: str) -> VersionInfo:
    """Return the newest version of a procedure, in force already or to come.

    Raises:
        NoSuchProcedure: The catalogue has no such code.
    """
    found = catalogue.list_versions(code)
    if not found:
        raise NoSuchProcedure(code=code)
    return found[0]


@access.needs(permissions.MANAGE)
@FORM
def begin(request: Request) -> HttpResponse:
    """Begin a procedure by hand: its code, then what the editor of every procedure asks."""
    values, text = editor.typed(request.POST), editor.plain_of(request.POST)
    code = request.POST.get("code", "").strip()
    if request.method != "POST" or "add" in request.POST or "remove" in request.POST:
        return _beginning(request, code, values, text)
    try:
        code = begin_procedure(
            actor=request.actor,
            code=code,
            record=editor.record_of(values, editor.NOTHING_BEFORE),
            text=text,
            at=request.at,
        )
    except FaultyRecord as error:
        faults = tuple(editor.at_their_fields(error.faults))
        return _beginning(request, code, editor.without_empty_rows(values), text, faults=faults)
    except CodeTaken as error:
        return _beginning(request, code, values, text, faults=(Fault("code", str(error)),))
    messages.success(request, _("The draft is saved."))
    then = "procedures:publish" if request.POST.get("act") == "publish" else "procedures:edit"
    return redirect(then, code)


def _beginning(
    request: Request,
    code: str,
    values: dict[str, Any],
    text: PlainText,
    *,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    context = {
        "is_new": True,
        "code": code,
        "code_fault": next((one.message for one in faults if one.path == "code"), ""),
        **_shown(values, text, faults),
    }
    return render(request, "procedures/edit.html", context, status=422 if faults else 200)


def _shown(values: dict[str, Any], text: PlainText, faults: tuple[Fault, ...]) -> dict[str, Any]:
    fields, plain_fields = editor.fields(values, faults), editor.plain_fields(text, faults)
    code = {"name": "code", "label": _("Code of the procedure")}
    return {
        "faults": editor.summed_up(faults, code, fields, plain_fields),
        "fields": fields,
        "plain_fields": plain_fields,
        "most": plain.MOST_IN_ALL,
    }


def _base_of(code: str, draft: drafts.DraftInfo | None) -> VersionInfo | None:
    """Return the version that a draft changes; None for the first one of a procedure."""
    return None if draft and draft.is_first else newest(code)


@access.needs(permissions.MANAGE)
@FORM
def edit(request: Request, code: str) -> HttpResponse:
    """Edit the next version of a procedure: the legal text, and the plain one beside it."""
    draft = drafts.find_draft(code)
    base = _base_of(code, draft)
    record = draft.record if draft else records.record_of(newest(code))
    if request.method != "POST":
        text = draft.plain if draft else newest(code).plain or PlainText()
        return _editor(request, base, draft, editor.shown(record), text)
    values, text = editor.typed(request.POST), editor.plain_of(request.POST)
    if "add" in request.POST or "remove" in request.POST:
        return _editor(request, base, draft, values, text)
    try:
        changed = save_draft(
            actor=request.actor,
            code=code,
            record=editor.record_of(values, record),
            text=text,
            confirmed="confirmed" in request.POST,
            at=request.at,
        )
    except FaultyRecord as error:
        faults = editor.at_their_fields(error.faults)
        kept = editor.without_empty_rows(values)
        return _editor(request, base, draft, kept, text, faults=tuple(faults))
    said = _("The draft is saved.") if changed else _("Nothing changed: the draft is as it was.")
    messages.success(request, said)
    then = "procedures:publish" if request.POST.get("act") == "publish" else "procedures:edit"
    return redirect(then, code)


def _editor(
    request: Request,
    base: VersionInfo | None,
    draft: drafts.DraftInfo | None,
    values: dict[str, Any],
    text: PlainText,
    *,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    context = {"version": base or draft, "draft": draft, **_shown(values, text, faults)}
    return render(request, "procedures/edit.html", context, status=422 if faults else 200)


@access.needs(permissions.MANAGE)
@FORM
def publish(request: Request, code: str) -> HttpResponse:
    """Publish a draft by a decision, or say what keeps it from being published."""
    draft = drafts.find_draft(code)
    if draft is None:
        raise NoDraft(code=code)
    base = _base_of(code, draft)
    today = house_words.as_date(local_date(request.at))
    form = DecisionForm(
        request.POST or None, initial={"decision_date": today, "effective_from": today}
    )
    refused, faults = "", list[Fault]()
    if request.method == "POST" and form.is_valid():
        try:
            number = publish_draft(actor=request.actor, code=code, at=request.at, **form.said())
        except Invalid as error:
            faults = list(error.faults)
            refused = "" if faults else str(error)
        except Conflict as error:
            refused = str(error)
        else:
            said = _("Version %(number)s is published. It holds from %(day)s.")
            day = house_words.as_date(form.cleaned_data["effective_from"])
            messages.success(request, said % {"number": number, "day": day})
            return redirect("procedures:versions", code)
    context = {
        "version": base or draft,
        "draft": draft,
        "form": form,
        "faults": faults,
        "wrong": {one.path: one.message for one in faults},
        "refused": refused,
        "missing": [str(editor.PLAIN_WORDS[part]) for part in draft.missing],
        "changes": compared(base, draft.content, base.plain if base else None, draft.plain),
        "plain_lines": editor.plain_lines(draft.plain),
    }
    status = 409 if refused else 422 if form.is_bound else 200
    return render(request, "procedures/publish.html", context, status=status)


@access.needs(permissions.MANAGE)
@require_POST
def discard(request: Request, code: str) -> HttpResponse:
    """Throw a draft away."""
    draft = drafts.find_draft(code)
    try:
        discard_draft(actor=request.actor, code=code, at=request.at)
    except NotFound as error:
        messages.error(request, str(error))
        return redirect("procedures:catalogue")
    if draft and draft.is_first:
        messages.success(request, _("The draft is thrown away. The procedure was not published."))
        return redirect("procedures:catalogue")
    messages.success(request, _("The draft is thrown away. The version in force stays."))
    return redirect("procedures:versions", code)


@access.needs(permissions.MANAGE)
@FORM
def plain_text(request: Request, code: str) -> HttpResponse:
    """Write the plain text of the newest version, beside its legal text."""
    version = newest(code)
    text, faults = version.plain or PlainText(), list[Fault]()
    if request.method == "POST":
        text = editor.plain_of(request.POST)
        try:
            write_plain_text(actor=request.actor, code=code, text=text, at=request.at)
        except FaultyRecord as error:
            faults = list(error.faults)
        else:
            messages.success(request, _("The plain text is published."))
            return redirect("procedures:versions", code)
    context = {
        "version": version,
        "faults": faults,
        "plain_fields": editor.plain_fields(text, faults),
        "legal": compared(None, version, None, None),
        "most": plain.MOST_IN_ALL,
    }
    return render(request, "procedures/plain.html", context, status=422 if faults else 200)


@access.needs(permissions.MANAGE)
@FORM
def withdraw(request: Request, code: str) -> HttpResponse:
    """Withdraw a procedure by a decision: abolished, or replaced by another."""
    version = newest(code)
    today = house_words.as_date(local_date(request.at))
    form = WithdrawForm(
        request.POST or None, initial={"decision_date": today, "effective_from": today}
    )
    refused, faults = "", list[Fault]()
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_procedure(
                actor=request.actor,
                code=code,
                replaced_by=form.cleaned_data["replaced_by"],
                at=request.at,
                **form.said(),
            )
        except Invalid as error:
            faults = list(error.faults)
        except (Conflict, NoSuchProcedure) as error:
            refused = str(error)
        else:
            messages.success(request, _("The procedure is withdrawn."))
            return redirect("procedures:versions", code)
    context = {
        "version": version,
        "form": form,
        "faults": faults,
        "wrong": {one.path: one.message for one in faults},
        "refused": refused,
    }
    status = 409 if refused else 422 if form.is_bound else 200
    return render(request, "procedures/withdraw.html", context, status=status)
