"""A target or a task on its page: where it stands, what may be done, what happened."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.kernel.documents import api as documents
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..models import Item
from ..types import State
from . import shown

_Act = Callable[[Request, UUID], object]


@access.needs(permissions.VIEW)
def item(request: Request, item_id: UUID) -> HttpResponse:
    """Show a line of a plan; do what a button of its page says."""
    found = queries.get_item(actor=request.actor, item_id=item_id)
    chosen = _DOES.get(request.POST.get("act", "")) if request.method == "POST" else None
    if chosen is None:
        return _show(request, found)
    do, field, said = chosen
    try:
        do(request, item_id)
    except Invalid as error:
        return _show(request, found, error.faults or (Fault(field, str(error)),))
    messages.success(request, said)
    return redirect("programme:item", item_id)


def _show(request: Request, found: Item, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    keeps = permissions.MANAGE.held_by(request.actor, unit_id=found.plan.unit_id)
    leads = permissions.REPORT.held_by(request.actor, unit_id=found.lead_unit_id)
    open_ = found.state in {State.OPEN, State.REPORTED}

    def href(entry: Any, number: int) -> str:
        return reverse("programme:item_evidence", args=[found.id, entry.id, number])

    context = {
        "item": found,
        "state": shown.standing_of(found, at=request.at),
        "percent_text": f"{found.percent} %",
        "distance": words.as_distance(found.due_at, request.at)
        if found.state == State.OPEN
        else "",
        "aim": queries.aim_text(found) or "–",
        "done": queries.done_text(found),
        "supports": [each.name for each in found.supports.order_by("sort", "code")],
        "tasks": found.tasks.order_by("number"),
        "may_report": leads and found.state == State.OPEN and not found.indicator_code,
        "may_confirm": keeps and found.state == State.REPORTED,
        "may_drop": keeps and open_,
        "events": shown.history(list(queries.list_entries(found)), href, found.measured_in),
        "typed": request.POST,
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
    }
    return render(request, "programme/item.html", context)


@access.needs(permissions.VIEW)
def evidence(request: Request, item_id: UUID, entry_id: UUID, number: int) -> HttpResponse:
    """Give a file that proves what an entry says."""
    found = queries.get_item(actor=request.actor, item_id=item_id)
    return documents.serve(queries.evidence_file(found, entry_id, number))


def _report(request: Request, item_id: UUID, *, is_reached: bool = False) -> None:
    posted = request.POST
    percent = posted.get("percent", "").strip().removesuffix("%").strip()
    use_cases.report_item(
        actor=request.actor,
        item_id=item_id,
        text=posted.get("text", ""),
        percent=int(percent) if percent.isdecimal() else None,
        value=words.read_number(posted.get("value", "")),
        is_reached=is_reached,
        files=shown.files_of(request, "evidence"),
        at=request.at,
    )


def _reached(request: Request, item_id: UUID) -> None:
    _report(request, item_id, is_reached=True)


def _confirm(request: Request, item_id: UUID) -> None:
    text = request.POST.get("confirm_text", "")
    use_cases.confirm_item(actor=request.actor, item_id=item_id, text=text, at=request.at)


def _return(request: Request, item_id: UUID) -> None:
    reason = request.POST.get("reason", "")
    use_cases.return_item(actor=request.actor, item_id=item_id, reason=reason, at=request.at)


def _drop(request: Request, item_id: UUID) -> None:
    reason = request.POST.get("drop_reason", "")
    use_cases.drop_item(actor=request.actor, item_id=item_id, reason=reason, at=request.at)


_DOES: dict[str, tuple[_Act, str, Any]] = {
    "report": (_report, "text", gettext_lazy("Your report stands with the plan.")),
    "reached": (_reached, "text", gettext_lazy("Reported as reached. The office confirms it.")),
    "confirm": (_confirm, "confirm_text", gettext_lazy("Confirmed as reached.")),
    "return": (_return, "reason", gettext_lazy("Sent back to the unit, with your reason.")),
    "drop": (_drop, "drop_reason", gettext_lazy("Dropped from the plan, with your reason.")),
}
