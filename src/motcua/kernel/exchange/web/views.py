"""What did not arrive and why, what was sent, what came in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.ui.asked import page_urls

from .. import permissions
from ..errors import PacketUnknown
from ..queries import directory, packets
from ..use_cases import sending
from . import tables
from .tables import PACKET_STATES, PARCEL_STATES, tabs

LINES = 50


@access.needs(permissions.VIEW)
def undelivered(request: Request) -> HttpResponse:
    """Show what did not arrive yet or will not, and why."""
    found = packets.list_undelivered(actor=request.actor)
    page = Paginator(found, LINES).get_page(request.GET.get("page"))
    names = packets.agency_names(each.to_code for each in page)
    may_resend = permissions.RESEND.held_by(request.actor)
    context = {
        "tabs": tabs(request, "undelivered"),
        "head": tables.waiting_head(),
        "rows": [tables.waiting_row(each, names, may_resend=may_resend) for each in page],
        **page_urls(page, request),
    }
    return render(request, "exchange/undelivered.html", context)


@require_POST
@access.needs(permissions.RESEND)
def again(request: Request, parcel_id: UUID) -> HttpResponse:
    """Send again what waits or has failed."""
    sending.send_again(actor=request.actor, parcel_id=parcel_id, at=request.at)
    messages.success(request, _("It is tried again now. Look here in a moment."))
    return redirect("exchange:undelivered")


@access.needs(permissions.VIEW)
def sent(request: Request) -> HttpResponse:
    """Show what was sent and where each copy is."""
    found = packets.list_sent(actor=request.actor)
    page = Paginator(found, LINES).get_page(request.GET.get("page"))
    names = packets.agency_names(line.to_code for each in page for line in each.parcels.all())
    context = {
        "tabs": tabs(request, "sent"),
        "head": tables.sent_head(),
        "rows": [tables.sent_row(each, names) for each in page],
        **page_urls(page, request),
    }
    return render(request, "exchange/sent.html", context)


@access.needs(permissions.VIEW)
def packet(request: Request, packet_id: UUID) -> HttpResponse:
    """Show one sent packet and all that its receivers told."""
    found = packets.get_sent(packet_id)
    if not packets.may_see_sent(request.actor, found):
        raise PacketUnknown
    context = {
        "tabs": tabs(request, "sent"),
        "sent": found,
        "states": PARCEL_STATES | PACKET_STATES,
        "may_resend": permissions.RESEND.held_by(request.actor, unit_id=found.unit_id),
    }
    return render(request, "exchange/packet.html", context)


@access.needs(permissions.VIEW)
def arrivals(request: Request) -> HttpResponse:
    """Show what came in."""
    found = packets.list_arrivals(actor=request.actor)
    page = Paginator(found, LINES).get_page(request.GET.get("page"))
    names = {code: each.name for code, each in directory.agencies(_codes(page)).items()}
    context = {
        "tabs": tabs(request, "arrivals"),
        "head": tables.arrival_head(),
        "rows": [
            tables.arrival_row(each, names.get(each.from_code, each.from_name)) for each in page
        ],
        **page_urls(page, request),
    }
    return render(request, "exchange/arrivals.html", context)


def _codes(page: Any) -> set[str]:
    return {each.from_code for each in page}
