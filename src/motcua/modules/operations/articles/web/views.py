"""What districts reported, computed anew from the rows of this city."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.ui import words

from .. import queries
from ..types import Found, Line
from . import keeping

MOST_ROWS = 500


def _period(request: Request) -> analytics.Period:
    """Return what is asked for; without a wish the year that runs."""
    text = request.GET.get("period", "") or str(local_date(request.at).year)
    try:
        return analytics.parse_period(text, at=request.at)
    except ValueError:
        raise NotFound from None


def shown(measure: analytics.Measure | None, *, is_share: bool) -> str:
    """Return a figure as people read it."""
    if measure is None:
        return "–"
    if not is_share:
        return words.as_number(measure.numerator)
    if not measure.denominator:
        return "–"
    share = 100 * measure.numerator / measure.denominator
    return f"{words.as_number(share, 2)} %"


def _counts(measure: analytics.Measure | None, *, is_share: bool) -> str:
    if measure is None or not is_share:
        return ""
    return f"{words.as_number(measure.numerator)} ÷ {words.as_number(measure.denominator)}"


def _row(found: Found, query: str) -> list[Any]:
    claim, is_share = found.claim, found.is_share
    title: str = claim.title
    here = _cell(_("not carried yet"), claim.lacks or _("No module here counts it."))
    if found.measure is not None:
        here = _cell(
            shown(found.measure, is_share=is_share), _counts(found.measure, is_share=is_share)
        )
        href = reverse("articles:figure", args=[claim.key]) + query
        title = format_html('<a class="govuk-link" href="{}">{}</a>', href, claim.title)
    return [_cell(title, claim.formula), _cell(claim.reported, claim.reporter), here]


def _cell(text: str, note: str) -> dict[str, Any]:
    """Return a cell with a small line below that stays below on a phone, too."""
    return {"html": format_html('{}<div class="mc-small">{}</div>', text, note)}


@access.public
def figures(request: Request) -> HttpResponse:
    """Show every figure of the articles beside what this city has."""
    period = _period(request)
    query = f"?period={request.GET['period']}" if request.GET.get("period") else ""
    measured_at, groups = keeping.figures(period, request.at)
    every = [each for of_it in groups.values() for each in of_it]
    year = local_date(request.at).year
    context = {
        "period": period,
        "measured_at": measured_at,
        "groups": [
            (title, [_row(each, query) for each in of_it]) for title, of_it in groups.items()
        ],
        "head": [_("What, and how it is computed"), _("As reported"), _("In this city")],
        "computed": sum(each.measure is not None for each in every),
        "missing": sum(each.measure is None for each in every),
        "years": [
            (str(each), reverse("articles:figures") + f"?period={each}")
            for each in (year, year - 1)
        ],
    }
    return render(request, "articles/figures.html", context)


@access.public
def figure(request: Request, key: str) -> HttpResponse:
    """Show one figure with what it counts: what everybody may see, or the counts of each unit."""
    period = _period(request)
    measured_at, groups = keeping.figures(period, request.at)
    found = queries.get_figure(groups, key)
    if found.measure is None:
        raise NotFound
    by_unit = not found.claim.measure  # behind the others are things that everybody may see
    lines = found.lines[:MOST_ROWS]
    context = {
        "found": found,
        "period": period,
        "by_unit": by_unit,
        "measured_at": measured_at,
        "value": shown(found.measure, is_share=found.is_share),
        "counts": _counts(found.measure, is_share=found.is_share),
        "head": _head(found) if by_unit else [_("What is counted"), _("Note")],
        "rows": [_cells(found, line) if by_unit else _thing(line) for line in lines],
        "left": len(found.lines) - len(lines),
    }
    return render(request, "articles/figure.html", context)


def _head(found: Found) -> list[Any]:
    head: list[Any] = [_("Unit"), {"text": _("Counted"), "numeric": True}]
    if found.is_share:
        head += [{"text": _("Of all"), "numeric": True}, {"text": _("Figure"), "numeric": True}]
    return head


def _cells(found: Found, line: Line) -> list[Any]:
    measure = line.measure or analytics.Measure()
    cells: list[Any] = [line.title, {"text": words.as_number(measure.numerator), "numeric": True}]
    if found.is_share:
        cells.append({"text": words.as_number(measure.denominator), "numeric": True})
        cells.append({"text": shown(measure, is_share=True), "numeric": True})
    return cells


def _thing(line: Line) -> list[Any]:
    return [{"text": line.title, "href": line.url}, line.note]
