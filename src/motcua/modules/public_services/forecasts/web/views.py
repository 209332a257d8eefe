"""Pages: unit by unit how many will be late, and which dossiers to do first."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries, rules
from ..types import Accuracy, Band, Outlook

_LISTED = 60
_RISKS = ((0.5, "bad", "warning"), (0.2, "warn", "clock"), (0.0, "good", "check"))


@access.needs(permissions.VIEW)
def units(request: Request) -> HttpResponse:
    """Show for each unit how many of its open dossiers are foretold late, and how true that was."""
    on = local_date(request.at)
    found = queries.authorities(permissions.VIEW.units(request.actor), on=on)
    ids = [each.id for each in found]
    made_on = queries.last_morning(on=on)
    if made_on is None:
        return render(request, "forecasts/units.html")
    outlooks = queries.outlooks(ids, made_on)
    true = queries.accuracy_by_unit(ids, on=on)
    context = {
        "made_on": made_on,
        "head": _head(),
        "rows": [
            _row(each, outlooks[each.id], true.get(each.id, Accuracy()))
            for each in sorted(found, key=lambda each: -outlooks[each.id].expected_7)
        ],
        **_came_true(queries.accuracy_of(ids, on=on), queries.bands(ids, on=on)),
    }
    return render(request, "forecasts/units.html", context)


def _head() -> list[Any]:
    return [
        _("Unit"),
        *(
            {"text": text, "numeric": True}
            for text in (
                _("Due in 7 days"),
                _("of them foretold late"),
                _("Due in 14 days"),
                _("of them foretold late"),
                _("Of 100 foretold late, were late"),
            )
        ),
    ]


def _row(unit: organisation.UnitInfo, outlook: Outlook, true: Accuracy) -> dict[str, Any]:
    of_100 = true.of_100_foretold if true.says_something else None
    numbers = (
        str(outlook.due_7),
        _about(outlook.expected_7),
        str(outlook.due_14),
        _about(outlook.expected_14),
        "–" if of_100 is None else str(of_100),
    )
    href = reverse("forecasts:unit", args=[unit.id])
    name = {"text": unit.short_name or unit.name, "href": href}
    return {"cells": [name, *({"text": each, "numeric": True} for each in numbers)]}


def _about(expected: float) -> str:
    return words.as_number(expected, 0 if expected >= 10 else 1)  # noqa: PLR2004 - two digits tell


def _came_true(accuracy: Accuracy, found: list[Band]) -> dict[str, Any]:
    """Return how far the forecasts of the last 30 days came true, in words and as a table."""
    return {
        "accuracy": accuracy,
        "brier": words.as_number(accuracy.brier, 3),
        "plain_brier": words.as_number(accuracy.plain_brier, 3),
        "bands_head": [
            _("Foretold chance"),
            {"text": _("Dossiers"), "numeric": True},
            {"text": _("Foretold on the average"), "numeric": True},
            {"text": _("Were late"), "numeric": True},
        ],
        "bands": [
            [
                f"{each.low}–{each.high} %",
                {"text": words.as_number(each.number), "numeric": True},
                {"text": _per_cent(each.said), "numeric": True},
                {"text": _per_cent(each.came), "numeric": True},
            ]
            for each in found
        ],
    }


def _per_cent(share: float) -> str:
    return f"{words.as_number(100 * share, 1)} %"


@access.needs(permissions.VIEW)
def unit(request: Request, unit_id: UUID) -> HttpResponse:
    """Show which dossiers of a unit to do first, and how likely each is late."""
    permissions.VIEW.require(request.actor, unit_id=unit_id)
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(each) for each in queries.HORIZONS} else queries.HORIZONS[0]
    found, made_on = queries.foretell(
        actor=request.actor, unit_id=unit_id, days=days, at=request.at
    )
    accuracy = queries.accuracy_of([unit_id], on=local_date(request.at))
    outlook = queries.outlooks([unit_id], made_on)[unit_id] if made_on else None
    context = {
        "unit": organisation.get_unit(unit_id),
        "made_on": made_on,
        "promised": outlook.due_14 if outlook else 0,
        "foretold": _about(outlook.expected_14) if outlook else "",
        "days": days,
        "tabs": [
            {
                "title": _("Next %(days)s days") % {"days": each},
                "href": f"?days={each}",
                "current": each == days,
            }
            for each in queries.HORIZONS
        ],
        "due": len(found),
        "expected": _about(sum(each.chance.chance for each in found)),
        "rows": [_dossier(each, request) for each in found[:_LISTED]],
        "more": max(len(found) - _LISTED, 0),
        **_came_true(accuracy, queries.bands([unit_id], on=local_date(request.at))),
    }
    return render(request, "forecasts/unit.html", context)


def _dossier(each: queries.Foretold, request: Request) -> dict[str, Any]:
    """Return a dossier as a line of an inbox, with why it is foretold so."""
    dossier, chance = each.dossier, each.chance
    tone, icon = next((tone, icon) for least, tone, icon in _RISKS if chance.chance >= least)
    alike = _("new here: foretold as the unit does otherwise")
    if chance.alike.number:
        alike = _("%(late)s of %(number)s alike were late") % asdict(chance.alike)
    return {
        "id": dossier.code,
        "href": reverse("dossiers:case", args=[dossier.code]),
        "code": dossier.code,
        "person": dossier.procedure_title,
        "procedure": f"{dossier.step} · {dossier.post_title or '–'}",
        "state": {
            "label": _("%(percent)s %% likely late") % {"percent": round(100 * chance.chance)},
            "tone": tone,
            "icon": icon,
        },
        "step": alike,
        "due_at": dossier.due_at,
        "distance": words.as_distance(dossier.due_at, request.at),
        "tone": "bad" if chance.chance >= rules.LIKELY else "",
    }
