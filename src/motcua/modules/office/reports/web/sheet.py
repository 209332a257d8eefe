"""A report: its sheets to be filled in or read, what a cell counts, its versions compared."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.foundation import access
from motcua.foundation.errors import Fault
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.ui import words

from .. import permissions, queries
from ..models import Report, Version
from ..types import VALUES, Cell, CellKind, State
from . import shown

PAGE = 50


@access.needs(*permissions.ANY_VIEW)
@require_safe
def show(request: Request, report_id: UUID) -> HttpResponse:
    """Show a report as it stands; whoever fills it in types into its cells."""
    report = queries.get_report(actor=request.actor, report_id=report_id)
    number = request.GET.get("version", "")
    version = queries.get_version(report, int(number) if number.isdigit() else None)
    return page(request, report, version, marked="check" in request.GET)


def page(
    request: Request,
    report: Report,
    version: Version,
    *,
    marked: bool = False,
    faults: Sequence[Fault] = (),
    status: int = 200,
) -> HttpResponse:
    """Return the page of a report."""
    actor = request.actor
    filled = queries.fill(report, version)
    is_latest = version.number == report.number
    fills = permissions.FILL.held_by(actor, unit_id=report.unit_id) and is_latest
    editable = fills and report.state == State.FILLING
    grid = shown.Grid(filled, editable=editable, marked=marked)
    found = faults or (filled.all_faults() if marked and editable else ())
    context = {
        "report": report,
        "version": version,
        "filled": filled,
        "is_latest": is_latest,
        "sheets": grid.sheets(),
        "editable": editable,
        "checked": marked and editable and not found,
        "faults": shown.faults_at(found),
        "state": shown.state_of(report),
        "standing": shown.standing_of(report, request.at),
        "period": queries.period_of(report),
        "signs": permissions.SIGN.held_by(actor, unit_id=report.unit_id)
        and is_latest
        and report.state == State.TO_SIGN,
        "corrects": fills and report.state == State.SENT,
        "was": {key: text for key, text in version.typed.items() if editable},
        "later": queries.came_later(version.included, filled.below) if version.frozen_at else [],
        "saved": _saved(version) if editable else "",
    }
    return render(request, "reports/sheet.html", context, status=status)


def _saved(version: Version) -> str:
    if version.edited_at is None:
        return ""
    return _("Saved at %(time)s by %(name)s") % {
        "time": words.as_time(version.edited_at),
        "name": version.edited_by_name,
    }


@access.needs(*permissions.ANY_VIEW)
@require_safe
def rows(request: Request, report_id: UUID, key: str) -> HttpResponse:
    """List what the figure in a cell counts, as far as the reader may see it."""
    report = queries.get_report(actor=request.actor, report_id=report_id)
    field = request.GET.get("field", "")
    indicator, found = queries.rows_behind(
        actor=request.actor,
        report=report,
        key=key,
        field=field,
        after=request.GET.get("after", ""),
        limit=PAGE + 1,
    )
    more, found = len(found) > PAGE, found[:PAGE]
    context = {
        "report": report,
        "indicator": indicator,
        "field": field,
        "period": queries.period_of(report),
        "head": [_("Code"), _("Matter"), _("Day"), _("Note")],
        "rows": [
            [
                {"text": each.code, "href": each.url},
                each.title,
                words.as_date(local_date(each.at)),
                each.note,
            ]
            for each in found
        ],
        "next": found[-1].code if more else "",
    }
    return render(request, "reports/rows.html", context)


@access.needs(*permissions.ANY_VIEW)
@require_safe
def versions(request: Request, report_id: UUID) -> HttpResponse:
    """Show every version of a report, and what each changed in the one before."""
    report = queries.get_report(actor=request.actor, report_id=report_id)
    found = list(queries.list_versions(report))
    address = reverse("reports:sheet", args=[report.id])
    filled = [queries.fill(report, each) for each in found]
    context = {
        "report": report,
        "versions": [
            {
                "version": now.version,
                "href": f"{address}?version={now.version.number}",
                "rows": _differences(before, now) if before else [],
                "is_first": before is None,
            }
            for now, before in zip(filled, [*filled[1:], None], strict=True)
        ],
        "head": [
            _("Cell"),
            _("What stands there"),
            {"text": _("Before"), "numeric": True},
            {"text": _("Now"), "numeric": True},
        ],
    }
    return render(request, "reports/versions.html", context)


def _differences(before: queries.Filled, now: queries.Filled) -> list[Any]:
    found = []
    for cell in {**now.form.cells, **before.form.cells}.values():
        old, new = _shown(before, cell), _shown(now, cell)
        if cell.kind in {*VALUES, CellKind.WORDS} and old != new and not now.form.is_pattern(cell):
            grid = next(each for each in now.form.sheets if each.code == cell.sheet)
            found.append(
                [
                    cell.key,
                    shown.cell_name(grid, cell),
                    {"text": old or "–", "numeric": True},
                    {"text": new or "–", "numeric": True},
                ]
            )
    return found


def _shown(filled: queries.Filled, cell: Cell) -> str:
    if cell.kind is CellKind.WORDS:
        return str(filled.version.typed.get(cell.key, ""))
    figures = filled.figures
    numbers = figures.together if figures.below else figures.own
    return queries.number_words(numbers.get(cell.key))
