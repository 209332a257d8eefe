"""Tabs, states and rows of tables that the pages of the exchange show."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from motcua.foundation.http import Request
from motcua.ui import words

from .. import permissions
from ..models import Agency, Arrival, Parcel, Peer, Rejection, SentPacket
from ..queries import packets
from ..rules.ways import EVERYBODY
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


def state(code: str) -> dict[str, Any]:
    """Return a state of a packet or parcel as a cell shows it."""
    looks = PARCEL_STATES | PACKET_STATES
    return dict(zip(("label", "tone", "icon"), looks[code], strict=True))


def waiting_head() -> list[str]:
    """Return the columns of what did not arrive."""
    return [
        pgettext("exchange", "Document"),
        _("Goes to"),
        pgettext("exchange", "Why"),
        pgettext("exchange", "Since"),
        pgettext("exchange", "Next"),
    ]


def waiting_row(parcel: Parcel, names: dict[str, str], *, may_resend: bool) -> list[Any]:
    """Return a line of what did not arrive, with what happens next."""
    document: dict[str, Any] = {"text": "–"}
    if parcel.packet is not None:
        href = reverse("exchange:packet", args=[parcel.packet_id])
        document = {"text": parcel.packet.number_symbol, "href": href}
        document["note"] = parcel.packet.subject
    elif parcel.arrival is not None:
        told = PACKET_STATES.get(parcel.packet_state)
        document = {"text": parcel.arrival.number_symbol or "–", "note": told[0] if told else ""}
    else:
        note = _("from %(agency)s") % {"agency": parcel.from_code}
        document = {"text": _("Passing through"), "note": note}
    tried = ngettext("tried %(n)s time", "tried %(n)s times", parcel.attempts)
    following: dict[str, Any] = {}
    if parcel.state != ParcelState.FAILED:
        at = words.as_instant(parcel.retry_at)
        following["note"] = _("by itself at %(at)s") % {"at": at}
    if may_resend:
        action = reverse("exchange:again", args=[parcel.id])
        following["form"] = {"action": action, "label": _("Send again")}
    return [
        document,
        {"text": names.get(parcel.to_code, ""), "note": parcel.to_code},
        {"state": state(parcel.state), "note": parcel.error or _("It has not been tried yet.")},
        {"text": words.as_instant(parcel.created_at), "note": tried % {"n": parcel.attempts}},
        following,
    ]


def sent_head() -> list[str]:
    """Return the columns of what was sent."""
    return [pgettext("exchange", "Document"), pgettext("exchange", "Sent"), _("Goes to")]


def sent_row(packet: SentPacket, names: dict[str, str]) -> list[Any]:
    """Return a line of what was sent, with the state of each copy."""
    lines = [
        {
            "lines": [
                {"text": names.get(line.to_code) or line.to_code},
                {
                    "state": state(line.packet_state or line.state),
                    "note": line.reason or line.error,
                },
            ]
        }
        for line in packet.parcels.all()
    ]
    return [
        {
            "text": packet.number_symbol,
            "href": reverse("exchange:packet", args=[packet.id]),
            "note": f"{packet.get_kind_display()}: {packet.subject}",
        },
        {"text": words.as_instant(packet.sent_at), "note": packet.sent_by},
        {"text": "", "lines": lines},
    ]


def arrival_head() -> list[str]:
    """Return the columns of what came in."""
    return [
        _("Came in"),
        pgettext("exchange", "From"),
        pgettext("exchange", "Document"),
        _("Told to the sender"),
    ]


def arrival_row(arrival: Arrival, name: str) -> list[Any]:
    """Return a line of what came in."""
    copies = ""
    if arrival.copies:
        more = ngettext(
            "came %(n)s more time, counted once",
            "came %(n)s more times, counted once",
            arrival.copies,
        )
        copies = more % {"n": arrival.copies}
    return [
        {"text": words.as_instant(arrival.arrived_at), "note": copies},
        {"text": name, "note": arrival.from_code},
        {
            "text": arrival.number_symbol,
            "note": f"{arrival.get_kind_display()}: {arrival.subject}",
        },
        {"state": state(arrival.state)},
    ]


def node_head() -> list[str]:
    """Return the columns of the nodes."""
    return [_("Node"), _("Leads to"), _("Last contact"), pgettext("exchange", "State")]


def node_row(peer: Peer, *, may_manage: bool) -> list[Any]:
    """Return a line of the nodes; addresses are for whoever keeps them."""
    node: dict[str, Any] = {"text": peer.name, "note": peer.code}
    if may_manage:
        node["href"] = reverse("exchange:change_node", args=[peer.id])
        node["note"] = f"{peer.code} · {peer.address}"
    leads = (_("everybody else") if code == EVERYBODY else code for code in peer.serves)
    at = peer.last_contact_at
    return [
        node,
        "; ".join([peer.code, *leads]),
        words.as_instant(at) if at else pgettext("exchange", "none yet"),
        _answering(peer),
    ]


def _answering(peer: Peer) -> dict[str, Any]:
    def says(label: str, tone: str, icon: str) -> dict[str, Any]:
        return {"state": {"label": label, "tone": tone, "icon": icon}}

    if not peer.is_active:
        return says(_("Not in use"), "neutral", "circle")
    if peer.silent_since:
        since = _("since %(at)s") % {"at": words.as_instant(peer.silent_since)}
        silent = says(_("Does not answer"), "bad", "warning")
        return silent | {"note": f"{since}. {peer.last_error}"}
    if peer.last_contact_at:
        return says(pgettext("exchange", "Answers"), "good", "check")
    return says(_("Not tried yet"), "neutral", "circle")


def rejection_head() -> list[str]:
    """Return the columns of what this node did not take."""
    return [_("Last time"), pgettext("exchange", "From"), _("Goes to"), pgettext("exchange", "Why")]


def rejection_row(rejection: Rejection) -> list[Any]:
    """Return a line of what this node did not take."""
    return [
        words.as_instant(rejection.last_at),
        {"text": rejection.from_code, "note": rejection.peer.name},
        rejection.to_code,
        rejection.reason,
    ]


def agency_head() -> list[str]:
    """Return the columns of the agencies."""
    return [_("Identification code"), _("Name of the agency"), pgettext("exchange", "Way")]


def agency_row(agency: Agency, *, is_reachable: bool) -> list[Any]:
    """Return a line of the agencies to write to, and of our own."""
    way = _("A node leads there") if is_reachable else _("No node leads there yet")
    if agency.unit_id:
        way = pgettext("exchange", "Ours")
    return [{"text": agency.code, "note": agency.legacy_code}, agency.name, way]
