"""Units below: who has sent, who is late, their numbers side by side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request

from .. import permissions, queries, rules, use_cases
from ..types import VALUES, Cell, Column, Sheet, Standing
from . import shown
from .lists import heads, tabs


@access.needs(permissions.FOLLOW)
@require_safe
def rounds(request: Request) -> HttpResponse:
    """Show, for each regime and period, how many units have sent and how many are late."""
    found: list[Any] = queries.followed_rounds(actor=request.actor, at=request.at)
    context = {
        "tabs": tabs(request, "follow"),
        "head": [
            pgettext("noun", "Report"),
            _("Period"),
            {"text": _("Number of units"), "numeric": True},
            {"text": _("Have sent"), "numeric": True},
            {"text": _("Late"), "numeric": True},
        ],
        "rows": [
            {
                "late": bool(each["late"]),
                "cells": [
                    {
                        "text": each["title"],
                        "href": reverse(
                            "reports:round", args=[each["regime_code"], each["period"]]
                        ),
                    },
                    each["period_words"],
                    {"text": each["units"], "numeric": True},
                    {"text": each["sent"], "numeric": True},
                    {"text": each["late"], "numeric": True},
                ],
            }
            for each in found
        ],
    }
    return render(request, "reports/rounds.html", context)


@access.needs(permissions.FOLLOW)
@require_http_methods(["GET", "HEAD", "POST"])
def round_of(request: Request, regime_code: str, period: str) -> HttpResponse:
    """Show who has sent a report and who has not; remind the late ones."""
    if request.method == "POST":
        count = use_cases.remind_late(
            actor=request.actor, regime_code=regime_code, period=period, at=request.at
        )
        said = _("%(count)s units were reminded.") if count else _("All were reminded today.")
        messages.success(request, said % {"count": count} if count else said)
        return redirect("reports:round", regime_code, period)
    reports = queries.list_round(actor=request.actor, regime_code=regime_code, period=period)
    if not reports:
        raise NotFound
    late = [each for each in reports if each.standing(request.at) is Standing.LATE]
    waiting = [each for each in reports if each.sent_at is None and each not in late]
    sent = [each for each in reports if each.sent_at is not None]
    context = {
        "tabs": tabs(request, "follow"),
        "first": reports[0],
        "head": heads(with_unit=True),
        "late": [shown.line(each, request.at, with_unit=True) for each in late],
        "waiting": [shown.line(each, request.at, with_unit=True) for each in waiting],
        "sent": [shown.line(each, request.at, with_unit=True) for each in sent],
        "count": len(reports),
    }
    return render(request, "reports/round.html", context)


@access.needs(permissions.FILL, permissions.SIGN, permissions.FOLLOW)
@require_safe
def below(request: Request, report_id: UUID) -> HttpResponse:
    """Show the numbers of each unit below side by side, row by row of a sheet."""
    report = queries.get_report(actor=request.actor, report_id=report_id)
    reports = queries.list_below(report)
    sent = queries.sent_versions(reports)
    numbers = {
        each.id: queries.values_kept(sent[each.id].totals) for each in reports if each.id in sent
    }
    form = rules.spread(
        queries.understood(report.form_version_id), rules.fields_in(*numbers.values())
    )
    code = request.GET.get("sheet", "")
    sheet = next((each for each in form.sheets if each.code == code), form.sheets[0])
    lines = _lines(form, sheet)
    asked = request.GET.get("row", "")
    row = asked if asked in lines else next(iter(lines), "")
    row_name, columns = lines.get(row, ("", []))
    context = {
        "report": report,
        "sheets": [(each.code, f"{each.code}. {each.title}") for each in form.sheets],
        "sheet": sheet.code,
        "lines": [(name, label) for name, (label, _columns) in lines.items()],
        "row": row,
        "row_name": row_name,
        "head": [
            _("Unit"),
            _("On the clock"),
            *({"text": _head_of(sheet.columns[each.column]), "numeric": True} for each in columns),
        ],
        "rows": [
            {
                "late": each.standing(request.at) is Standing.LATE,
                "cells": [
                    {
                        "text": each.unit.short_name or each.unit.name,
                        "href": reverse("reports:sheet", args=[each.id]),
                    },
                    {"text": "", "state": shown.standing_of(each, request.at)},
                    *(
                        {
                            "text": queries.number_words(numbers.get(each.id, {}).get(cell.key))
                            or "–",
                            "numeric": True,
                        }
                        for cell in columns
                    ),
                ],
            }
            for each in reports
        ],
        "sent": len(sent),
        "count": len(reports),
    }
    return render(request, "reports/below.html", context)


def _lines(form: rules.Form, sheet: Sheet) -> dict[str, tuple[str, list[Cell]]]:
    """Return by name the rows that hold numbers: what stands before them, and their cells."""
    found = {}
    for row in form.rows_of(sheet.code):
        first, cells = row[0], [each for each in row if each.kind in VALUES]
        if cells:
            name = rules.key_of_line(str(first.row), first.line)
            label = first.line or " ".join(shown.labels_of(sheet.rows[first.row]))
            found[name] = (label or str(first.row + 1), cells)
    return found


def _head_of(column: Column) -> str:
    return " – ".join(part for part in (column.group, column.title) if part)
