"""A task on its page: where it stands, what may be done, what happened."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.foundation import access
from motcua.foundation.errors import Fault, NotFound
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.kernel.documents import api as documents
from motcua.modules.office.outgoing import api as outgoing

from .. import permissions, queries
from ..models import Task
from ..types import AT_WORK, OPEN, Source, State
from . import shown


@access.needs(*permissions.ANY)
def task(request: Request, task_id: UUID) -> HttpResponse:
    """Show a task."""
    return show(request, queries.get_task(actor=request.actor, task_id=task_id))


def show(request: Request, found: Task, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    """Draw the page of a task, with what was wrong in what was typed."""
    supports = list(found.supports.select_related("unit").order_by("unit__sort", "id"))
    extension = queries.waiting_extension(found)
    context = {
        "task": found,
        "state": shown.standing_of(found, at=request.at),
        "distance": shown.distance_of(found, at=request.at),
        "percent_text": f"{found.percent} %",
        "waits": found.state == State.REPORTED,
        "clock_runs": found.state in AT_WORK,
        "supports": supports,
        "extension": extension,
        "extensions": found.extensions.exclude(decided_at=None).order_by("decided_at"),
        "events": _events(found),
        "source_href": _source_href(found),
        "typed": request.POST,
        "faults": faults,
        "errors": {each.path: each.message for each in faults},
    }
    context |= _rights(request, found, {each.unit_id for each in supports})
    if context["is_mine"]:
        context |= _tools(request, found)
    return render(request, "directives/task.html", context)


def _rights(request: Request, found: Task, supporting: set[UUID]) -> dict[str, bool]:
    actor = request.actor
    is_mine = found.holder_post_id in actor.post_ids and found.state in AT_WORK
    leads = found.leader_post_id in actor.post_ids or permissions.APPROVE.held_by(
        actor, unit_id=found.unit_id
    )
    return {
        "is_mine": is_mine,
        "may_check": found.state == State.REPORTED and queries.may_follow(actor, found),
        "may_decide": leads and found.state in AT_WORK,
        "may_withdraw": leads and found.state in OPEN,
        "may_contribute": not is_mine
        and found.state in AT_WORK
        and bool(supporting & queries.units_spoken_for(actor)),
    }


def _tools(request: Request, found: Task) -> dict[str, Any]:
    """Return what the holder of a task is offered: people of the unit, documents as product."""
    posts = queries.posts_for(found.owner_unit_id, at=request.at)
    asked = request.GET.get("document", "")
    products = queries.search_products(request.actor, asked) if asked else ()
    return {
        "posts": [
            (str(each.id), f"{each.title} – {each.unit_name}")
            for each in posts
            if each.id != found.holder_post_id
        ],
        "asked": asked,
        "products": [
            (str(each.id), f"{each.number_symbol} – {each.kind_name}: {each.subject}")
            for each in products
        ],
        "may_draft": outgoing.DRAFT.held_by(request.actor),
    }


def _events(found: Task) -> list[dict[str, Any]]:
    entries = found.entries.order_by("-at", "-id")
    return [
        shown.event(
            entry,
            [
                {
                    "name": file["filename"],
                    "size": file["size"],
                    "href": reverse("directives:evidence", args=[found.id, entry.id, n]),
                }
                for n, file in enumerate(entry.files, start=1)
            ],
        )
        for entry in entries
    ]


def _source_href(found: Task) -> str:
    names = {Source.OUTGOING: "outgoing:document", Source.INCOMING: "incoming:document"}
    name = names.get(Source(found.directive.source))
    if name is None or found.directive.source_id is None:
        return ""
    return reverse(name, args=[found.directive.source_id])


@access.needs(*permissions.ANY)
def evidence(request: Request, task_id: UUID, entry_id: UUID, number: int) -> HttpResponse:
    """Give a file that proves what an entry says."""
    found = queries.get_task(actor=request.actor, task_id=task_id)
    entry = found.entries.filter(id=entry_id).first()
    if entry is None or not 1 <= number <= len(entry.files):
        raise NotFound
    file_id = read_uuid(entry.files[number - 1]["file_id"])
    if file_id is None:
        raise NotFound
    return documents.serve(file_id)
