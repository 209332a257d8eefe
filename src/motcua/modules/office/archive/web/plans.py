"""The record plan of a year: typed or pasted, copied, proposed, approved, printed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault, NotFound
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.ui import words

from .. import permissions, queries, rules, use_cases
from ..errors import PlanIncomplete
from ..models import Plan
from ..types import Line, PlanState
from . import shown


def _year(request: Request) -> int:
    text = request.GET.get("year", "")
    this = local_date(request.at).year
    return int(text) if text.isdigit() and this - 30 <= int(text) <= this + 1 else this


@access.needs(*permissions.ANY)
def plan(request: Request) -> HttpResponse:
    """Show the record plan of a year, in the columns that the law prints."""
    return _show(request)


def _show(request: Request, faults: tuple[Fault, ...] = (), typed: str = "") -> HttpResponse:
    year, unit_id = _year(request), shown.authority_of(request, *permissions.ANY)
    if unit_id is None:
        raise NotFound
    found = queries.find_plan(actor=request.actor, unit_id=unit_id, year=year)
    draws = permissions.PLAN.held_by(request.actor, unit_id=unit_id)
    decides = permissions.DECIDE.held_by(request.actor, unit_id=unit_id)
    state = PlanState(found.state) if found else None
    context = {
        "plan": found,
        "year": year,
        "years": [year - 1, year + 1] if year <= local_date(request.at).year else [year - 1],
        "unit_id": unit_id,
        "unit": queries.authorities([unit_id])[unit_id],
        "state": shown.state_of(state) if state else None,
        "said": _("%(name)s, %(day)s")
        % {"name": found.decided_by_name, "day": words.as_date(found.state_at)}
        if found and state is PlanState.APPROVED
        else "",
        "heads": list(queries.HEADS),
        "rows": queries.plan_rows(found) if found else [],
        "may_draw": draws and found is None,
        "may_edit": draws and state is PlanState.DRAFT,
        "may_decide": decides and state is PlanState.PROPOSED,
        "may_open": state is PlanState.APPROVED and permissions.FILE.held_by(request.actor),
        "typed": typed or (_as_text(found) if found else ""),
        "retentions": queries.retentions(local_date(request.at)),
        "faults": faults,
    }
    return shown.page(request, "plan", context, tab="plan")


def _as_text(found: Plan) -> str:
    return "\n".join("\t".join(row).rstrip() for row in queries.plan_rows(found))


@access.needs(permissions.PLAN, permissions.DECIDE)
def act(request: Request) -> HttpResponse:
    """Do what a button of the page says."""
    do = _DOES.get(request.POST.get("act", "")) if request.method == "POST" else None
    if do is None:
        return redirect("archive:plan")
    try:
        said, year = do(request)
    except DomainError as error:
        return _show(request, shown.note_refusal(request, error), request.POST.get("lines", ""))
    shown.done(request, said)
    unit = request.POST.get("unit", "")
    return redirect(f"{reverse('archive:plan')}?year={year}&unit={unit}")


def _asked_plan(request: Request) -> Plan:
    plan_id = read_uuid(request.POST.get("plan", ""))
    if plan_id is None:
        raise NotFound
    return queries.get_plan(plan_id=plan_id, actor=request.actor)


def _draw_up(request: Request) -> tuple[str, int]:
    unit_id, text = read_uuid(request.POST.get("unit", "")), request.POST.get("year", "")
    if unit_id is None or not text.isdigit():
        raise NotFound
    use_cases.draw_up_plan(
        actor=request.actor,
        unit_id=unit_id,
        year=int(text),
        copy_last="copy" in request.POST,
        at=request.at,
    )
    return _("Begun. Add, change and take out lines, then send it to the head."), int(text)


def _save(request: Request) -> tuple[str, int]:
    found = _asked_plan(request)
    use_cases.save_lines(
        actor=request.actor, plan_id=found.id, lines=_lines(request, found), at=request.at
    )
    return _("Saved."), found.year


def _lines(request: Request, found: Plan) -> tuple[Line, ...]:
    """Read the typed lines, or the sheet that was sent; every faulty one is named."""
    given = request.FILES.get("sheet")
    if given is not None:
        rows = queries.read_sheet(given.read())
        if rows is None:
            message = _("This is no Excel workbook (.xlsx).")
            raise PlanIncomplete(faults=(Fault("sheet", message),))
    else:
        rows = [line.split("\t") for line in request.POST.get("lines", "").splitlines()]
    lines, wrong = rules.parse_lines(rows)
    if wrong:
        raise PlanIncomplete(
            faults=tuple(
                Fault("lines", str(queries.words.PLAN_FAULTS[each.what]) % {"line": each.line})
                for each in wrong
            )
        )
    return queries.with_units(found, lines)


def _propose(request: Request) -> tuple[str, int]:
    found = _asked_plan(request)
    use_cases.propose_plan(actor=request.actor, plan_id=found.id, at=request.at)
    return _("Sent to the head for approval."), found.year


def _approve(request: Request) -> tuple[str, int]:
    found = _asked_plan(request)
    use_cases.approve_plan(actor=request.actor, plan_id=found.id, at=request.at)
    return _("Approved. Files are opened by it from now on."), found.year


def _send_back(request: Request) -> tuple[str, int]:
    found = _asked_plan(request)
    use_cases.return_plan(
        actor=request.actor,
        plan_id=found.id,
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
    return _("Sent back, with your reason."), found.year


_DOES: dict[str, Any] = {
    "draw_up": _draw_up,
    "save": _save,
    "propose": _propose,
    "approve": _approve,
    "return": _send_back,
}


def _asked_by_address(request: Request) -> Plan:
    unit_id = shown.authority_of(request, *permissions.ANY)
    found = (
        queries.find_plan(actor=request.actor, unit_id=unit_id, year=_year(request))
        if unit_id
        else None
    )
    if found is None:
        raise NotFound
    return found


@access.needs(*permissions.ANY)
def plan_pdf(request: Request) -> HttpResponse:
    """Give the plan to be printed and issued."""
    found = _asked_by_address(request)
    drawn = queries.plan_paper(found, at=request.at)
    return documents.serve_drawn(drawn, documents.MediaType.PDF, f"danh-muc-ho-so-{found.year}.pdf")


@access.needs(*permissions.ANY)
def plan_excel(request: Request) -> HttpResponse:
    """Give the plan as an Excel workbook, which can be changed and sent back."""
    found = _asked_by_address(request)
    return documents.serve_drawn(
        queries.plan_sheet(found), documents.MediaType.XLSX, f"danh-muc-ho-so-{found.year}.xlsx"
    )
