"""A few questions, a group on each page; what was answered travels along in the form."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid, uuid7
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.ratings import api as ratings

from .. import queries, use_cases
from ..errors import NoSurvey
from ..types import Channel, Factor, SurveyInfo

_COOKIE = "mc_survey"
_YEAR = 365 * 24 * 3600
# Worst first, as the scale is read; the words stand under each number.
_CHOICES = [(value, label) for value, label in reversed(ratings.Stars.choices)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """Who is asked about what: the unit, the questions, and how he came."""

    unit: organisation.UnitInfo
    survey: SurveyInfo
    channel: Channel
    dossier_code: str | None = None
    device: str = ""
    again: str = ""


@access.public
def at_desk(request: Request, code: str) -> HttpResponse:
    """Ask whoever read the QR code of a desk; a browser answers once a day."""
    mark = request.COOKIES.get(_COOKIE, "")
    device = mark if read_uuid(mark) else str(uuid7())
    visit = _visit(request, code, Channel.QR, device=hashlib.sha256(device.encode()).hexdigest())
    response = _ask(request, visit)
    response.set_cookie(
        _COOKIE,
        device,
        max_age=_YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
        path="/surveys/",
    )
    return response


@access.public
def kiosk(request: Request, code: str) -> HttpResponse:
    """Ask on the screen at a desk, one person after the other."""
    again = reverse("surveys:kiosk", args=[code])
    return _ask(request, _visit(request, code, Channel.KIOSK, again=again))


@access.public
def by_link(request: Request, token: str) -> HttpResponse:
    """Ask the applicant of a dossier, who has the link from a message; no sign-in."""
    code = queries.dossier_of(token)
    outcome = dossiers.outcomes(codes=[code]).get(code) if code else None
    if outcome is None or outcome.finished_at is None:
        raise NoSurvey
    unit = organisation.get_unit(outcome.unit_id)
    if queries.is_answered(outcome.code):
        return render(request, "surveys/thanks.html", {"unit": unit, "known": True})
    survey = queries.find_survey(unit.id, on=local_date(request.at))
    if survey is None:
        raise NoSurvey
    return _ask(
        request,
        _Visit(unit=unit, survey=survey, channel=Channel.LINK, dossier_code=outcome.code),
    )


def _visit(request: Request, code: str, channel: Channel, **more: Any) -> _Visit:
    on = local_date(request.at)
    unit = queries.find_unit(code, on=on)
    survey = queries.find_survey(unit.id, on=on)
    if survey is None:
        raise NoSurvey
    return _Visit(unit=unit, survey=survey, channel=channel, **more)


def _ask(request: Request, visit: _Visit) -> HttpResponse:
    """Show a group of questions, the next one, or thank for all of them."""
    values = _values(request, visit.survey)
    if request.method != "POST":
        return _page(request, visit, values, step=0)
    step = _step(request, visit.survey)
    if "back" in request.POST:
        return _page(request, visit, values, step=max(step - 1, 0))
    faults = _missing(visit.survey.factors[step], values)
    if faults or step + 1 < len(visit.survey.factors):
        return _page(request, visit, values, step=step if faults else step + 1, faults=faults)
    use_cases.answer_survey(
        actor=request.actor,
        unit_id=visit.unit.id,
        values=values,
        channel=visit.channel,
        key=read_uuid(request.POST.get("key", "")) or uuid7(),
        dossier_code=visit.dossier_code,
        device=visit.device,
        comment=request.POST.get("comment", ""),
        at=request.at,
    )
    context = {"unit": visit.unit, "again": visit.again}
    return render(request, "surveys/thanks.html", context)


def _values(request: Request, survey: SurveyInfo) -> dict[str, int]:
    typed = {each.code: request.POST.get(f"q{each.code}", "") for each in survey.questions}
    return {code: int(text) for code, text in typed.items() if text in set("12345")}


def _step(request: Request, survey: SurveyInfo) -> int:
    text = request.POST.get("step", "0")
    return min(int(text), len(survey.factors) - 1) if text.isdecimal() else 0


def _missing(factor: Factor, values: dict[str, int]) -> tuple[Fault, ...]:
    message = _("Choose one of the five answers.")
    return tuple(
        Fault(f"q{each.code}", f"{each.text}: {message}")
        for each in factor.questions
        if each.code not in values
    )


def _page(
    request: Request,
    visit: _Visit,
    values: dict[str, int],
    *,
    step: int,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    factor = visit.survey.factors[step]
    shown = {each.code for each in factor.questions}
    missing = {each.path for each in faults}
    context = {
        "unit": visit.unit,
        "survey": visit.survey,
        "factor": factor,
        "step": step,
        "number": step + 1,
        "last": step + 1 == len(visit.survey.factors),
        "key": request.POST.get("key") or uuid7(),
        "comment": request.POST.get("comment", ""),
        "questions": [
            {
                "name": f"q{each.code}",
                "text": each.text,
                "value": values.get(each.code, ""),
                "error": _("Choose one of the five answers.") if f"q{each.code}" in missing else "",
            }
            for each in factor.questions
        ],
        "kept": [(f"q{code}", value) for code, value in values.items() if code not in shown],
        "choices": _CHOICES,
        "faults": faults,
    }
    return render(request, "surveys/ask.html", context)
