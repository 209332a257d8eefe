"""Loans: asked for, decided, handed out, given back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault, NotFound
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..errors import LoanRefused
from ..models import Loan
from ..types import LoanState
from . import shown

_SHOWN = 100


@access.needs(*permissions.ANY)
def loans(request: Request) -> HttpResponse:
    """Show what was asked for, what is out, and what the reader himself has."""
    return _show(request)


def _show(request: Request, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    keeps = permissions.KEEP.held_by(request.actor)
    text = request.GET.get("q", "").strip()
    today = local_date(request.at)
    rows = queries.list_loans(actor=request.actor)[:_SHOWN] if keeps else []
    context = {
        "keeps": keeps,
        "loans": [_loan(each, today) for each in rows],
        "own": [
            _loan(each, today) for each in queries.list_own_loans(actor=request.actor)[:_SHOWN]
        ],
        "text": text,
        "found": queries.find_lendable(actor=request.actor, text=text) if text else [],
        "posted": request.POST,
        "faults": faults,
    }
    return shown.page(request, "loans", context, tab="loans")


def _loan(each: Loan, today: Any) -> dict[str, Any]:
    state = LoanState(each.state)
    is_late = bool(state is LoanState.OUT and each.on_paper and each.due_on and each.due_on < today)
    can_read = state is LoanState.OUT and not each.on_paper
    return {
        "loan": each,
        "file": f"{each.file.code} ({each.file.year}) {each.file.title}",
        "href": reverse("archive:file", args=[each.file_id]) if can_read else "",
        "how": _("on paper") if each.on_paper else _("on the screen"),
        "state": shown.state_of(state),
        "due_on": words.as_date(each.due_on) if each.due_on else "",
        "is_late": is_late,
        "is_asked": state is LoanState.ASKED,
        "is_granted": state is LoanState.GRANTED,
        "is_out": state is LoanState.OUT,
        "usual": words.as_date(queries.usual_due(today, on_paper=each.on_paper)),
        "unit": (each.asked_unit.short_name or each.asked_unit.name) if each.asked_unit else "",
    }


@access.needs(*permissions.ANY)
def act(request: Request) -> HttpResponse:
    """Do what a button of the page says."""
    do = _DOES.get(request.POST.get("act", "")) if request.method == "POST" else None
    if do is None:
        return redirect("archive:loans")
    try:
        said = do(request, read_uuid(request.POST.get("id", "")) or _nothing())
    except DomainError as error:
        return _show(request, shown.note_refusal(request, error))
    shown.done(request, said)
    return redirect("archive:loans")


def _nothing() -> UUID:
    raise NotFound


def _ask(request: Request, file_id: UUID) -> str:
    use_cases.ask_for_file(
        actor=request.actor,
        file_id=file_id,
        purpose=request.POST.get("purpose", ""),
        on_paper=request.POST.get("how") == "paper",
        at=request.at,
    )
    return _("Asked for. You are told when the archivist has decided.")


def _grant(request: Request, loan_id: UUID) -> str:
    due_on = words.read_date(request.POST.get("due_on", ""))
    if due_on is None:
        raise LoanRefused(reason=_("Write the day as dd/mm/yyyy."))
    use_cases.grant_loan(actor=request.actor, loan_id=loan_id, due_on=due_on, at=request.at)
    return _("Granted; the borrower has been told.")


def _refuse(request: Request, loan_id: UUID) -> str:
    reason = request.POST.get("reason", "")
    use_cases.refuse_loan(actor=request.actor, loan_id=loan_id, reason=reason, at=request.at)
    return _("Refused; the borrower has been told why.")


def _hand_out(request: Request, loan_id: UUID) -> str:
    use_cases.hand_out(actor=request.actor, loan_id=loan_id, at=request.at)
    return _("Handed out.")


def _give_back(request: Request, loan_id: UUID) -> str:
    use_cases.give_back(
        actor=request.actor,
        loan_id=loan_id,
        complete=not request.POST.get("missing"),
        note=request.POST.get("note", ""),
        at=request.at,
    )
    return _("The loan has ended.")


_DOES: dict[str, Callable[[Request, UUID], str]] = {
    "ask": _ask,
    "grant": _grant,
    "refuse": _refuse,
    "hand_out": _hand_out,
    "give_back": _give_back,
}
