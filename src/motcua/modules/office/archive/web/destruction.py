"""Destruction: what has run out, proposals, decisions, and the two who carry them out."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault, NotFound
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..models import Destruction, DestructionLine
from ..types import DestructionState
from . import shown

_SHOWN = 200


@access.needs(permissions.KEEP, permissions.DECIDE)
def destruction(request: Request) -> HttpResponse:
    """Show what has run out, to be proposed, and the lists of before."""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            return redirect("archive:doomed", _proposed(request))
        except DomainError as error:
            faults = shown.note_refusal(request, error)
    keeps = permissions.KEEP.held_by(request.actor)
    today = local_date(request.at)
    rows = queries.list_run_out(actor=request.actor, today=today)[:_SHOWN] if keeps else []
    context = {
        "keeps": keeps,
        "unit_id": shown.authority_of(request, permissions.KEEP),
        "heads": [pgettext("list", "Choose"), *shown.file_heads(), _("Ran out on")],
        "rows": [
            [
                {"html": shown.tick("file", each.id, f"{each.code} {each.title}")},
                *shown.file_cells(each),
                words.as_date(each.expires_on) if each.expires_on else "",
            ]
            for each in rows
        ],
        "list_heads": [
            pgettext("destruction", "List"),
            pgettext("archive", "Files"),
            pgettext("destruction", "Proposed"),
            _("State"),
        ],
        "lists": [_list_row(each) for each in queries.list_destructions(actor=request.actor)],
        "posted": request.POST,
        "faults": faults,
    }
    return shown.page(request, "destruction", context, tab="destruction")


def _list_row(each: Any) -> list[Any]:
    if each.number:
        title = _("Record of destruction %(number)s") % {"number": str(each)}
    else:
        title = _("Proposal of %(day)s") % {"day": words.as_date(each.made_at)}
    return [
        {"text": title, "href": reverse("archive:doomed", args=[each.id])},
        {"text": each.files, "numeric": True},
        f"{words.as_date(each.made_at)}, {each.made_by_name}",
        {"state": shown.state_of(DestructionState(each.state))},
    ]


def _proposed(request: Request) -> UUID:
    unit_id = read_uuid(request.POST.get("unit", ""))
    if unit_id is None:
        raise NotFound
    return use_cases.propose_destruction(
        actor=request.actor,
        unit_id=unit_id,
        file_ids=[each for each in map(read_uuid, request.POST.getlist("file")) if each],
        reason=request.POST.get("reason", ""),
        at=request.at,
    )


@access.needs(permissions.KEEP, permissions.DECIDE)
def doomed(request: Request, destruction_id: UUID) -> HttpResponse:
    """Show a list of destruction: its files, its decision, the two who carry it out."""
    found = queries.get_destruction(actor=request.actor, destruction_id=destruction_id)
    return _show(request, found)


def _show(request: Request, found: Destruction, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    actor, state = request.actor, DestructionState(found.state)
    keeps = permissions.KEEP.held_by(actor, unit_id=found.unit_id)
    lines = queries.doomed_lines(found)
    begun = state is DestructionState.BEGUN
    context = {
        "destruction": found,
        "state": shown.state_of(state),
        "heads": [*shown.file_heads(), _("Ran out on"), pgettext("archive", "Documents")],
        "rows": [_line(each) for each in lines],
        "erased": sum(each.erased for each in lines),
        "is_done": state is DestructionState.DONE,
        "may_decide": state is DestructionState.PROPOSED
        and permissions.DECIDE.held_by(actor, unit_id=found.unit_id),
        "may_begin": keeps and state is DestructionState.APPROVED,
        "may_carry_out": keeps and begun and actor.account_id != found.first_by,
        "waits_for_second": keeps and begun and actor.account_id == found.first_by,
        "posted": request.POST,
        "faults": faults,
    }
    return shown.page(request, "doomed", context, tab="destruction")


def _line(each: DestructionLine) -> list[Any]:
    expires_on = each.file.expires_on
    return [
        *shown.file_cells(each.file),
        words.as_date(expires_on) if expires_on else "",
        {"text": each.file.documents, "numeric": True},
    ]


@access.needs(permissions.KEEP, permissions.DECIDE)
def act(request: Request, destruction_id: UUID) -> HttpResponse:
    """Do what a button of the page says."""
    found = queries.get_destruction(actor=request.actor, destruction_id=destruction_id)
    back = redirect("archive:doomed", destruction_id)
    return shown.act_on(request, found, _DOES, show=_show, to=back)


def _decide(request: Request, found: Destruction) -> str:
    granted = request.POST.get("act") == "approve"
    use_cases.decide_destruction(
        actor=request.actor,
        destruction_id=found.id,
        granted=granted,
        decision=request.POST.get("decision", ""),
        council=request.POST.get("council", ""),
        at=request.at,
    )
    if granted:
        return _("Decided. Two people of the archive carry it out.")
    return _("Refused. The files stay.")


def _begin(request: Request, found: Destruction) -> str:
    use_cases.begin_destruction(actor=request.actor, destruction_id=found.id, at=request.at)
    return _("Confirmed by the first. A second person must confirm now.")


def _carry_out(request: Request, found: Destruction) -> str:
    number = use_cases.carry_out_destruction(
        actor=request.actor, destruction_id=found.id, at=request.at
    )
    return _("Destroyed. The record has the number %(number)s.") % {"number": number}


_DOES: dict[str, Callable[[Request, Destruction], str]] = {
    "approve": _decide,
    "refuse": _decide,
    "begin": _begin,
    "carry_out": _carry_out,
}


@access.needs(permissions.KEEP, permissions.DECIDE)
def minutes(request: Request, destruction_id: UUID) -> HttpResponse:
    """Give the record of a destruction."""
    found = queries.get_destruction(actor=request.actor, destruction_id=destruction_id)
    if found.minutes_file_id is None:
        raise NotFound
    return documents.serve(found.minutes_file_id)
