"""Reactions to events: whoever is called is told, without a word about the citizen."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation.events import Envelope
from motcua.kernel.notifications import api as notifications

from . import events

LANGUAGE = "vi"


def tell_mentioned(event: events.CommentWritten, envelope: Envelope) -> None:
    """Tell each person who was called where he is waited for."""
    with override(LANGUAGE):
        for account_id in event.mentioned:
            notifications.send(
                key=f"{envelope.event_id}:{account_id}",
                to_account_id=account_id,
                subject=_("%(name)s asks you to look at %(code)s")
                % {"name": envelope.actor_name, "code": event.dossier_code},
                body=_("You are named in a comment. Open the dossier to read it and to answer."),
                link=f"/workspace/dossiers/{event.dossier_code}/#comments",
                at=envelope.at,
            )
