"""A document on its page: read, routed, given, answered, ended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.kernel.organisation import api as organisation
from motcua.modules.office.outgoing import api as outgoing
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..models import Document
from ..types import AT_WORK, Part, State, Urgency
from . import shown
from .routing import read_routing

_ANY = (*permissions.ANY_VIEW, permissions.HANDLE)


@access.needs(*_ANY)
def document(request: Request, document_id: UUID) -> HttpResponse:
    """Show a document: its paper, where it stands, what may be done, what was said."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    use_cases.note_read(actor=request.actor, document_id=document_id, at=request.at)
    return _show(request, found)


def _show(request: Request, found: Document, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    actor = request.actor
    is_mine = found.holder_post_id in actor.post_ids and found.state in AT_WORK
    routings = list(found.routings.select_related("unit").order_by("part", "unit__sort"))
    own_support = any(
        each.part == Part.SUPPORT and each.unit_id in actor.unit_ids for each in routings
    )
    answers = outgoing.answers_to([found.id]).get(found.id, ())
    posts = queries.posts_for(found.lead_unit_id, at=request.at) if found.lead_unit_id else []
    context = {
        "document": found,
        "state": shown.state_of(found),
        "urgency": Urgency(found.urgency).label if found.urgency != Urgency.NORMAL else "",
        "title": shown.title_of(found, queries.kind_names().get(found.kind, "").split(" (")[0]),
        "progress": queries.progress(found, at=request.at),
        "distance": words.as_distance(found.due_at, request.at) if found.due_at else "",
        "is_open": found.state in (State.REGISTERED, *AT_WORK),
        "is_mine": is_mine,
        "may_route": found.state == State.REGISTERED and queries.may_route(actor, found),
        "may_register": found.state == State.ARRIVED
        and permissions.RECEIVE.held_by(actor, unit_id=found.unit_id),
        "may_answer": is_mine and outgoing.DRAFT.held_by(actor),
        "may_contribute": own_support and not is_mine and found.state in AT_WORK,
        "posts": [(str(each.id), each.title) for each in posts if each.id != found.holder_post_id],
        "routings": routings,
        "readings": found.readings.order_by("read_at", "id"),
        "slip": found.slip.order_by("said_at", "id"),
        "files": list(enumerate(found.attachments, start=1)),
        "answers": answers,
        "asked": _asked(found),
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
    }
    return render(request, "incoming/document.html", context)


def _asked(found: Document) -> outgoing.DocumentInfo | None:
    """Return the document of ours that this one answers."""
    if found.answers_id is None:
        return None
    return outgoing.issued_documents([found.answers_id]).get(found.answers_id)


@access.needs(*_ANY)
def route(request: Request, document_id: UUID) -> HttpResponse:
    """Choose lead and co-ordinating units, the deadline, and say what shall be done."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    if found.state != State.REGISTERED or not queries.may_route(request.actor, found):
        return redirect("incoming:document", document_id)
    faults: tuple[Fault, ...] = ()
    due_on = queries.usual_due(found, at=request.at)
    if request.method == "POST":
        try:
            use_cases.route_document(
                actor=request.actor,
                document_id=found.id,
                at=request.at,
                **read_routing(request.POST),
            )
        except Invalid as error:
            faults = error.faults or (Fault("lead", str(error)),)
        else:
            messages.success(request, _("Routed. The units have been told."))
            return redirect("incoming:inbox")
    units = queries.units_to_route_to(found, at=request.at)
    context = {
        "document": found,
        "kind_name": queries.kind_names().get(found.kind, "").split(" (")[0],
        "units": units,
        "lead": request.POST.get("lead", units[0][0] if len(units) == 1 else ""),
        "supports": request.POST.getlist("supports"),
        "due_on": request.POST.get("due_on") or words.as_date(due_on),
        "support_due_on": request.POST.get("support_due_on", ""),
        "opinion": request.POST.get("opinion", ""),
        "to_post": request.POST.get("to_post", ""),
        "posts": _posts(found, dict(units), request),
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
    }
    return render(request, "incoming/route.html", context)


def _posts(found: Document, names: dict[str, str], request: Request) -> list[tuple[str, str]]:
    inside = organisation.authority_ids(found.unit_id, request.at)
    posts = organisation.list_posts(inside, at=request.at)
    usual = {organisation.Role.SPECIALIST, organisation.Role.RECEPTION, organisation.Role.CLERK}
    return [
        (str(post.id), f"{post.title} – {names[str(post.unit_id)]}")
        for post in posts
        if post.role in usual and post.holder_ids
    ]


@access.needs(*_ANY)
def act(request: Request, document_id: UUID) -> HttpResponse:
    """Do what a button of the page says."""
    found = queries.get_document(actor=request.actor, document_id=document_id)
    do = _DOES.get(request.POST.get("act", "")) if request.method == "POST" else None
    if do is None:
        return redirect("incoming:document", document_id)
    try:
        return do(request, found)
    except Invalid as error:
        return _show(request, found, error.faults or (Fault("text", str(error)),))


def _give(request: Request, found: Document) -> HttpResponse:
    chosen = read_uuid(request.POST.get("to_post", ""))
    if chosen is None:
        raise Invalid(faults=(Fault("to_post", _("Choose a person of the lead unit.")),))
    use_cases.give_document(
        actor=request.actor,
        document_id=found.id,
        to_post_id=chosen,
        opinion=request.POST.get("opinion", ""),
        at=request.at,
    )
    messages.success(request, _("Given; the person has been told."))
    return redirect("incoming:inbox")


def _say(request: Request, found: Document) -> HttpResponse:
    use_cases.add_words(
        actor=request.actor,
        document_id=found.id,
        text=request.POST.get("text", ""),
        at=request.at,
    )
    messages.success(request, _("Written on the slip."))
    return redirect("incoming:document", found.id)


def _finish(request: Request, found: Document) -> HttpResponse:
    use_cases.finish_with_note(
        actor=request.actor, document_id=found.id, note=request.POST.get("note", ""), at=request.at
    )
    messages.success(request, _("Done. The sender is told if the document came by exchange."))
    return redirect("incoming:document", found.id)


def _answer(request: Request, found: Document) -> HttpResponse:
    draft_id = use_cases.begin_answer(actor=request.actor, document_id=found.id, at=request.at)
    return redirect("outgoing:edit", draft_id)


def _refuse(request: Request, found: Document) -> HttpResponse:
    use_cases.refuse_document(
        actor=request.actor,
        document_id=found.id,
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
    messages.success(request, _("Sent back, with your reason."))
    return redirect("incoming:inbox")


_DOES = {
    "give": _give,
    "say": _say,
    "finish": _finish,
    "answer": _answer,
    "refuse": _refuse,
}
