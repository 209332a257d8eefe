"""Reasons to refuse."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Fault, Invalid, NotFound, NotPermitted, Unavailable

from .types import Remark


class PacketUnreadable(Invalid):
    """What came in is no packet; ``remarks`` name each element that is wrong."""

    code = "exchange.packet_unreadable"
    message = _("The packet cannot be read.")

    def __init__(self, *, remarks: tuple[Remark, ...]) -> None:
        super().__init__(
            faults=tuple(Fault(path=each.path, message=each.message) for each in remarks)
        )
        self.remarks = remarks

    def __str__(self) -> str:
        return " ".join([str(self.message), *(in_words(each) for each in self.remarks)])


def in_words(remark: Remark) -> str:
    """Return a remark as one sentence with its place."""
    if not remark.line:
        return f"{remark.path}: {remark.message}" if remark.path else remark.message
    return _("%(path)s, line %(line)s: %(message)s") % {
        "path": remark.path,
        "line": remark.line,
        "message": remark.message,
    }


class PacketIncomplete(Invalid):
    """A packet that is to be sent lacks something; the faults name the fields."""

    code = "exchange.packet_incomplete"
    message = _("The document cannot be sent like this. Something is missing.")


class UnknownAgency(Invalid):
    """No node is known for the agency."""

    code = "exchange.unknown_agency"
    message = _(
        "Nobody knows the way to %(agency)s. Ask the technical administrator to add the agency "
        "or its node."
    )


class NoOwnCode(Conflict):
    """The sending unit has no identification code for exchange."""

    code = "exchange.no_own_code"
    message = _(
        "This agency has no electronic identification code yet. The technical administrator "
        "enters it on the page of nodes."
    )


class NotAStep(Conflict):
    """The state does not follow the one that was reported last."""

    code = "exchange.not_a_step"
    message = _("After “%(before)s”, “%(after)s” cannot be reported any more.")


class ReasonMissing(Invalid):
    """Refusing, taking back and declining need a reason that the other side reads."""

    code = "exchange.reason_missing"
    message = _("Say why: the other agency reads the reason.")


class PacketUnknown(NotFound):
    """There is no such packet, or none that the actor may see."""

    code = "exchange.packet_unknown"
    message = _("We cannot find this packet, or it belongs to another agency.")


class ParcelNotWaiting(Conflict):
    """The parcel has been handed over already."""

    code = "exchange.parcel_not_waiting"
    message = _("This has been handed over already. Nothing needs to be sent again.")


class ParcelRefused(Conflict):
    """The node will not take the parcel, now or later."""

    code = "exchange.parcel_refused"
    message = _("The other node refuses the packet: %(reason)s")


class PeerSilent(Unavailable):
    """The other node does not answer, or asks to come again later."""

    code = "exchange.peer_silent"
    message = _("The other node does not answer: %(reason)s")


class ParcelPostponed(Unavailable):
    """The other node answers, but cannot take this parcel yet."""

    code = "exchange.parcel_postponed"
    message = _("The other node cannot take the packet yet: %(reason)s")


class DocumentNotHereYet(Unavailable):
    """A state is told of a document that did not come through yet."""

    code = "exchange.document_not_here_yet"
    message = _("The document %(document)s, of which a state is told, is not known here (yet).")


class PeerNotKnown(NotPermitted):
    """Whoever calls is none of the nodes with whom we exchange."""

    code = "exchange.peer_not_known"
    message = _(
        "This node does not know the certificate that was shown. Give its fingerprint to the "
        "technical administrator here."
    )


class PeerMayNotSpeak(NotPermitted):
    """The node is known, but not for the agency in whose name it sends."""

    code = "exchange.peer_may_not_speak"
    message = _("The node %(peer)s may not send in the name of %(agency)s.")


class ParcelDiffers(Conflict):
    """The same parcel came before with another content."""

    code = "exchange.parcel_differs"
    message = _("A packet with this number came before with another content.")


class ParcelDamaged(Unavailable):
    """The content does not fit its hash; sending it again may help."""

    code = "exchange.parcel_damaged"
    message = _("The packet was damaged on its way. Send it again.")


class ParcelTooLarge(Invalid):
    """The packet is larger than this node takes."""

    code = "exchange.parcel_too_large"
    message = _("The packet is larger than %(limit)s MB.")


class ParcelGoesRound(Conflict):
    """The parcel passed too many nodes: it goes round in a circle."""

    code = "exchange.parcel_goes_round"
    message = _("The packet passed too many nodes without arriving. Check the ways between nodes.")


class PeerCodeTaken(Conflict):
    """Another node has this code."""

    code = "exchange.peer_code_taken"
    message = _("Another node has the code %(peer)s.")


class NotAPeer(Invalid):
    """A node's entry has faults."""

    code = "exchange.not_a_peer"
    message = _("The entry of the node is not complete.")


def with_faults(kind: type[Invalid], faults: dict[str, Any]) -> Invalid:
    """Return a refusal with a fault for each field."""
    return kind(faults=tuple(Fault(path=path, message=str(said)) for path, said in faults.items()))
