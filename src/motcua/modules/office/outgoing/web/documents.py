"""A document on its page: read, compared, passed on, issued."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries, rules, use_cases
from ..models import Annex, Document, Version
from ..types import (
    IN_WORK,
    OUT,
    AnnexFile,
    Content,
    CopyForm,
    Finding,
    Medium,
    State,
    Urgency,
)
from .shown import DELIVERIES, STATES, choice, state_of

if TYPE_CHECKING:
    from collections.abc import Sequence

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
                urgency=choice(Urgency, request.POST.get("urgency", ""), Urgency.NORMAL),
                corrects=read_uuid(request.POST.get("corrects", "")),
                replaces=read_uuid(request.POST.get("replaces", "")),
                at=request.at,
            )
        except Invalid as error:
            faults = error.faults or (Fault("kind", str(error)),)
        else:
            return redirect("outgoing:edit", document_id)
    earlier_id = read_uuid(request.GET.get("corrects", "") or request.GET.get("replaces", ""))
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


@access.needs(*permissions.ANY_VIEW, permissions.DRAFT)
def document(request: Request, document_id: UUID) -> HttpResponse:
    """Show a document: the paper, where it stands, what may be done, what was said."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    return show(request, found)


def show(request: Request, found: Document, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    """Show a document, with the faults of what was tried."""
    version = queries.get_version(document=found)
    is_mine = found.holder_post_id in request.actor.post_ids and found.state in IN_WORK
    is_out = found.state in OUT
    keeps = permissions.ISSUE.held_by(request.actor, unit_id=found.unit_id)
    context = {
        "document": found,
        "state": state_of(found),
        "kind_name": queries.kind_names().get(found.kind, found.kind),
        "version": version,
        "findings": [Finding(**each) for each in version.findings],
        "is_mine": is_mine,
        "acts": _acts(found) if is_mine else (),
        "may_recall": found.state == State.ISSUED
        and (keeps or permissions.APPROVE.held_by(request.actor, unit_id=found.unit_id)),
        "may_copy": keeps and is_out,
        "may_change_receivers": keeps and found.state == State.ISSUED,
        "may_cancel": keeps and found.state == State.SIGNING,
        "needs_scan": keeps
        and found.state == State.ISSUED
        and found.medium == Medium.PAPER
        and found.file_id is None,
        "pages": range(1, _pages(found) + 1),
        "comments": queries.list_comments(document=found),
        "receivers": found.receivers.order_by("name"),
        "annexes": _annexes(found, version),
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


def _annexes(found: Document, version: Version) -> list[dict[str, Any]]:
    """Return the files that go with a document: as they went out, or as the version names them."""
    given: Sequence[Annex | AnnexFile] = list(found.annexes.order_by("position"))
    given = given or Content.from_json(version.content).annexes
    return [
        {
            "title": each.title,
            "filename": each.filename,
            "href": reverse("outgoing:annex", args=[found.id, number]),
        }
        for number, each in enumerate(given, 1)
    ]


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
            "by": _("The system") if each.holder_name.startswith("outgoing.") else each.holder_name,
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
