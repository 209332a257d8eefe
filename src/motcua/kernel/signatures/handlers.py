"""Reactions to events: whoever signs is told before his certificate ends."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation.events import Envelope
from motcua.foundation.time import local
from motcua.kernel.notifications import api as notifications

from . import events
from .queries.certificates import told_of

LANGUAGE = "vi"


def tell_of_expiry(event: events.CertificateExpiring, envelope: Envelope) -> None:
    """Tell the holder, or whoever sealed with it, how to go on signing."""
    holder, accounts = told_of(event.certificate_id)
    with override(LANGUAGE):
        for account_id in accounts:
            notifications.send(
                key=f"{envelope.event_id}:{account_id}",
                to_account_id=account_id,
                subject=_("The certificate of %(name)s ends on %(day)s")
                % {"name": holder, "day": local(event.ends_at).strftime("%d/%m/%Y")},
                body=_(
                    "Ask for a new one in time: after that day nothing can be signed with it. "
                    "What was signed before stays valid."
                ),
                at=envelope.at,
            )
