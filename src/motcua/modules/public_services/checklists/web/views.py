"""What administrators see: the catalogue of reasons, and each procedure's check lists."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.text import fold
from motcua.foundation.time import local_date
from motcua.modules.public_services.procedures import api as procedures
from motcua.ui import words

from .. import permissions, queries, rules, use_cases
from ..errors import NoSuchReason
from ..types import OF_PAPERS, Question, ReasonInfo

SHOWN = 60


def _row(reason: ReasonInfo, on: date) -> dict[str, Any]:
    return {
        "reason": reason,
        "question": reason.question.label,
        "holds": reason.holds_on(on),
        "ends": words.as_date(reason.valid_to) if reason.valid_to else "",
        "begins": words.as_date(reason.valid_from) if reason.valid_from > on else "",
    }


@access.needs(permissions.MANAGE)
def reasons(request: Request) -> HttpResponse:
    """Show the catalogue of reasons, those that ended last."""
    on = local_date(request.at)
    rows = [_row(each, on) for each in queries.list_reasons()]
    context = {
        "here": "reasons",
        "groups": [
            {"title": question.label, "rows": [r for r in rows if r["reason"].question is question]}
            for question in Question
        ],
    }
    return render(request, "checklists/reasons.html", context)


@access.needs(permissions.MANAGE)
def add(request: Request) -> HttpResponse:
    """Ask for a new reason, and add it."""
    faults: tuple[Fault, ...] = ()
    typed = request.POST
    if request.method == "POST":
        begins = words.read_date(typed.get("valid_from", ""))
        if begins is None:
            faults = (Fault("valid_from", _("Write a day, such as 01/07/2025.")),)
        try:
            if begins is not None:
                made = use_cases.add_reason(
                    actor=request.actor,
                    code=typed.get("code", ""),
                    question=typed.get("question", ""),
                    text=typed.get("text", ""),
                    advice=typed.get("advice", ""),
                    valid_from=begins,
                    at=request.at,
                )
        except Invalid as refusal:
            faults = refusal.faults
        if not faults:
            messages.success(request, _("The reason %(code)s is added.") % {"code": made.code})
            return redirect("checklists:reasons")
    context = {
        "faults": faults,
        "errors": {fault.path: fault.message for fault in faults},
        "typed": typed,
        "today": f"{local_date(request.at):%d/%m/%Y}",
        "questions": Question.choices,
    }
    return render(request, "checklists/add.html", context)


@access.needs(permissions.MANAGE)
def retire(request: Request, code: str) -> HttpResponse:
    """Ask from which day a reason ends, and end it."""
    reason = queries.reasons_by_code().get(code)
    if reason is None:
        raise NoSuchReason
    fault = ""
    if request.method == "POST":
        ends = words.read_date(request.POST.get("valid_to", ""))
        if ends is not None:
            use_cases.retire_reason(actor=request.actor, code=code, valid_to=ends, at=request.at)
            messages.success(request, _("The reason %(code)s ends.") % {"code": code})
            return redirect("checklists:reasons")
        fault = _("Write a day, such as 01/07/2025.")
    context = {
        "reason": reason,
        "fault": fault,
        "faults": [Fault("valid_to", fault)] if fault else [],
        "day": request.POST.get("valid_to", f"{local_date(request.at):%d/%m/%Y}"),
    }
    return render(request, "checklists/retire.html", context)


@access.needs(permissions.MANAGE)
def procedure_list(request: Request) -> HttpResponse:
    """Find the procedure whose check lists are to be looked at."""
    text = fold(request.GET.get("q", ""))
    found = [
        each
        for each in procedures.list_procedures(on=local_date(request.at))
        if text in fold(f"{each.code} {each.title}")
    ]
    rows = [
        [
            {"text": each.title, "href": reverse("checklists:procedure", args=[each.code])},
            each.code,
            {"text": len(each.components), "numeric": True},
        ]
        for each in found[:SHOWN]
    ]
    context = {
        "here": "procedures",
        "q": request.GET.get("q", ""),
        "rows": rows,
        "head": [_("Procedure"), _("Code"), {"text": _("Papers"), "numeric": True}],
        "more": max(0, len(found) - SHOWN),
    }
    return render(request, "checklists/procedures.html", context)


@access.needs(permissions.MANAGE)
def procedure(request: Request, code: str) -> HttpResponse:
    """Show what a procedure asks of each paper; set it from a day on."""
    on = local_date(request.at)
    version = procedures.get_version(code, on)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        key = request.POST.get("component", "")
        faults = _set(request, code, key, known={each.key for each in version.components})
        if not faults:
            messages.success(request, _("The check list is saved."))
            return redirect("checklists:procedure", code=code)
    needs = [_Need(each) for each in version.components]
    lists = queries.check_lists(procedure_code=code, needs=needs, on=on)
    context = {
        "here": "procedures",
        "version": version,
        "faults": faults,
        "today": f"{on:%d/%m/%Y}",
        "papers": [_paper(need, lists[need.key]) for need in needs],
        "changes": queries.changes_of(procedure_code=code),
        "names": {need.key: need.name for need in needs},
    }
    return render(request, "checklists/procedure.html", context)


class _Need:
    """A component before anybody asks for it: neither declared nor shown is decided yet."""

    def __init__(self, component: procedures.Component) -> None:
        folded = fold(component.name)
        self.key, self.name = component.key, component.name
        self.declared = bool(component.form_code) or folded.startswith("to khai")
        self.shown = "xuat trinh" in folded


def _paper(need: _Need, asked: Any) -> dict[str, Any]:
    kind = rules.kind_of(need.name)
    choices = tuple(Question) if need.declared else OF_PAPERS
    return {
        "need": need,
        "list": asked,
        "options": [
            {"value": each.value, "label": each.label, "checked": each in asked.questions}
            for each in choices
        ],
        "source": kind.source if kind and kind.months else "",
        "unsure": bool(kind and kind.months and kind.certainty != "law" and not asked.own),
    }


def _set(request: Request, code: str, key: str, *, known: set[str]) -> tuple[Fault, ...]:
    begins = words.read_date(request.POST.get("valid_from", ""))
    typed = request.POST.get("months", "").strip()
    faults = []
    if key not in known:
        faults.append(Fault("component", _("Choose a paper of this procedure.")))
    if begins is None:
        faults.append(Fault(f"valid_from.{key}", _("Write a day, such as 01/07/2025.")))
    if typed and not (typed.isascii() and typed.isdigit()):
        faults.append(Fault(f"months.{key}", _("Write the months as a whole number.")))
    if faults or begins is None:
        return tuple(faults)
    try:
        use_cases.set_check_list(
            actor=request.actor,
            procedure_code=code,
            component_key=key,
            questions=request.POST.getlist("questions"),
            months=int(typed) if typed else None,
            valid_from=begins,
            legal_basis=request.POST.get("legal_basis", ""),
            at=request.at,
        )
    except Invalid as refusal:
        return tuple(Fault(f"{fault.path}.{key}", fault.message) for fault in refusal.faults)
    return ()
