"""The clerk's desk: take in, confirm what the system read, register or give back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.kernel.documents import api as files
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..errors import DuplicateFound
from ..models import Document
from ..types import Metadata, State, Urgency


def _authorities(request: Request) -> dict[UUID, str]:
    units = organisation.unit_names(permissions.RECEIVE.units(request.actor))
    return {each: units[each] for each in units if organisation.authority_of(each).id == each}


@access.needs(permissions.RECEIVE)
def take_in(request: Request) -> HttpResponse:
    """Take in a file, a scan, or a document on paper."""
    authorities = _authorities(request)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            document_id = _taken(request, authorities)
        except Invalid as error:
            faults = error.faults or (Fault("file", str(error)),)
        else:
            return redirect("incoming:confirm", document_id)
    context = {
        "authorities": [(str(each), name) for each, name in authorities.items()],
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
    }
    return render(request, "incoming/new.html", context)


def _taken(request: Request, authorities: dict[UUID, str]) -> UUID:
    chosen = read_uuid(request.POST.get("unit", "")) or next(iter(authorities), None)
    if chosen is None:
        raise Invalid(faults=(Fault("unit", _("Choose the authority that received it.")),))
    given, others = request.FILES.get("file"), request.FILES.getlist("others")
    files.check_count(len(others) + 1)
    if given is None and request.POST.get("what") != "paper":
        message = _("Choose the file, or say that there is only the paper.")
        raise Invalid(faults=(Fault("file", message),))
    return use_cases.take_in(
        actor=request.actor,
        unit_id=chosen,
        content=given.read() if given else None,
        filename=(given.name or "") if given else "",
        attachments=[(each.name or "", each.read()) for each in others],
        at=request.at,
    )


@access.needs(permissions.RECEIVE)
def confirm(request: Request, document_id: UUID) -> HttpResponse:
    """Confirm what is known of a document beside its paper, then register it."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    if found.state != State.ARRIVED:
        return redirect("incoming:document", document_id)
    metadata, twin = queries.metadata_of(found), ""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        metadata = _typed(request)
        faults = _misread(request)
        try:
            if not faults:
                number = use_cases.register_document(
                    actor=request.actor,
                    document_id=document_id,
                    metadata=metadata,
                    is_another=bool(request.POST.get("is_another")),
                    at=request.at,
                )
                messages.success(
                    request, _("Registered: arrival number %(number)s.") % {"number": number}
                )
                return redirect("incoming:document", document_id)
        except DuplicateFound as error:
            twin = str(error)
        except Invalid as error:
            faults = error.faults or (Fault("subject", str(error)),)
    return render(request, "incoming/confirm.html", _confirming(found, metadata, faults, twin))


def _misread(request: Request) -> tuple[Fault, ...]:
    return tuple(
        Fault(name, _("Write the day as dd/mm/yyyy."))
        for name in ("issued_on", "due_on")
        if request.POST.get(name, "").strip() and words.read_date(request.POST[name]) is None
    )


def _confirming(
    found: Document, metadata: Metadata, faults: tuple[Fault, ...], twin: str
) -> dict[str, Any]:
    twins = queries.duplicates_of(
        unit_id=found.unit_id, metadata=metadata, sha256=found.sha256, but=found.id
    )
    return {
        "document": found,
        "metadata": metadata,
        "issued_on": words.as_date(metadata.issued_on) if metadata.issued_on else "",
        "due_on": words.as_date(metadata.due_on) if metadata.due_on else "",
        "kinds": [(code, name.split(" (")[0]) for code, name in queries.kind_names().items()],
        "urgencies": Urgency.choices,
        "files": list(enumerate(found.attachments, start=1)),
        "twins": twins,
        "twin": twin,
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
        "was_read": bool(found.file_id and (metadata.number_symbol or metadata.subject)),
        "text": files.read_text(found.file_id) if found.file_id else None,
    }


def _typed(request: Request) -> Metadata:
    post = request.POST
    urgency = post.get("urgency", "")
    return Metadata(
        author=post.get("author", ""),
        number_symbol=post.get("number_symbol", ""),
        issued_on=words.read_date(post.get("issued_on", "")),
        kind=post.get("kind", "") if post.get("kind", "") in queries.kind_names() else "",
        subject=post.get("subject", ""),
        urgency=Urgency(urgency) if urgency in Urgency.values else Urgency.NORMAL,
        signer_name=post.get("signer_name", ""),
        signer_position=post.get("signer_position", ""),
        due_on=words.read_date(post.get("due_on", "")),
    )
