"""What I was told; and in the demo, what everybody was told."""

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request

from .. import queries, use_cases

MESSAGES_ON_A_PAGE = 25
MESSAGES_IN_THE_DEMO = 100


@access.signed_in
def mine(request: Request) -> HttpResponse:
    """Show my messages, the newest first."""
    found = queries.list_mine(actor=request.actor)
    page = Paginator(found, MESSAGES_ON_A_PAGE).get_page(request.GET.get("page"))
    unread = queries.unread_count(request.actor)
    return render(request, "notifications/mine.html", {"page": page, "unread": unread})


@access.signed_in
def message(request: Request, message_id: UUID) -> HttpResponse:
    """Show one of my messages; from now on it is read."""
    found = use_cases.read_message(actor=request.actor, message_id=message_id, at=request.at)
    return render(request, "notifications/message.html", {"message": found})


@require_POST
@access.signed_in
def mark_all_read(request: Request) -> HttpResponse:
    """Mark all my messages as read."""
    use_cases.mark_all_read(actor=request.actor, at=request.at)
    return redirect("notifications:mine")


@access.public
def demo_inbox(request: Request) -> HttpResponse:
    """Show the telephones of the demo city: every outgoing message."""
    if not settings.DEMO:
        raise NotFound
    found = queries.list_all()[:MESSAGES_IN_THE_DEMO]
    return render(request, "notifications/demo_inbox.html", {"found": found})
