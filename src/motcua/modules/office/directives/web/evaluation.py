"""The month of each unit: counted now, frozen as a sheet, printed, signed."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.ui.asked import asked_year

from .. import permissions, queries, use_cases
from ..types import Counts, Line, Period, SheetState, Standing
from . import shown

_COLUMNS = (
    ("on_time", Standing.ON_TIME),
    ("late", Standing.LATE),
    ("overdue", Standing.OVERDUE),
    ("due_soon", Standing.DUE_SOON),
    ("not_due", Standing.NOT_DUE),
)


def _followed(request: Request) -> dict[UUID, str]:
    """Return the authorities whose months the reader draws up."""
    return {
        each: name
        for each, name in queries.giving_units(request.actor, at=request.at).items()
        if queries.may_evaluate(request.actor, each, at=request.at)
    }


def _asked(request: Request, mine: dict[UUID, str]) -> tuple[UUID, Period]:
    """Return the authority, of those that the reader follows, and the month asked for."""
    chosen = read_uuid(request.GET.get("unit", ""))
    unit_id = chosen if chosen is not None and chosen in mine else next(iter(mine))
    today = local_date(request.at)
    month = request.GET.get("month", "")
    wanted = int(month) if month.isdigit() and 1 <= int(month) <= 12 else today.month  # noqa: PLR2004 - months
    return unit_id, queries.period_of(asked_year(request), wanted)


def _table(lines: list[Line], href: Any) -> dict[str, Any]:
    """Return an evaluation as a table; each number opens down to its tasks."""

    def cells(name: str, counts: Counts, unit: str, line: Line | None) -> list[Any]:
        numbers: list[Any] = [{"text": name, "header": True}]
        numbers.append({"text": counts.all, "href": href(unit, ""), "numeric": True})
        for field, standing in _COLUMNS:
            count = getattr(counts, field)
            link = href(unit, standing.value) if count else ""
            numbers.append({"text": count, "href": link, "numeric": True})
        if line is None:
            return [*numbers, "", "", ""]
        share, score = (queries.number_text(each) for each in (line.on_time_share, line.score))
        return [
            *numbers,
            {"text": share, "numeric": True},
            {"text": score, "numeric": True},
            line.grade or "–",
        ]

    rows = [cells(line.unit_name, line.counts, str(line.unit_id), line) for line in lines]
    heads = [_("Unit"), _("All tasks"), *(each.label for _field, each in _COLUMNS)]
    heads += [_("On time, %"), _("Score"), _("Grade")]
    return {
        "rows": [*rows, cells(_("Together"), queries.total_of(lines), "", None)] if rows else [],
        "head": [heads[0], *({"text": each, "numeric": True} for each in heads[1:-1]), heads[-1]],
    }


@access.needs(*permissions.ANY)
def evaluation(request: Request) -> HttpResponse:
    """Show how each unit did in a month; freeze it when the month is over.

    Who draws up none sees the frozen ones on which his unit stands.
    """
    sheets = queries.list_sheets(actor=request.actor)[:12]
    units = _followed(request)
    if not units:
        return render(request, "directives/evaluation.html", {"sheets": sheets})
    unit_id, period = _asked(request, units)
    sheet = queries.find_sheet(actor=request.actor, unit_id=unit_id, period=period)
    if request.method == "POST":
        sheet_id = use_cases.freeze_evaluation(
            actor=request.actor,
            unit_id=unit_id,
            year=period.year,
            month=period.month,
            at=request.at,
        )
        messages.success(request, _("Frozen. The leader may sign it now."))
        return redirect("directives:sheet", sheet_id)
    lines = queries.lines_of(unit_id=unit_id, period=period, at=request.at)
    month = {"year": period.year, "month": period.month, "giver": str(unit_id)}

    def href(unit: str, standing: str) -> str:
        wanted = month | {"unit": unit, "standing": standing}
        return f"{reverse('directives:register')}?{urlencode(wanted)}"

    context = _table(lines, href) | {
        "unit": str(unit_id),
        "unit_name": units[unit_id],
        "units": [(str(each), name) for each, name in units.items()],
        "months": [(str(n), str(n)) for n in range(1, 13)],
        "month": str(period.month),
        "year": period.year,
        "period": period,
        "is_over": period.end <= request.at,
        "sheet": sheet,
        "formula": queries.formula_of(queries.stored_scoring(queries.scored_on(period))),
        "sheets": sheets,
        "query": urlencode({"unit": unit_id, "year": period.year, "month": period.month}),
    }
    return render(request, "directives/evaluation.html", context)


@access.needs(*permissions.ANY)
def evaluation_pdf(request: Request) -> HttpResponse:
    """Give a month as it stands now, to be printed."""
    units = _followed(request)
    if not units:
        return redirect("directives:evaluation")
    unit_id, period = _asked(request, units)
    as_of = queries.instant_of(period, at=request.at)
    values = queries.sheet_values(
        unit=organisation.get_unit(unit_id),
        month=period.month,
        year=period.year,
        lines=queries.lines_of(unit_id=unit_id, period=period, at=request.at),
        scoring=queries.stored_scoring(queries.scored_on(period)),
        as_of=as_of,
        dated=request.at,
        is_frozen=False,
    )
    return documents.serve_drawn(
        queries.draw_sheet(values), documents.MediaType.PDF, _filename(period.year, period.month)
    )


def _filename(year: int, month: int) -> str:
    return f"danh-gia-nhiem-vu-{year}-{month:02d}.pdf"


@access.needs(*permissions.ANY)
def sheet(request: Request, sheet_id: UUID) -> HttpResponse:
    """Show a month as it was frozen; the leader lets it be signed."""
    found = queries.get_sheet(actor=request.actor, sheet_id=sheet_id)
    if request.method == "POST":
        use_cases.approve_evaluation(actor=request.actor, sheet_id=sheet_id, at=request.at)
        messages.success(request, _("Approved. Signature and seal follow in a moment."))
        return redirect("directives:sheet", sheet_id)
    base = reverse("directives:counted", args=[found.id])

    def href(unit: str, standing: str) -> str:
        return f"{base}?{urlencode({'unit': unit, 'standing': standing})}"

    context = _table(queries.lines_of_sheet(found), href) | {
        "sheet": found,
        "formula": queries.formula_of(found.scoring),
        "tone": {SheetState.FROZEN: "waiting", SheetState.SIGNING: "working"}.get(
            SheetState(found.state), "good"
        ),
        "may_sign": found.state == SheetState.FROZEN
        and permissions.APPROVE.held_by(request.actor, unit_id=found.unit_id),
    }
    return render(request, "directives/sheet.html", context)


@access.needs(*permissions.ANY)
def sheet_pdf(request: Request, sheet_id: UUID) -> HttpResponse:
    """Give a frozen month as a paper: the signed original, or one to be signed by hand."""
    found = queries.get_sheet(actor=request.actor, sheet_id=sheet_id)
    if found.file_id is not None:
        return documents.serve(found.file_id)
    drawn = queries.draw_sheet(queries.values_of(found))
    return documents.serve_drawn(drawn, documents.MediaType.PDF, _filename(found.year, found.month))


@access.needs(*permissions.ANY)
def counted(request: Request, sheet_id: UUID) -> HttpResponse:
    """Show the tasks that a number of a frozen month counts."""
    found = queries.get_sheet(actor=request.actor, sheet_id=sheet_id)
    unit_id, standing = read_uuid(request.GET.get("unit", "")), request.GET.get("standing", "")
    rows = queries.list_counted(
        actor=request.actor, sheet=found, unit_id=unit_id, standing=standing
    )
    names = organisation.unit_names([unit_id]) if unit_id else {}
    context = {
        "sheet": found,
        "unit_name": names.get(unit_id) if unit_id else "",
        "standing": Standing(standing).label if standing in Standing.values else "",
        "head": [_("Number"), _("Content of the task"), _("Owner unit"), _("Deadline"), _("State")],
        "rows": [
            [
                {"text": row.task.label, "href": reverse("directives:task", args=[row.task_id])},
                row.task.text,
                row.task.owner_unit.short_name or row.task.owner_unit.name,
                f"{local_date(row.due_at):%d/%m/%Y}",
                {"text": "", "state": shown.as_state(Standing(row.standing))},
            ]
            for row in rows
        ],
    }
    return render(request, "directives/counted.html", context)
