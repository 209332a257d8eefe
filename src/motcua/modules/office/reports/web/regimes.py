"""Regimes: those in force, those that come with the house, a change from a day on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from motcua.foundation import access
from motcua.foundation.errors import Fault
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..errors import RegimeInForce, RegimeInvalid
from ..models import Regime
from ..types import Closing, Deadline, Frequency, RegimeTerms
from .lists import tabs

_WORDS = ("code", "title", "subject", "receiver", "source", "certainty")


def deadline_words(rule: str) -> str:
    """Return until when a level hands in, in words."""
    amount, _space, unit = rule.partition(" ")
    if amount == "day":
        return _("by the %(day)sth of the month in which the period ends") % {"day": unit}
    if unit == "working_day":
        return _("%(days)s working days after the period") % {"days": amount}
    return _("%(days)s days after the period") % {"days": amount}


def _line(regime: Regime, on: date) -> dict[str, Any]:
    version = regime.form_version
    until = words.as_date(regime.valid_to) if regime.valid_to else "…"
    deadlines = [
        {"text": f"{organisation.Level(each.level).label}: {deadline_words(each.rule)}"}
        for each in regime.levels
    ]
    is_past = regime.valid_to is not None and regime.valid_to <= on
    return {
        "cells": [
            {
                "text": regime.title,
                "href": "" if is_past else reverse("reports:regime", args=[regime.code]),
                "note": f"{regime.code} · {regime.source}",
            },
            Frequency(regime.frequency).label,
            Closing(regime.closing).label,
            {"lines": deadlines},
            {
                "text": f"{version.form.code}, {version.number}",
                "href": reverse("reports:form", args=[version.form.code]),
            },
            f"{words.as_date(regime.valid_from)} – {until}",
        ]
    }


@access.needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def list_all(request: Request) -> HttpResponse:
    """Show all regimes; take over one that comes with the house."""
    if request.method == "POST":
        code = request.POST.get("code", "")
        use_cases.adopt_shipped(actor=request.actor, code=code, at=request.at)
        messages.success(request, _("Taken over. Its reports open when their periods are over."))
        return redirect("reports:regimes")
    found = list(queries.list_regimes())
    have = {each.code for each in found}
    to_adopt = [code for code in queries.shipped_codes() if code not in have]
    shipped = [queries.shipped_terms(code)[0] for code in to_adopt]
    context = {
        "tabs": tabs(request, "regimes"),
        "head": [
            pgettext("noun", "Report"),
            _("How often"),
            _("Closing of figures"),
            _("Until when"),
            _("Form"),
            _("In force"),
        ],
        "rows": [_line(each, local_date(request.at)) for each in found],
        "shipped": [
            {"terms": each, "frequency": each.frequency.label, "closing": each.closing.label}
            for each in shipped
        ],
    }
    return render(request, "reports/regimes.html", context)


@access.needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Enter a regime."""
    return _form(request, {"frequency": Frequency.QUARTER, "closing": Closing.FOURTEENTH})


@access.needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, code: str) -> HttpResponse:
    """Change a regime from a day on; what is under way keeps the earlier version."""
    regime = queries.get_regime(code)
    known: dict[str, Any] = {name: getattr(regime, name) for name in _WORDS}
    known |= {"frequency": regime.frequency, "closing": regime.closing}
    known |= {f"deadline_{each.level}": each.rule for each in regime.levels}
    known["form"] = regime.form_version.form.code
    return _form(request, known, regime=regime)


def _form(
    request: Request, known: Mapping[str, Any], *, regime: Regime | None = None
) -> HttpResponse:
    faults: tuple[Fault, ...] = ()
    given: Mapping[str, Any] = known
    if request.method == "POST":
        posted = {name: str(value).strip() for name, value in request.POST.items()}
        given = posted if regime is None else {**posted, "code": regime.code}
        try:
            _set(request, given)
        except RegimeInvalid as refused:
            faults = refused.faults
        except RegimeInForce as refused:
            faults = (Fault("valid_from", str(refused)),)
        else:
            messages.success(request, _("The regime holds from the day that you gave."))
            return redirect("reports:regimes")
    context = {
        "regime": regime,
        "given": given,
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
        "frequencies": Frequency.choices,
        "closings": Closing.choices,
        "levels": [
            {
                "name": f"deadline_{level}",
                "label": label,
                "value": given.get(f"deadline_{level}", ""),
                "error": next((x.message for x in faults if x.path == f"deadline_{level}"), ""),
            }
            for level, label in organisation.Level.choices
        ],
        "forms": [(each.code, f"{each.code} – {each.title}") for each in queries.list_forms()],
    }
    return render(request, "reports/regime.html", context, status=422 if faults else 200)


def _set(request: Request, given: Mapping[str, Any]) -> None:
    valid_from = words.read_date(given.get("valid_from", ""))
    if valid_from is None:
        raise RegimeInvalid(faults=(Fault("valid_from", _("Write a day such as 15/12/2026.")),))
    deadlines = tuple(
        Deadline(level=level, rule=given[f"deadline_{level}"])
        for level in organisation.Level.values
        if given.get(f"deadline_{level}")
    )
    terms = RegimeTerms(
        **{name: given.get(name, "") for name in _WORDS},
        frequency=Frequency(given.get("frequency", Frequency.QUARTER)),
        closing=Closing(given.get("closing", Closing.FOURTEENTH)),
        deadlines=deadlines,
        valid_from=valid_from,
    )
    use_cases.set_regime(
        actor=request.actor, terms=terms, form_code=given.get("form", ""), at=request.at
    )
