"""What the buttons of a document's page do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.kernel.documents import api as documents

from .. import permissions, queries, use_cases
from ..models import Document
from ..types import CopyForm, Medium
from .documents import show
from .shown import choice


@access.needs(permissions.DRAFT, permissions.APPROVE, permissions.ISSUE)
def act(request: Request, document_id: UUID) -> HttpResponse:
    """Do what a button of the page says."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    if request.method != "POST":
        return redirect("outgoing:document", document_id)
    name = request.POST.get("act", "")
    do = _DOES.get(name)
    if do is None:
        return redirect("outgoing:document", document_id)
    try:
        said = do(request, found)
    except Invalid as error:
        return show(request, found, error.faults or (Fault("reason", str(error)),))
    messages.success(request, said)
    return redirect("outgoing:document", document_id)


def _submit(request: Request, found: Document) -> str:
    use_cases.submit_draft(
        actor=request.actor,
        document_id=found.id,
        signer_post_id=read_uuid(request.POST.get("signer", "")),
        note=request.POST.get("note", ""),
        at=request.at,
    )
    return _("The draft is on its way to the leader.")


def _check(request: Request, found: Document) -> str:
    use_cases.check_draft(
        actor=request.actor,
        document_id=found.id,
        note=request.POST.get("note", ""),
        at=request.at,
    )
    return _("Checked and passed on.")


def _return(request: Request, found: Document) -> str:
    use_cases.return_draft(
        actor=request.actor,
        document_id=found.id,
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
    return _("The draft went back to its drafter, with your reason.")


def _approve(request: Request, found: Document) -> str:
    use_cases.approve_draft(
        actor=request.actor,
        document_id=found.id,
        version=int(request.POST.get("version", "0") or 0),
        at=request.at,
    )
    return _("Approved. It is signed in your name as soon as the clerk gives it its number.")


def _issue(request: Request, found: Document) -> str:
    number = use_cases.issue_document(
        actor=request.actor,
        document_id=found.id,
        medium=choice(Medium, request.POST.get("medium", ""), Medium.DIGITAL),
        at=request.at,
    )
    return _("The document has the number %(number)s.") % {"number": number}


def _discard(request: Request, found: Document) -> str:
    use_cases.discard_draft(
        actor=request.actor,
        document_id=found.id,
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
    return _("The draft was given up; its versions are kept.")


def _cancel(request: Request, found: Document) -> str:
    use_cases.cancel_number(
        actor=request.actor,
        document_id=found.id,
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
    return _("The number is cancelled and stays in the register, marked as such.")


def _recall(request: Request, found: Document) -> str:
    use_cases.recall_document(
        actor=request.actor,
        document_id=found.id,
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
    return _("The document is recalled; every receiver is told.")


def _comment(request: Request, found: Document) -> str:
    use_cases.comment(
        actor=request.actor,
        document_id=found.id,
        text=request.POST.get("text", ""),
        at=request.at,
    )
    return _("Your comment stands beside the draft.")


def _settle(request: Request, found: Document) -> str:
    chosen = read_uuid(request.POST.get("comment", ""))
    if chosen is not None:
        use_cases.settle_comment(
            actor=request.actor, document_id=found.id, comment_id=chosen, at=request.at
        )
    return _("Noted: this comment was taken care of.")


def _receivers(request: Request, found: Document) -> str:
    chosen = (read_uuid(each) for each in request.POST.getlist("removed"))
    use_cases.change_receivers(
        actor=request.actor,
        document_id=found.id,
        added=request.POST.get("added", "").splitlines(),
        removed=[each for each in chosen if each is not None],
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
    return _("The receivers are changed; whoever has the document is told.")


def _handed(request: Request, found: Document) -> str:
    chosen = read_uuid(request.POST.get("receiver", ""))
    receiver = found.receivers.filter(id=chosen).first() if chosen else None
    if receiver is not None:
        use_cases.note_handed(actor=request.actor, receiver_id=receiver.id, at=request.at)
    return _("Noted: the receiver signed for the paper.")


def _scan(request: Request, found: Document) -> str:
    if (given := request.FILES.get("scan")) is None:
        raise Invalid(faults=(Fault("scan", _("Choose the scan of the signed original (PDF).")),))
    stored = documents.store(
        content=given, filename=given.name or "", actor=request.actor, at=request.at
    )
    if stored.media_type != documents.MediaType.PDF:
        raise Invalid(faults=(Fault("scan", _("The scan must be a PDF file.")),))
    pages = queries.count_pages(documents.read(stored.id))
    use_cases.add_scan(
        actor=request.actor, document_id=found.id, file_id=stored.id, pages=pages, at=request.at
    )
    return _("The line of the register has its file.")


_DOES = {
    "submit": _submit,
    "check": _check,
    "return": _return,
    "approve": _approve,
    "issue": _issue,
    "discard": _discard,
    "cancel": _cancel,
    "recall": _recall,
    "comment": _comment,
    "settle": _settle,
    "receivers": _receivers,
    "handed": _handed,
    "scan": _scan,
}


@access.needs(permissions.ISSUE)
def make_copy(request: Request, document_id: UUID) -> HttpResponse:
    """Make a copy of an issued document: its own number, its own seal."""
    if request.method == "POST":
        number = use_cases.make_copy(
            actor=request.actor,
            document_id=document_id,
            form=choice(CopyForm, request.POST.get("form", ""), CopyForm.EXTRACT),
            extract=request.POST.get("extract", ""),
            receivers=request.POST.get("receivers", ""),
            at=request.at,
        )
        messages.success(request, _("The copy has the number %(number)s.") % {"number": number})
    return redirect(reverse("outgoing:document", args=[document_id]) + "#copies")
