"""States and tabs that the pages of the exchange share."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation.http import Request

from .. import permissions
from ..queries import packets
from ..types import PacketState, ParcelState

PARCEL_STATES: dict[str, tuple[Any, str, str]] = {
    ParcelState.WAITING: (ParcelState.WAITING.label, "waiting", "clock"),
    ParcelState.DELIVERED: (ParcelState.DELIVERED.label, "good", "check"),
    ParcelState.FAILED: (ParcelState.FAILED.label, "bad", "warning"),
}
_TONES = {
    PacketState.ARRIVED: ("info", "inbox"),
    PacketState.REFUSED: ("bad", "warning"),
    PacketState.COMPLETED: ("good", "check"),
    PacketState.TAKING_BACK: ("waiting", "clock"),
    PacketState.DECLINED: ("warn", "warning"),
}
PACKET_STATES: dict[str, tuple[Any, str, str]] = {
    state: (state.label, *_TONES.get(state, ("working", "circle"))) for state in PacketState
}


def tabs(request: Request, current: str) -> list[dict[str, Any]]:
    """Return the pages of the exchange; how many did not arrive stands beside the first."""
    waiting = packets.list_undelivered(actor=request.actor).order_by().count()
    found = [
        ("undelivered", _("Did not arrive"), waiting),
        ("sent", pgettext("exchange", "Sent"), None),
        ("arrivals", _("Came in"), None),
        ("nodes", _("Nodes"), None),
    ]
    if permissions.MANAGE.held_by(request.actor):
        found.append(("agencies", _("Agencies"), None))
    return [
        {
            "title": title,
            "href": reverse(f"exchange:{name}"),
            "current": name == current,
            "count": count,
        }
        for name, title, count in found
    ]
