"""Reactions to events: somebody is told when a document will not arrive."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation.events import Envelope
from motcua.foundation.time import local
from motcua.kernel.identity import api as identity
from motcua.kernel.notifications import api as notifications
from motcua.kernel.organisation import api as organisation

from . import events, permissions
from .queries.packets import agency_names, sent_packets

LANGUAGE = "vi"


def tell_of_failure(event: events.PacketFailed, envelope: Envelope) -> None:
    """Tell the clerks of the sending authority; one message an hour, however many fail."""
    sent = sent_packets([event.packet_id]).get(event.packet_id)
    if sent is None:
        return
    authority = organisation.authority_of(sent.unit_id)
    name = agency_names([event.agency_code]).get(event.agency_code, event.agency_code)
    hour = local(envelope.at).strftime("%Y%m%d%H")
    with override(LANGUAGE):
        subject = _("%(number)s did not arrive at %(agency)s") % {
            "number": sent.packet.number_symbol,
            "agency": name,
        }
        body = _("%(reason)s Look at all that did not arrive, and send it again.") % {
            "reason": event.reason
        }
    for account_id in _who_sends_again(sent.unit_id, authority.id, envelope):
        notifications.send(
            key=f"exchange.failed:{authority.id}:{hour}:{account_id}",
            to_account_id=account_id,
            subject=subject,
            body=body,
            link="/workspace/exchange/",
            at=envelope.at,
        )


def _who_sends_again(unit_id: UUID, authority_id: UUID, envelope: Envelope) -> list[UUID]:
    """Return the clerks' accounts, or those of whoever else may send again."""
    posts = organisation.list_posts({unit_id, authority_id}, at=envelope.at)
    able = [post for post in posts if post.role in permissions.RESEND.roles]
    clerks = [post for post in able if post.role == organisation.Role.CLERK and post.holder_ids]
    holders = {person_id for post in clerks or able for person_id in post.holder_ids}
    return sorted(identity.accounts_of(holders).values())
