"""What came out: for everybody from a least number of answers on, for officials with comments."""

from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries
from ..errors import NoSurvey
from ..types import Channel, Result, SurveyInfo


def _period(request: Request) -> analytics.Period:
    """Return the period that is asked for, this year unless another is."""
    text = request.GET.get("period", "") or str(local_date(request.at).year)
    try:
        return analytics.parse_period(text, at=request.at)
    except ValueError:
        raise NotFound from None


def _choices(request: Request) -> list[tuple[str, str]]:
    year = local_date(request.at).year
    quarters = [
        (f"{year}-Q{n}", _("Quarter %(n)s/%(year)s") % {"n": n, "year": year}) for n in range(1, 5)
    ]
    return [(str(year), str(year)), *quarters, (str(year - 1), str(year - 1))]


def _number(value: Fraction | None) -> str:
    return "–" if value is None else words.as_number(float(value), 1)


def _factors(result: Result) -> list[dict[str, Any]]:
    """Return each factor with its bar, and the questions behind it."""
    return [
        {
            "title": each.factor.title,
            "value": float(each.index),
            "text": _number(each.index),
            "rows": [
                [question.text, {"text": _number(index), "numeric": True}]
                for question, index in zip(each.factor.questions, each.of_questions, strict=True)
            ],
        }
        for each in result.factors
    ]


def _of_unit(request: Request, code: str) -> dict[str, Any]:
    """Return what both pages of a unit's results show."""
    on = local_date(request.at)
    unit, period = queries.find_unit(code, on=on), _period(request)
    survey = queries.find_survey(unit.id, on=on)
    if survey is None:
        raise NoSurvey
    units = queries.units_of(unit, on=on)
    found = queries.results_of(
        survey, unit_ids=[each.id for each in units], start=period.start, end=period.end
    )
    result = found[unit.id]
    return {
        "unit": unit,
        "survey": survey,
        "period": period,
        "periods": _choices(request),
        "chosen": request.GET.get("period", "") or str(on.year),
        "result": result,
        "index": _number(result.index),
        "factors": _factors(result),
        "head": [_("Question"), {"text": _("Index"), "numeric": True}],
        "unit_head": _unit_heads(),
        "unit_rows": [_unit_row(each, found[each.id]) for each in units[1:]],
    }


def _unit_heads() -> list[Any]:
    return [
        _("Unit"),
        {"text": pgettext("survey", "Answers"), "numeric": True},
        {"text": _("Index"), "numeric": True},
    ]


def _unit_row(unit: organisation.UnitInfo, result: Result) -> list[Any]:
    few = _("too few answers yet")
    return [
        {"text": unit.name, "href": reverse("surveys:results", args=[unit.code])},
        {"text": result.answers, "numeric": True},
        {"text": _number(result.index) if result.is_shown else few, "numeric": True},
    ]


@access.public
def results(request: Request, code: str) -> HttpResponse:
    """Show everybody how a unit did, once enough have answered."""
    return render(request, "surveys/results.html", _of_unit(request, code))


@access.needs(permissions.VIEW)
def unit(request: Request, code: str) -> HttpResponse:
    """Show officials how their unit did, what people wrote, and the code for the desk."""
    context = _of_unit(request, code)
    found: organisation.UnitInfo = context["unit"]
    permissions.VIEW.require(request.actor, unit_id=found.id)
    period: analytics.Period = context["period"]
    comments = queries.list_comments(unit_id=found.id, start=period.start, end=period.end)
    context |= {
        "desk_url": request.build_absolute_uri(reverse("surveys:desk", args=[code])),
        "comment_head": [
            pgettext("survey", "Comment"),
            _("When"),
            pgettext("survey", "Channel"),
        ],
        "comments": [
            [each.comment, words.as_date(each.answered_at), Channel(each.channel).label]
            for each in comments
        ],
    }
    return render(request, "surveys/unit.html", context)


@access.needs(permissions.VIEW)
def units(request: Request) -> HttpResponse:
    """List the units that the reader sees, with answers and index of this year."""
    seen = queries.asking_units(request.actor, at=request.at)
    period, on = _period(request), local_date(request.at)
    surveys: dict[Any, SurveyInfo] = {}
    for each in seen:
        found = queries.find_survey(each.id, on=on)
        if found is not None:
            surveys[each.id] = found
    rows = []
    for survey in {each.id: each for each in surveys.values()}.values():
        of_survey = [each for each in seen if surveys.get(each.id) == survey]
        measured = queries.results_of(
            survey,
            unit_ids=[each.id for each in of_survey],
            start=period.start,
            end=period.end,
        )
        rows += [_own_row(each, measured[each.id]) for each in of_survey]
    context = {
        "period": period,
        "head": _unit_heads(),
        "rows": rows,
        "may_publish": bool(permissions.PUBLISH.units(request.actor)),
    }
    return render(request, "surveys/units.html", context)


def _own_row(unit: organisation.UnitInfo, result: Result) -> list[Any]:
    cells = _unit_row(unit, result)
    return [{"text": unit.name, "href": reverse("surveys:unit", args=[unit.code])}, *cells[1:]]
