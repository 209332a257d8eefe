"""Reactions to events: an apology that is no longer needed; a head who may sign."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation import actors
from motcua.foundation.events import Envelope
from motcua.foundation.time import local_date
from motcua.kernel.identity import api as identity
from motcua.kernel.notifications import api as notifications
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api as dossiers

from . import events, use_cases

HOUSE = actors.system("delays.handlers")
Settled = (
    dossiers.ResultIssued
    | dossiers.DossierWithdrawn
    | dossiers.DossierStopped
    | dossiers.SupplementRequested
)


def drop(event: Settled, envelope: Envelope) -> None:
    """Put the apology of a dossier aside: the result is there, or its clock stands."""
    use_cases.drop_apology(actor=HOUSE, submission_id=event.submission_id, at=envelope.at)


def tell_heads(event: events.ApologyCompleted, envelope: Envelope) -> None:
    """Tell the heads that apologies wait for their signature: once a day, however many."""
    posts = organisation.list_posts({event.unit_id}, at=envelope.at)
    leaders = {
        person_id
        for post in posts
        if post.role == organisation.Role.AUTHORITY_LEADER
        for person_id in post.holder_ids
    }
    for account_id in identity.accounts_of(leaders).values():
        with override(use_cases.LANGUAGE):
            notifications.send(
                key=f"delays.to_sign:{account_id}:{local_date(envelope.at)}",
                to_account_id=account_id,
                subject=_("Apologies wait for your signature"),
                body=_("They have to be signed before the dossiers are late."),
                link="/workspace/delays/?show=COMPLETED",
                at=envelope.at,
            )
