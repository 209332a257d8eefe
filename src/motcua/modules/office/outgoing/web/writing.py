"""The page on which a document is written: every save is a version, what is typed is kept."""

import secrets
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents

from .. import permissions, queries, rules, use_cases
from ..errors import AnnexUnreadable, ChangedMeanwhile, TooManyAnnexes
from ..models import Document, Typed
from ..types import AnnexFile, Appendix, Circulation, Content, Urgency
from .shown import choice

_APPENDICES = 3
_ELSEWHERE = 409
_REFUSED = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """An open page: its name, and the text with which it began."""

    name: str
    goes_on: str
    times: int
    based_on: int


def _new_page(document: Document, row: Typed | None) -> _Page:
    return _Page(
        name=secrets.token_urlsafe(9),
        goes_on=row.page if row else "",
        times=row.times if row else 0,
        based_on=document.version,
    )


def _sent_page(request: Request) -> _Page:
    post = request.POST
    return _Page(
        name=post.get("page", "")[:40] or secrets.token_urlsafe(9),
        goes_on=post.get("goes_on", "")[:40],
        times=_number(post.get("times", "")),
        based_on=_number(post.get("based_on", "")),
    )


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


@access.needs(permissions.DRAFT, permissions.APPROVE, permissions.ISSUE)
def edit(request: Request, document_id: UUID) -> HttpResponse:
    """Write what a document says, going on with what was typed and not saved."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    if request.method == "POST":
        return _save(request, found)
    rows = list(queries.list_typed(actor=request.actor, document=found))
    asked = read_uuid(request.GET.get("typed", ""))
    wanted = next(
        (row for row in rows if row.id == asked or (not asked and row.based_on == found.version)),
        None,
    )
    content = Content.from_json(wanted.content) if wanted else queries.content_of(found)
    return _editor(request, found, content, page=_new_page(found, wanted), row=wanted, rows=rows)


def _save(request: Request, found: Document) -> HttpResponse:
    page = _sent_page(request)
    content = _typed(request, found, page)
    faults: tuple[Fault, ...] = ()
    try:
        content = _with_annexes(request, found, content)
        if "keep" in request.POST:
            _keep(request, found, content, page)
            messages.success(request, _("What you typed is kept; it is not a version yet."))
            return redirect("outgoing:edit", found.id)
        use_cases.save_version(
            actor=request.actor,
            document_id=found.id,
            content=content,
            based_on=page.based_on,
            note=request.POST.get("note", ""),
            page=page.name,
            at=request.at,
        )
    except ChangedMeanwhile as error:
        _keep(request, found, content, page)
        found.refresh_from_db()
        page = replace(page, based_on=found.version)
        messages.warning(request, str(error))
    except Invalid as error:
        of_files = isinstance(error, AnnexUnreadable | TooManyAnnexes | documents.FileRefused)
        faults = error.faults or (Fault("annexes" if of_files else "body", str(error)),)
    else:
        messages.success(request, _("Saved."))
        return redirect("outgoing:document", found.id)
    return _editor(request, found, content, page=page, faults=faults)


def _keep(request: Request, found: Document, content: Content, page: _Page) -> bool:
    return use_cases.keep_typed(
        actor=request.actor,
        document_id=found.id,
        page=page.name,
        based_on=page.based_on,
        content=content,
        goes_on=page.goes_on,
        times=page.times,
        at=request.at,
    )


@require_POST
@access.needs(permissions.DRAFT, permissions.APPROVE, permissions.ISSUE)
def autosave(request: Request, document_id: UUID) -> HttpResponse:
    """Keep what is being typed; say so if the same document is written elsewhere, too."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    page = _sent_page(request)
    try:
        elsewhere = _keep(request, found, _typed(request, found, page), page)
    except Invalid as error:
        return HttpResponse(str(error), status=_REFUSED, content_type="text/plain; charset=utf-8")
    if not elsewhere:
        return HttpResponse(status=204)
    said = _(
        "This document is being written on another page, too. Both texts are kept: open this page "
        "anew to see them."
    )
    return HttpResponse(said, status=_ELSEWHERE, content_type="text/plain; charset=utf-8")


@require_POST
@access.needs(permissions.DRAFT, permissions.APPROVE, permissions.ISSUE)
def forget(request: Request, document_id: UUID) -> HttpResponse:
    """Throw away what was typed on a page and not saved."""
    use_cases.forget_typed(
        actor=request.actor,
        document_id=document_id,
        page=request.POST.get("page", ""),
        at=request.at,
    )
    messages.success(request, _("The unsaved text is thrown away."))
    return redirect("outgoing:edit", document_id)


def _editor(
    request: Request,
    found: Document,
    content: Content,
    *,
    page: _Page,
    row: Typed | None = None,
    rows: list[Typed] | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    context = {
        "document": found,
        "content": content,
        "page": page,
        "kept": row,
        "others": [each for each in rows or () if row is None or each.id != row.id],
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


def _typed(request: Request, found: Document, page: _Page) -> Content:
    """Return what stands in the form; files that go with it are those that were there."""
    post, before = request.POST, queries.content_of(found)
    appendices = tuple(
        Appendix(title=post.get(f"title{n}", "").strip(), body=post.get(f"text{n}", ""))
        for n in range(_APPENDICES)
        if post.get(f"title{n}", "").strip() or post.get(f"text{n}", "").strip()
    )
    copies = post.get("copies", "")
    annexes = {each.file_id: each for each in before.annexes}
    for row in queries.list_typed(actor=request.actor, document=found):
        if row.page in {page.name, page.goes_on}:
            annexes |= {each.file_id: each for each in Content.from_json(row.content).annexes}
    return replace(
        before,
        kind=post.get("kind", before.kind),
        subject=post.get("subject", ""),
        addressees=_lines(post.get("addressees", "")),
        bases=_lines(post.get("bases", "")),
        body="\n".join(line.rstrip() for line in post.get("body", "").splitlines()),
        recipients=_lines(post.get("recipients", "")),
        appendices=appendices,
        annexes=tuple(_titled(each, post) for each in annexes.values()),
        urgency=choice(Urgency, post.get("urgency", ""), Urgency.NORMAL),
        circulation=choice(Circulation, post.get("circulation", ""), Circulation.OPEN),
        drafter_mark=post.get("drafter_mark", "").strip()[:10],
        copies=int(copies) if copies.isdigit() else 0,
        show_contact=bool(post.get("show_contact")),
    )


def _titled(annex: AnnexFile, post: Any) -> AnnexFile:
    title = " ".join(post.get(f"annex.{annex.file_id}", "").split())
    return replace(annex, title=title or annex.title)


def _with_annexes(request: Request, found: Document, content: Content) -> Content:
    """Return a content without the files that are taken out and with those that are given."""
    dropped = set(request.POST.getlist("drop"))
    kept = tuple(each for each in content.annexes if each.file_id not in dropped)
    given = tuple(
        use_cases.store_annex(
            actor=request.actor,
            document_id=found.id,
            content=each,
            filename=each.name or "",
            at=request.at,
        )
        for each in request.FILES.getlist("annexes")
    )
    return replace(content, annexes=(*kept, *given))


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
