"""Hand-overs: what is due, lists made of it, signed by both sides."""

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
from ..models import File, Transfer
from ..types import Target, TransferState
from . import shown

_SHOWN = 200


@access.needs(*permissions.ANY)
def handing(request: Request) -> HttpResponse:
    """Show what is due for which archive, and the lists that were made."""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            return redirect("archive:transfer", _listed(request))
        except DomainError as error:
            faults = shown.note_refusal(request, error)
    keeps = permissions.KEEP.held_by(request.actor)
    context = {
        "due": [_due(request, target) for target in Target if target is Target.CURRENT or keeps],
        "transfers": [
            _transfer_row(each) for each in queries.list_transfers(actor=request.actor)[:_SHOWN]
        ],
        "heads": [
            pgettext("hand-over", "List"),
            pgettext("hand-over", "To"),
            pgettext("archive", "Files"),
            _("State"),
        ],
        "due_heads": _due_heads(),
        "faults": faults,
    }
    return shown.page(request, "handing", context, tab="handing")


def _due(request: Request, target: Target) -> dict[str, Any]:
    """Return what is due for an archive, by the unit that gives it: one list is of one unit."""
    today = local_date(request.at)
    units: dict[UUID, list[File]] = {}
    for each in queries.list_due(actor=request.actor, target=target, today=today)[:_SHOWN]:
        giver = each.keeper_unit_id if target is Target.CURRENT else each.unit_id
        units.setdefault(giver, []).append(each)
    names = queries.unit_names(units)
    return {
        "target": target,
        "title": _("Due for the archive of the agency")
        if target is Target.CURRENT
        else _("Due for the historical archive"),
        "source": queries.source_of(target.value.lower()),
        "groups": [
            {
                "unit_id": unit_id,
                "unit": names[unit_id],
                "rows": [_due_row(each, target, today) for each in files],
            }
            for unit_id, files in units.items()
        ],
    }


def _due_row(file: File, target: Target, today: Any) -> dict[str, Any]:
    due_on = file.current_due_on if target is Target.CURRENT else file.historical_due_on
    return {
        "cells": [
            {"html": shown.tick("file", file.id, f"{file.code} {file.title}", checked=True)},
            *shown.file_cells(file),
            words.as_date(due_on) if due_on else "",
        ],
        "late": bool(due_on and due_on < today),
    }


def _due_heads() -> list[str]:
    """Return the heads over the files that are due."""
    return [pgettext("list", "Choose"), *shown.file_heads(), _("Due on")]


def _transfer_row(each: Any) -> list[Any]:
    return [
        {"text": each.title, "href": reverse("archive:transfer", args=[each.id])},
        Target(each.target).label,
        {"text": each.files, "numeric": True},
        {"state": shown.state_of(TransferState(each.state))},
    ]


def _listed(request: Request) -> UUID:
    unit_id = read_uuid(request.POST.get("unit", ""))
    target = request.POST.get("target", "")
    if unit_id is None or target not in Target.values:
        raise NotFound
    return use_cases.list_for_archive(
        actor=request.actor,
        from_unit_id=unit_id,
        target=Target(target),
        file_ids=[each for each in map(read_uuid, request.POST.getlist("file")) if each],
        at=request.at,
    )


@access.needs(*permissions.ANY)
def transfer(request: Request, transfer_id: UUID) -> HttpResponse:
    """Show a list, and what giver and receiver do with it."""
    return _show(request, queries.get_transfer(actor=request.actor, transfer_id=transfer_id))


def _show(request: Request, found: Transfer, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    actor, state = request.actor, TransferState(found.state)
    keeps = permissions.KEEP.held_by(actor, unit_id=found.unit_id)
    outside = found.target == Target.HISTORICAL
    gives = (
        keeps
        if outside
        else permissions.FILE.held_by(actor, unit_id=found.from_unit_id)
        or permissions.PLAN.held_by(actor, unit_id=found.unit_id)
    )
    context = {
        "transfer": found,
        "target": Target(found.target).label,
        "state": shown.state_of(state),
        "heads": shown.file_heads(),
        "lines": [
            {
                "id": each.id,
                "cells": list(zip(shown.file_heads(), shown.file_cells(each.file), strict=True)),
            }
            for each in queries.lines_with_files(found)
        ],
        "may_offer": gives and state is TransferState.DRAFT,
        "may_withdraw": gives and state in (TransferState.DRAFT, TransferState.OFFERED),
        "may_receive": keeps
        and state is TransferState.OFFERED
        and (outside or actor.account_id != found.given_by),
        "is_own": keeps
        and state is TransferState.OFFERED
        and not outside
        and actor.account_id == found.given_by,
        "outside": outside,
        "posted": request.POST,
        "faults": faults,
    }
    return shown.page(request, "transfer", context, tab="handing")


@access.needs(*permissions.ANY)
def act(request: Request, transfer_id: UUID) -> HttpResponse:
    """Do what a button of the page says."""
    found = queries.get_transfer(actor=request.actor, transfer_id=transfer_id)
    back = redirect("archive:transfer", transfer_id)
    return shown.act_on(request, found, _DOES, show=_show, to=back)


def _offer(request: Request, found: Transfer) -> str:
    use_cases.offer_files(actor=request.actor, transfer_id=found.id, at=request.at)
    return _("Signed for the giver. The archive has been told.")


def _drop(request: Request, found: Transfer) -> str:
    use_cases.drop_line(
        actor=request.actor,
        transfer_id=found.id,
        line_id=read_uuid(request.POST.get("line", "")) or found.id,
        at=request.at,
    )
    return _("Taken off the list.")


def _receive(request: Request, found: Transfer) -> str:
    use_cases.receive_files(
        actor=request.actor,
        transfer_id=found.id,
        condition=request.POST.get("condition", ""),
        receiver=request.POST.get("receiver", ""),
        at=request.at,
    )
    return _("Signed for the receiver. List and minutes are kept; packages are being made.")


def _send_back(request: Request, found: Transfer) -> str:
    use_cases.return_files(
        actor=request.actor,
        transfer_id=found.id,
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
    return _("Sent back, with your reason.")


def _withdraw(request: Request, found: Transfer) -> str:
    use_cases.withdraw_files(actor=request.actor, transfer_id=found.id, at=request.at)
    return _("The list is given up; its files are free again.")


_DOES: dict[str, Callable[[Request, Transfer], str]] = {
    "offer": _offer,
    "drop": _drop,
    "receive": _receive,
    "return": _send_back,
    "withdraw": _withdraw,
}


@access.needs(*permissions.ANY)
def paper(request: Request, transfer_id: UUID, name: str) -> HttpResponse:
    """Give list or minutes: as they were signed, or as the list stands now."""
    found = queries.get_transfer(actor=request.actor, transfer_id=transfer_id)
    kept = found.minutes_file_id if name == "minutes" else found.list_file_id
    if kept is not None:
        return documents.serve(kept)
    if name == "minutes":
        raise NotFound
    drawn = queries.transfer_list(found, queries.lines_with_files(found), at=request.at)
    return documents.serve_drawn(drawn, documents.MediaType.PDF, "muc-luc-nop-luu.pdf")
