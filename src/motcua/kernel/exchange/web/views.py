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
from ..models import Parcel
from ..queries import directory, packets
from ..types import ParcelState
from ..use_cases import sending
from .tables import PACKET_STATES, PARCEL_STATES, tabs

LINES = 50


@access.needs(permissions.VIEW)
def undelivered(request: Request) -> HttpResponse:
    """Show what did not arrive yet or will not, and why."""
    found = packets.list_undelivered(actor=request.actor)
    page = Paginator(found, LINES).get_page(request.GET.get("page"))
    names = packets.agency_names(each.to_code for each in page)
    rows = [_waiting(each, names) for each in page]
    context = {
        "tabs": tabs(request, "undelivered"),
        "rows": rows,
        "states": PARCEL_STATES,
        "may_resend": permissions.RESEND.held_by(request.actor),
        **page_urls(page, request),
    }
    return render(request, "exchange/undelivered.html", context)


def _waiting(parcel: Parcel, names: dict[str, str]) -> dict[str, Any]:
    if parcel.packet is not None:
        title, what = parcel.packet.number_symbol, parcel.packet.subject
    elif parcel.arrival is not None:
        state = PACKET_STATES.get(parcel.packet_state)
        title, what = parcel.arrival.number_symbol, str(state[0]) if state else ""
    else:
        title, what = _("Passing through"), _("from %(agency)s") % {"agency": parcel.from_code}
    return {
        "parcel": parcel,
        "title": title or "–",
        "what": what,
        "is_document": parcel.packet is not None,
        "to": names.get(parcel.to_code, ""),
        "is_failed": parcel.state == ParcelState.FAILED,
        "why": parcel.error or _("It has not been tried yet."),
    }


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
    rows = [
        {
            "packet": each,
            "lines": [
                {
                    "to": names.get(line.to_code) or line.to_code,
                    "code": line.packet_state or line.state,
                    "reason": line.reason or line.error,
                }
                for line in each.parcels.all()
            ],
        }
        for each in page
    ]
    context = {
        "tabs": tabs(request, "sent"),
        "rows": rows,
        "states": PARCEL_STATES | PACKET_STATES,
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
    rows = [{"arrival": each, "from": names.get(each.from_code, each.from_name)} for each in page]
    context = {
        "tabs": tabs(request, "arrivals"),
        "rows": rows,
        "states": PACKET_STATES,
        **page_urls(page, request),
    }
    return render(request, "exchange/arrivals.html", context)


def _codes(page: Any) -> set[str]:
    return {each.from_code for each in page}
