"""Rules: written on a page, tried out on the past, switched on."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation import access
from motcua.foundation.errors import Invalid
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..models import Rule
from ..types import Ring, Severity
from .forms import RuleForm
from .lists import doors
from .shown import SEVERITIES

_LISTED = 50
ON = ("good", "check")
OFF = ("neutral", "pause")


def _units(request: Request) -> list[organisation.UnitInfo]:
    """Return the authorities of which the reader writes rules."""
    allowed = permissions.SET_RULES.units(request.actor)
    kind = organisation.UnitKind.AUTHORITY
    found = organisation.list_units(on=local_date(request.at), kind=kind)
    return [each for each in found if each.id in allowed]


def switch_state(rule: Rule) -> dict[str, str]:
    """Return whether a rule is on, as components show it."""
    tone, icon = ON if rule.is_on else OFF
    return {
        "label": pgettext("rule", "On") if rule.is_on else pgettext("rule", "Off"),
        "tone": tone,
        "icon": icon,
    }


@access.needs(permissions.SET_RULES)
def rules(request: Request) -> HttpResponse:
    """List the rules that the reader may change."""
    found = queries.list_rules(actor=request.actor)
    indicators = {each.code: each for each in queries.choices(local_date(request.at))}

    def said(rule: Rule) -> str:
        indicator = indicators.get(rule.indicator_code)
        if indicator is None:
            return _("Nobody counts this figure any more.")
        return queries.condition_in_words(rule, indicator)

    context = {
        "tabs": doors(request, "rules"),
        "head": [_("Rule"), _("When it rings"), _("Units"), _("Severity"), _("State")],
        "rows": [
            [
                {"text": each.title, "href": reverse("alerts:rule", args=[each.id])},
                said(each),
                queries.scope_in_words(each, each.unit.short_name or each.unit.name),
                str(Severity(each.severity).label),
                {"text": "", "state": switch_state(each)},
            ]
            for each in found
        ],
    }
    return render(request, "alerts/rules.html", context)


@access.needs(permissions.SET_RULES)
def new(request: Request) -> HttpResponse:
    """Write a new rule."""
    return _edit(request, None)


@access.needs(permissions.SET_RULES)
def rule(request: Request, rule_id: UUID) -> HttpResponse:
    """Show a rule, change it, try it out on the past."""
    return _edit(request, queries.get_rule(actor=request.actor, rule_id=rule_id))


def _edit(request: Request, found: Rule | None) -> HttpResponse:
    indicators = queries.choices(local_date(request.at))
    form = RuleForm(request.POST or None, units=_units(request), indicators=indicators, rule=found)
    if form.is_valid():
        try:
            rule_id = use_cases.write_rule(
                actor=request.actor,
                terms=form.terms(),
                rule_id=found.id if found else None,
                at=request.at,
            )
        except Invalid as error:
            for fault in error.faults:
                form.add_error(fault.path, fault.message)
        else:
            messages.success(request, _("The rule is written. See how it would have rung."))
            return redirect(f"{reverse('alerts:rule', args=[rule_id])}?try=1")
    context: dict[str, Any] = {"tabs": doors(request, "rules"), "form": form, "rule": found}
    if found is not None:
        indicator = next((each for each in indicators if each.code == found.indicator_code), None)
        context["said"] = queries.condition_in_words(found, indicator) if indicator else ""
        context["switch"] = switch_state(found)
        context["severity"] = SEVERITIES[Severity(found.severity)]
        if request.GET.get("try"):
            context |= _tried(queries.try_out(found, at=request.at))
    return render(request, "alerts/rule.html", context)


def _tried(found: Sequence[Ring] | None) -> dict[str, Any]:
    if found is None:
        return {"cannot_try": True}
    return {
        "tried": True,
        "count": len(found),
        "days": queries.LOOKED_BACK,
        "rings_head": [_("Day"), _("Unit"), _("What it would have said")],
        "rings": [
            [words.as_date(each.day), each.unit_name, each.words] for each in found[:_LISTED]
        ],
    }


@access.needs(permissions.SET_RULES)
def switch(request: Request, rule_id: UUID) -> HttpResponse:
    """Switch a rule on or off."""
    if request.method == "POST":
        is_on = request.POST.get("act") == "on"
        use_cases.switch_rule(actor=request.actor, rule_id=rule_id, is_on=is_on, at=request.at)
        messages.success(
            request,
            _("The rule is on: it is looked at each minute.") if is_on else _("The rule is off."),
        )
    return redirect("alerts:rule", rule_id)
