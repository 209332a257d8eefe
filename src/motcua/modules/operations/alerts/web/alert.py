"""An alert on its page: the figure, what is behind it, what may be done, what happened."""

from collections.abc import Sequence
from itertools import dropwhile
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from motcua.foundation import access, modules
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..models import Alert
from ..types import Span, State
from . import shown

_PERIODS = 12
_ASKED, _LISTED = 200, 10  # rows asked for, and of these listed that press
_BOARD = "board.view_figures"


@access.needs(*permissions.ANY)
def alert(request: Request, alert_id: UUID) -> HttpResponse:
    """Show an alert."""
    return _show(request, queries.get_alert(actor=request.actor, alert_id=alert_id))


@access.needs(*permissions.ANY)
def act(request: Request, alert_id: UUID) -> HttpResponse:
    """Acknowledge an alert, or close it."""
    found = queries.get_alert(actor=request.actor, alert_id=alert_id)
    given: dict[str, Any] = {"actor": request.actor, "alert_id": alert_id, "at": request.at}
    chosen = request.POST.get("act", "")
    try:
        if chosen == "acknowledge":
            use_cases.acknowledge(**given)
            messages.success(request, _("Acknowledged: the alert is yours."))
        elif chosen == "close":
            use_cases.close(note=request.POST.get("note", ""), **given)
            messages.success(request, _("Closed; your note stays with the alert."))
    except Invalid as error:
        return _show(request, found, error.faults)
    return redirect("alerts:alert", alert_id)


def _show(request: Request, found: Alert, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    on = found.period_last
    indicator = next(
        (
            each
            for each in analytics.list_indicators(on=on)
            if each.code == found.rule.indicator_code
        ),
        None,
    )
    may = queries.may_answer(request.actor, found)
    context: dict[str, Any] = {
        "alert": found,
        "unit": shown.unit_of(found),
        "severity": shown.severity_of(found),
        "state": shown.state_of(found),
        "facts": [{"label": each, "value": value} for each, value in shown.facts_of(found)],
        "holder": _holder(found, request),
        "may_acknowledge": may and found.state == State.OPEN,
        "may_close": may and found.state != State.CLOSED,
        "answer_by": found.answer_by if found.state == State.OPEN else None,
        "distance": words.as_distance(found.answer_by, request.at) if found.answer_by else "",
        "events": [shown.happened(each) for each in queries.history_of(found.id)],
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
        "typed": request.POST,
    }
    if indicator is not None:
        context |= _behind(request, found, indicator)
    return render(request, "alerts/alert.html", context)


def _holder(found: Alert, request: Request) -> str:
    if found.post_id is None:
        return ""
    return queries.holders_of([found.post_id], at=request.at)[found.post_id].words


def _behind(request: Request, found: Alert, indicator: analytics.Indicator) -> dict[str, Any]:
    """Return the history of the figure, the rows that press, and where all of it is."""
    rule = found.rule
    period = queries.period_of(Span(rule.span), found.period_first)
    periods = analytics.last_periods(period, _PERIODS)
    measures = analytics.history(
        indicators=[indicator],
        unit_ids=[found.unit_id],
        periods=periods,
        reach=analytics.Reach.TREE,
    )
    values = [
        indicator.value(measures[indicator.code, each].get(found.unit_id, analytics.Measure()))
        for each in periods
    ]
    rows = _pressing(request, found, indicator, period)
    return {
        "indicator": indicator,
        "condition": queries.condition_in_words(rule, indicator),
        "line": [
            None if value is None else float(value)
            for value in dropwhile(lambda each: each is None, values)
        ],
        "history_head": [_("Period"), {"text": _("Figure"), "numeric": True}],
        "rows_head": [_("Code"), _("Matter"), _("Day"), _("Note")],
        "history": [
            [each.label, {"text": analytics.shown(value, indicator), "numeric": True}]
            for each, value in zip(periods[::-1], values[::-1], strict=True)
            if value is not None
        ],
        "rows": [
            [
                {"text": each.code, "href": each.url},
                each.title,
                words.as_date(local_date(each.at)),
                each.note,
            ]
            for each in rows[:_LISTED]
        ],
        "more": max(len(rows) - _LISTED, 0),
        "rows_url": _board_url(request, found, indicator, period),
    }


def _pressing(
    request: Request, found: Alert, indicator: analytics.Indicator, period: analytics.Period
) -> Sequence[analytics.Row]:
    """Return the rows that make the figure bad, as far as the reader may see them."""
    rows = indicator.rows(request.actor, found.unit_id, period, "", _ASKED)
    if indicator.kind is not analytics.Kind.SHARE:
        return rows
    bad = indicator.direction is analytics.Direction.DOWN
    return [each for each in rows if each.counted == bad]


def _board_url(
    request: Request, found: Alert, indicator: analytics.Indicator, period: analytics.Period
) -> str:
    """Return the page of all rows, where there is one and the reader may open it."""
    right = modules.permissions().get(_BOARD)
    if right is None or not right.held_by(request.actor, unit_id=found.unit_id):
        return ""
    try:
        path = reverse("board:rows", args=[indicator.code])
    except NoReverseMatch:
        return ""
    return f"{path}?unit={found.unit_id}&period={period.first_date}..{period.last_date}"
