"""What would bring points today."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.ui import words

from .. import permissions, queries
from ..types import Gain, Gains, IndicatorSet
from . import shown
from .asked import Asked, asked

MOST = 50


@access.needs(permissions.VIEW)
def todo(request: Request, unit_id: UUID) -> HttpResponse:
    """List the dossiers in hand that would bring points if they were closed today."""
    question = asked(request)
    one = question.unit(unit_id)
    found = queries.gains(
        actor=request.actor,
        unit_id=unit_id,
        period=question.period,
        at=request.at,
        within=question.within,
        set_code=question.of.code,
    )
    context = {
        "question": question,
        "unit": one,
        "form": question.form(),
        "back_url": reverse("scores:unit", args=[unit_id]) + question.query,
        "found": found,
        "amount": len(found.gains),
        "total": shown.points(found.total),
        "together": _together(question.of, found),
        "head": _head(),
        "rows": [_cells(question, each) for each in found.gains[:MOST]],
        "is_more": len(found.gains) > MOST,
        "most": MOST,
    }
    return render(request, "scores/todo.html", context)


def _head() -> list[Any]:
    texts = [_("Code"), _("Matter"), _("Unit"), _("Promised"), _("Today")]
    return [*texts, {"text": _("Points"), "numeric": True}, _("In criteria")]


def _cells(question: Asked, each: Gain) -> list[Any]:
    dossier = each.dossier
    unit = question.within.by_id[dossier.unit_id]
    state = (
        {"label": _("still in time"), "tone": "good", "icon": "check"}
        if each.keeps_promise
        else {"label": _("late already"), "tone": "bad", "icon": "warning"}
    )
    return [
        {
            "text": dossier.code,
            "href": dossiers.address_of(dossier.code, may_open=dossier.may_open),
        },
        dossier.title,
        unit.short_name or unit.name,
        words.as_instant(dossier.due_at),
        {"state": state},
        {"text": f"+{words.as_number(float(each.total), 3)}", "numeric": True},
        ", ".join(each.points),
    ]


def _together(of: IndicatorSet, found: Gains) -> list[dict[str, str]]:
    return [
        {"label": f"{each.number}. {each.title}", "value": f"+{shown.points(gain)}"}
        for each in of.criteria
        if (gain := found.together.get(each.number))
    ]
