"""What a figure counts: row by row, and officer by officer, as far as the reader may see it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.ui import words

from .. import permissions, rules
from .asked import Question, question
from .board import frame
from .charts import bar
from .tile import as_counted

PAGE = 50
NOBODY = "nobody"


@access.needs(permissions.VIEW_FIGURES)
def rows(request: Request, code: str) -> HttpResponse:
    """List what a figure counts for one unit, or for one of its officers."""
    asked = question(request)
    period, unit = asked.asked.period, asked.whose.unit
    each = analytics.get_indicator(code=code, on=period.last_date)
    given = request.GET
    officer, seen = given.get("officer", ""), given.get("seen", "")
    list_rows = _of_officer(each, officer) if officer else each.rows
    found = list(list_rows(request.actor, unit.id, period, given.get("after", ""), PAGE + 1))
    has_more, found = len(found) > PAGE, found[:PAGE]
    passed = (int(seen) if seen.isdigit() else 0) + len(found)
    context = frame(asked) | {
        "indicator": each,
        "unit": unit,
        "officer": given.get("name", "") if officer else "",
        "back": reverse("board:hands" if officer else "board:tile", args=[code]) + asked.query,
        "next": {"after": found[-1].code, "seen": passed} if has_more else None,
        "hidden": 0 if has_more or officer else _hidden(each, asked, passed),
        "head": [_("Code"), _("Matter"), _("Day"), _("Counted"), _("Note")],
        "rows": _listed(found),
    }
    return render(request, "board/rows.html", context)


def _of_officer(each: analytics.Indicator, officer: str) -> analytics.ListRows:
    if each.hands is None:
        raise NotFound
    try:
        return each.hands.rows_of(None if officer == NOBODY else UUID(officer))
    except ValueError:
        raise NotFound from None


def _listed(found: Sequence[analytics.Row]) -> list[list[Any]]:
    return [
        [
            {"text": row.code, "href": row.url},
            row.title,
            words.as_date(local_date(row.at)),
            _("yes") if row.counted else _("no"),
            row.note,
        ]
        for row in found
    ]


def _hidden(each: analytics.Indicator, asked: Question, passed: int) -> int:
    """Return how much the figure counts that was not listed, for it is not the reader's to see."""
    if not each.numerator:
        return 0
    unit_id, period = asked.whose.unit.id, asked.asked.period
    measures = analytics.measure(indicators=[each], unit_ids=[unit_id], period=period)[each.code]
    measure = measures.get(unit_id, analytics.Measure())
    counted = measure.denominator if each.denominator else measure.numerator
    return max(counted - passed, 0)


@access.needs(permissions.VIEW_FIGURES)
def hands(request: Request, code: str) -> HttpResponse:
    """Show each officer's part in a figure of one unit, the worst first."""
    asked = question(request)
    each = analytics.get_indicator(code=code, on=asked.asked.period.last_date)
    if each.hands is None:
        raise NotFound
    unit = asked.whose.unit
    found = sorted(
        each.hands.list(request.actor, unit.id, asked.asked.period),
        key=lambda hand: rules.worst_first(each.value(hand.measure), each),
    )
    counted = sum(hand.measure.denominator for hand in found)
    context = frame(asked) | {
        "indicator": each,
        "unit": unit,
        "back": reverse("board:tile", args=[code]) + asked.query,
        "hidden": _hidden(each, asked, counted),
        "caption": _("Officer by officer, the most first")
        if each.direction is analytics.Direction.NONE
        else _("Officer by officer, the worst first"),
        "head": _head(each),
        "rows": _officers(each, found, reverse("board:rows", args=[code]) + asked.query),
    }
    return render(request, "board/hands.html", context)


def _head(each: analytics.Indicator) -> list[Any]:
    head: list[Any] = [_("Officer"), {"text": _("Figure"), "numeric": True}, _("Compared")]
    if each.kind is not analytics.Kind.COUNT:
        head += [{"text": _("Counted"), "numeric": True}, {"text": _("Of all"), "numeric": True}]
    return head


def _officers(
    each: analytics.Indicator, found: Sequence[analytics.Hand], page: str
) -> list[list[Any]]:
    values = [each.value(hand.measure) for hand in found]
    most = max((float(value) for value in values if value is not None), default=0.0)
    lines = []
    for hand, value in zip(found, values, strict=True):
        name = hand.name if hand.account_id else _("Nobody has handled it yet")
        whose = urlencode({"officer": str(hand.account_id or NOBODY), "name": name})
        cells: list[Any] = [
            {"text": name, "href": f"{page}&{whose}"},
            analytics.shown(value, each),
            {"html": bar(0.0 if value is None else float(value), most)},
        ]
        if each.kind is not analytics.Kind.COUNT:
            cells.append(as_counted(hand.measure.numerator, each))
            cells.append(as_counted(hand.measure.denominator, each))
        lines.append(cells)
    return lines
