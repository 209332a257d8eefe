"""A document on its page: read, edited, compared, passed on, issued."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries, rules, use_cases
from ..models import Document
from ..types import (
    IN_WORK,
    OUT,
    Appendix,
    Circulation,
    Content,
    CopyForm,
    Finding,
    Medium,
    State,
    Urgency,
)
from .shown import DELIVERIES, STATES, kind_names, state_of

_APPENDICES = 3


@access.needs(permissions.DRAFT)
def begin(request: Request) -> HttpResponse:
    """Choose the kind of a new document and begin it."""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            document_id = use_cases.begin_draft(
                actor=request.actor,
                kind=request.POST.get("kind", ""),
                subject=request.POST.get("subject", ""),
                urgency=_choice(Urgency, request.POST.get("urgency", ""), Urgency.NORMAL),
                corrects=_uuid(request.POST.get("corrects", "")),
                replaces=_uuid(request.POST.get("replaces", "")),
                at=request.at,
            )
        except Invalid as error:
            faults = error.faults or (Fault("kind", str(error)),)
        else:
            return redirect("outgoing:edit", document_id)
    earlier_id = _uuid(request.GET.get("corrects", "") or request.GET.get("replaces", ""))
    earlier = (
        queries.get_document(actor=request.actor, document_id=earlier_id) if earlier_id else None
    )
    replaces = bool(request.GET.get("replaces"))
    context = {
        "kinds": [(kind.code, kind.name) for kind in queries.kinds(on=local_date(request.at))],
        "kind": request.POST.get("kind") or (earlier.kind if earlier and replaces else "CV"),
        "subject": request.POST.get("subject") or _earlier_subject(earlier, replaces=replaces),
        "urgencies": Urgency.choices,
        "earlier": earlier,
        "replaces": replaces,
        "faults": faults,
    }
    return render(request, "outgoing/new.html", context)


def _earlier_subject(earlier: Document | None, *, replaces: bool) -> str:
    if earlier is None:
        return ""
    return earlier.subject if replaces else f"đính chính văn bản số {earlier.number_symbol}"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _choice(kind: Any, text: str, otherwise: Any) -> Any:
    return kind(text) if text in kind.values else otherwise


@access.needs(*permissions.ANY_VIEW, permissions.DRAFT)
def document(request: Request, document_id: UUID) -> HttpResponse:
    """Show a document: the paper, where it stands, what may be done, what was said."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    return _show(request, found)


def _show(request: Request, found: Document, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    version = queries.get_version(document=found)
    is_mine = found.holder_post_id in request.actor.post_ids and found.state in IN_WORK
    is_out = found.state in OUT
    keeps = permissions.ISSUE.held_by(request.actor, unit_id=found.unit_id)
    context = {
        "document": found,
        "state": state_of(found),
        "kind_name": kind_names().get(found.kind, found.kind),
        "version": version,
        "findings": [Finding(**each) for each in version.findings],
        "is_mine": is_mine,
        "acts": _acts(found) if is_mine else (),
        "may_recall": found.state == State.ISSUED
        and (keeps or permissions.APPROVE.held_by(request.actor, unit_id=found.unit_id)),
        "may_copy": keeps and is_out,
        "may_cancel": keeps and found.state == State.SIGNING,
        "needs_scan": keeps
        and found.state == State.ISSUED
        and found.medium == Medium.PAPER
        and found.file_id is None,
        "pages": range(1, _pages(found) + 1),
        "comments": queries.list_comments(document=found),
        "receivers": found.receivers.order_by("name"),
        "copies": found.copies_made.order_by("number"),
        "copy_forms": [
            (form.value, queries.copy_words(form)[0])
            for form in (CopyForm.EXTRACT, CopyForm.FULL, CopyForm.OF_COPY)
        ],
        "signers": _signers(request, found) if is_mine and found.state == State.DRAFT else (),
        "DELIVERIES": DELIVERIES,
        "STATES": STATES,
        "faults": faults,
        "way": _way(found),
    }
    return render(request, "outgoing/document.html", context)


def _pages(found: Document) -> int:
    return found.pages if found.file_id else queries.count_drawn(found)


def _way(found: Document) -> list[dict[str, Any]]:
    """Return the steps that the document went, as a timeline; what only passed through is left."""
    if found.case_id is None:
        return []
    steps = [
        each
        for each in cases.history(case_id=found.case_id)
        if each.outcome != cases.Outcome.HANDED_OVER or each.done_at != each.started_at
    ]
    return [
        {
            "title": each.name,
            "at": each.done_at or each.started_at,
            "by": each.holder_name,
            "text": each.note,
            "state": "done" if each.done_at else "current",
            "due_at": None if each.done_at else each.due_at,
        }
        for each in steps
    ]


def _signers(request: Request, found: Document) -> list[tuple[str, str]]:
    posts = organisation.list_posts([found.unit_id], at=request.at)
    return [
        (str(post.id), post.title)
        for post in posts
        if post.role == organisation.Role.AUTHORITY_LEADER and post.holder_ids
    ]


def _acts(found: Document) -> tuple[str, ...]:
    return {
        State.DRAFT: ("submit", "discard"),
        State.CONTENT_CHECK: ("check", "return"),
        State.FORM_CHECK: ("check", "return"),
        State.APPROVAL: ("approve", "return"),
        State.APPROVED: ("issue", "return"),
    }.get(State(found.state), ())


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
        return _show(request, found, error.faults or (Fault("reason", str(error)),))
    messages.success(request, said)
    return redirect("outgoing:document", document_id)


def _submit(request: Request, found: Document) -> str:
    use_cases.submit_draft(
        actor=request.actor,
        document_id=found.id,
        signer_post_id=_uuid(request.POST.get("signer", "")),
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
        medium=_choice(Medium, request.POST.get("medium", ""), Medium.DIGITAL),
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


def _handed(request: Request, found: Document) -> str:
    chosen = _uuid(request.POST.get("receiver", ""))
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
    "handed": _handed,
    "scan": _scan,
}


@access.needs(permissions.DRAFT, permissions.APPROVE, permissions.ISSUE)
def edit(request: Request, document_id: UUID) -> HttpResponse:
    """Write what a document says; every save is a version."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    content = queries.content_of(found)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        content = _typed(request, content)
        try:
            use_cases.save_version(
                actor=request.actor,
                document_id=document_id,
                content=content,
                based_on=int(request.POST.get("based_on", "0") or 0),
                note=request.POST.get("note", ""),
                at=request.at,
            )
        except Invalid as error:
            faults = error.faults or (Fault("body", str(error)),)
        else:
            messages.success(request, _("Saved."))
            return redirect("outgoing:document", document_id)
    context = {
        "document": found,
        "content": content,
        "kinds": [(kind.code, kind.name) for kind in queries.kinds(on=local_date(request.at))],
        "urgencies": Urgency.choices,
        "circulations": Circulation.choices,
        "appendices": [
            *content.appendices,
            *[Appendix(title="", body="")] * (_APPENDICES - len(content.appendices)),
        ],
        "addressees": "\n".join(content.addressees),
        "bases": "\n".join(content.bases),
        "recipients": "\n".join(content.recipients),
        "wrong_points": ", ".join(
            f"{each})" for each in rules.points_out_of_order(rules.parse_body(content.body))
        ),
        "faults": faults,
    }
    return render(request, "outgoing/edit.html", context)


def _lines(text: str) -> tuple[str, ...]:
    lines = (" ".join(line.split()).strip("-– ") for line in text.splitlines())
    return tuple(line.rstrip(";.") for line in lines if line)


def _typed(request: Request, before: Content) -> Content:
    post = request.POST
    appendices = tuple(
        Appendix(title=post.get(f"title{n}", "").strip(), body=post.get(f"text{n}", ""))
        for n in range(_APPENDICES)
        if post.get(f"title{n}", "").strip() or post.get(f"text{n}", "").strip()
    )
    copies = post.get("copies", "")
    return replace(
        before,
        kind=post.get("kind", before.kind),
        subject=post.get("subject", ""),
        addressees=_lines(post.get("addressees", "")),
        bases=_lines(post.get("bases", "")),
        body="\n".join(line.rstrip() for line in post.get("body", "").splitlines()),
        recipients=_lines(post.get("recipients", "")),
        appendices=appendices,
        urgency=_choice(Urgency, post.get("urgency", ""), Urgency.NORMAL),
        circulation=_choice(Circulation, post.get("circulation", ""), Circulation.OPEN),
        drafter_mark=post.get("drafter_mark", "").strip()[:10],
        copies=int(copies) if copies.isdigit() else 0,
        show_contact=bool(post.get("show_contact")),
    )


@access.needs(permissions.DRAFT, permissions.APPROVE, permissions.ISSUE)
def word(request: Request, document_id: UUID) -> HttpResponse:
    """Take a Word file: say what its layout has other than the decree, and take its words over."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    given = request.FILES.get("word")
    if request.method != "POST" or given is None:
        return redirect("outgoing:edit", document_id)
    stored = documents.store(
        content=given, filename=given.name or "", actor=request.actor, at=request.at
    )
    read = queries.read_word(documents.read(stored.id), before=queries.content_of(found))
    use_cases.save_version(
        actor=request.actor,
        document_id=document_id,
        content=read.content,
        based_on=found.version,
        note=_("From the Word file %(name)s") % {"name": stored.filename},
        source_file_id=stored.id,
        findings=read.findings,
        at=request.at,
    )
    messages.success(request, _("The words were taken over into the layout of the decree."))
    return redirect(reverse("outgoing:document", args=[document_id]) + "#layout")


@access.needs(*permissions.ANY_VIEW, permissions.DRAFT)
def versions(request: Request, document_id: UUID) -> HttpResponse:
    """Compare any two versions, word by word."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    listed = list(queries.list_versions(document=found))
    newer = _number(request.GET.get("b", ""), found.version)
    older = _number(request.GET.get("a", ""), max(newer - 1, 1))
    before, after = (queries.content_of(found, n) for n in (older, newer))
    context = {
        "document": found,
        "versions": listed,
        "older": older,
        "newer": newer,
        "options": [
            (
                str(each.number),
                _("Version %(number)s, %(name)s, %(at)s")
                % {
                    "number": each.number,
                    "name": each.saved_by_name,
                    "at": words.as_instant(each.saved_at),
                },
            )
            for each in listed
        ],
        "lines": rules.compare(rules.plain_lines(before), rules.plain_lines(after)),
    }
    return render(request, "outgoing/versions.html", context)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() and int(text) > 0 else otherwise


@access.needs(permissions.ISSUE)
def make_copy(request: Request, document_id: UUID) -> HttpResponse:
    """Make a copy of an issued document: its own number, its own seal."""
    if request.method == "POST":
        number = use_cases.make_copy(
            actor=request.actor,
            document_id=document_id,
            form=_choice(CopyForm, request.POST.get("form", ""), CopyForm.EXTRACT),
            extract=request.POST.get("extract", ""),
            receivers=request.POST.get("receivers", ""),
            at=request.at,
        )
        messages.success(request, _("The copy has the number %(number)s.") % {"number": number})
    return redirect(reverse("outgoing:document", args=[document_id]) + "#copies")
