"""Try a process out on a sample dossier; nothing is written."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import LOCAL_ZONE, local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures
from motcua.ui import words as house_words

from ... import queries
from ...errors import NoDraft
from ...types import Trial, TriedStep
from .. import words
from ..forms import TrialForm

DRAFT, MORNING = "draft", "09:00"
GIVEN = {"channel", "procedure", "field", "level"}  # known from the form itself
YES, NO = {"true", "có", "đúng", "yes"}, {"false", "không", "sai", "no"}


@access.needs(cases.MANAGE_PROCESSES)
@require_safe
def try_out(request: Request, code: str) -> HttpResponse:
    """Show the way that a dossier would take: who, from when to when, and the promise."""
    today = local_date(request.at)
    which, steps = _table(code, request.GET.get("which", ""), today)
    asked = queries.facts_asked(steps)
    is_asked = "procedure" in request.GET
    form = TrialForm(request.GET if is_asked else None, initial=_usual(request))
    context: dict[str, Any] = {
        "info": queries.get_info(code, on=today),
        "which": which,
        "tables": _tables(code),
        "form": form,
        "procedures": _procedures(code, today),
        "units": _units(request, today),
        "channels": _channels(),
        "channel": request.GET.get("channel", "ONLINE"),
        "facts": [
            {"name": f"fact-{name}", "label": name, "value": request.GET.get(f"fact-{name}", "")}
            for name in asked
            if name not in GIVEN
        ],
    }
    status = 200
    if is_asked and form.is_valid() and steps:
        trial = _try(request, form, steps)
        if trial is None:
            form.add_error("procedure", _("Choose a procedure that is in force on that day."))
        else:
            context |= {"trial": trial, **_shown(trial)}
    if is_asked and form.errors:
        status = 422
    return render(request, "processes/try.html", context, status=status)


def _table(code: str, which: str, today: date) -> tuple[str, Sequence[cases.Step]]:
    """Return the table to try: the draft, a version, or what holds today."""
    if which.isascii() and which.isdigit():
        return which, queries.get_version(code, int(which)).steps
    version = queries.version_on(code, today)
    if which == DRAFT or version is None:
        try:
            return DRAFT, queries.read_rows(queries.get_draft(code).rows, on=today).steps
        except NoDraft:
            queries.process_of(code)
            return DRAFT, ()
    return str(version.number), version.steps


def _tables(code: str) -> list[tuple[str, str]]:
    found = [
        (
            str(one.number),
            _("Version %(number)s, from %(day)s")
            % {"number": one.number, "day": house_words.as_date(one.effective_from)},
        )
        for one in queries.list_versions(code)
    ]
    try:
        queries.get_draft(code)
    except NoDraft:
        return found
    return [(DRAFT, _("The draft")), *found]


def _usual(request: Request) -> dict[str, Any]:
    return {"day": house_words.as_date(local_date(request.at)), "hour": MORNING}


def _procedures(code: str, today: date) -> list[tuple[str, str]]:
    """Return what the process serves; of a process that serves nothing, everything in force."""
    served = {one.procedure_code for one in queries.list_served(code, on=today)}
    return [
        (one.code, f"{one.code} {one.title}")
        for one in procedures.list_procedures(on=today)
        if not served or one.code in served
    ]


def _units(request: Request, today: date) -> list[tuple[str, str]]:
    mine = cases.MANAGE_PROCESSES.units(request.actor)
    return [
        (str(unit.id), unit.name)
        for unit in organisation.list_units(today, kind=organisation.UnitKind.AUTHORITY)
        if unit.id in mine
    ]


def _channels() -> list[tuple[str, str]]:
    return [
        ("ONLINE", pgettext("channel", "Online")),
        ("DIRECT", _("At the counter")),
        ("POST", _("By post")),
    ]


def _try(request: Request, form: TrialForm, steps: Sequence[cases.Step]) -> Trial | None:
    at = form.starts_at(LOCAL_ZONE)
    version = procedures.find_version(form.cleaned_data["procedure"], at.date())
    unit_id = form.cleaned_data["unit"]
    if version is None:
        return None
    cases.MANAGE_PROCESSES.require(request.actor, unit_id=unit_id)
    return queries.try_out(
        steps=steps, procedure=version, facts=_facts(request, version), unit_id=unit_id, at=at
    )


def _facts(request: Request, version: procedures.VersionInfo) -> cases.Facts:
    found: dict[str, Any] = {
        "channel": request.GET.get("channel", "ONLINE"),
        "procedure": version.code,
        "field": version.field,
        "level": str(version.level),
    }
    for name in request.GET:
        value = str(request.GET.get(name, "")).strip()
        if name.startswith("fact-") and value:
            found[name.removeprefix("fact-")] = _fact(value)
    return found


def _fact(text: str) -> str | Decimal | bool:
    if text.casefold() in YES | NO:
        return text.casefold() in YES
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text


def _shown(trial: Trial) -> dict[str, Any]:
    return {
        "promise": house_words.as_promise(trial.promised_at),
        "ends": house_words.as_instant(trial.ends_at),
        "step_head": [
            _("Step"),
            _("What is done"),
            pgettext("of a step", "Who"),
            _("Begins"),
            _("Ends"),
            {"text": pgettext("of a step", "Working hours"), "numeric": True},
        ],
        "step_rows": [_row(one) for one in trial.steps],
        "skipped": [f"{step.seq}. {step.name} ({step.condition})" for step in trial.skipped],
    }


def _row(one: TriedStep) -> list[Any]:
    who = ", ".join(one.holders) or _("nobody")
    post = f"{one.post_title} · {one.unit_name}: {who}" if one.post_title else "–"
    beside = _("side by side")
    name = f"{one.step.name} ({beside})" if one.beside else one.step.name
    return [
        str(one.step.seq),
        name,
        post,
        house_words.as_instant(one.started_at),
        house_words.as_instant(one.due_at),
        {"text": words.hours(one.step.hours), "numeric": True},
    ]
