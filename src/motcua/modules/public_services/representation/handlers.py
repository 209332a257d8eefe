"""Reactions to events: everybody who stands in a dossier is told, in plain words."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation.events import Envelope
from motcua.kernel.identity import api as identity
from motcua.kernel.notifications import api as notifications
from motcua.modules.public_services.dossiers import api as dossiers

from . import events, use_cases
from .models import Invitation, Mandate
from .types import InvitationState

LANGUAGE = "vi"

_News = (
    dossiers.DossierAccepted
    | dossiers.SupplementRequested
    | dossiers.SubmissionRefused
    | dossiers.ResultIssued
    | dossiers.ResultReturned
    | dossiers.DossierWithdrawn
)


def bind_representative(event: identity.PersonRegistered, envelope: Envelope) -> None:
    """Bind somebody new to the mandates that name him."""
    use_cases.bind_representative(person_id=event.person_id)


def note_sent(event: dossiers.DossierSubmitted, envelope: Envelope) -> None:
    """Remember the code under which parts were sent, and tell those who filled them in."""
    outcome = dossiers.outcomes(codes=[event.dossier_code]).get(event.dossier_code)
    if outcome is None or outcome.draft_id is None:
        return
    use_cases.note_sent(draft_id=outcome.draft_id, dossier_code=event.dossier_code)
    tell_others(event, envelope)


def tell_others(event: _News | dossiers.DossierSubmitted, envelope: Envelope) -> None:
    """Tell co-applicants and representatives what the applicant is told by the dossiers."""
    code = event.dossier_code
    outcome = dossiers.outcomes(codes=[code]).get(code)
    if outcome is None or outcome.draft_id is None:
        return
    others = set(
        Invitation.objects.filter(
            draft_id=outcome.draft_id, state=InvitationState.CONFIRMED
        ).values_list("person_id", flat=True)
    )
    others |= set(
        Mandate.objects.filter(id=outcome.mandate_id).values_list("representative_id", flat=True)
        if outcome.mandate_id
        else ()
    )
    with override(LANGUAGE):
        for person_id in others - {None, event.person_id}:
            notifications.send(
                key=f"{envelope.event_id}:{person_id}",
                to_person_id=person_id,
                subject=_("News of the dossier %(code)s") % {"code": code},
                body=_("“%(title)s” is now: %(state)s. Open the dossier to see more.")
                % {"title": outcome.procedure_title, "state": outcome.state.label},
                link=f"/dossiers/{code}/",
                at=envelope.at,
            )


def _send(
    envelope: Envelope, *, to: UUID | None, subject: str, body: str, link: str, tag: str = ""
) -> None:
    if to is None:
        return
    notifications.send(
        key=f"{envelope.event_id}{tag}",
        to_person_id=to,
        subject=subject,
        body=body,
        link=link,
        at=envelope.at,
    )


def _names(mandate_id: UUID) -> dict[str, str]:
    mandate = Mandate.objects.get(id=mandate_id)
    return {
        "principal": mandate.principal_name,
        "representative": mandate.representative_name,
        "scope": mandate.scope_title,
    }


def tell_mandate_given(event: events.MandateGiven, envelope: Envelope) -> None:
    """Tell the representative that he may act."""
    with override(LANGUAGE):
        words = _names(event.mandate_id)
        _send(
            envelope,
            to=event.representative_id,
            subject=_("%(principal)s gave a mandate") % words,
            body=_("It holds for: %(scope)s. Choose for whom when beginning a dossier.") % words,
            link=f"/mandates/{event.mandate_id}/",
        )


def tell_mandate_claimed(event: events.MandateClaimed, envelope: Envelope) -> None:
    """Tell the person at once that somebody says he acts for him."""
    with override(LANGUAGE):
        words = _names(event.mandate_id)
        _send(
            envelope,
            to=event.principal_id,
            subject=_("%(representative)s handed in a mandate of %(principal)s") % words,
            body=_("It is said to hold for: %(scope)s. If this is not right, revoke it at once.")
            % words,
            link=f"/mandates/{event.mandate_id}/",
        )


def tell_mandate_confirmed(event: events.MandateConfirmed, envelope: Envelope) -> None:
    """Tell the representative that his mandate is found right."""
    with override(LANGUAGE):
        words = _names(event.mandate_id)
        _send(
            envelope,
            to=event.representative_id,
            subject=_("The mandate of %(principal)s is confirmed") % words,
            body=_("It holds for: %(scope)s.") % words,
            link=f"/mandates/{event.mandate_id}/",
        )


def tell_mandate_refused(event: events.MandateRefused, envelope: Envelope) -> None:
    """Tell the representative what is wrong with his paper."""
    with override(LANGUAGE):
        words = _names(event.mandate_id)
        _send(
            envelope,
            to=event.representative_id,
            subject=_("The mandate of %(principal)s was not accepted") % words,
            body=_("The reason: %(reason)s") % {"reason": event.reason},
            link=f"/mandates/{event.mandate_id}/",
        )


def tell_mandate_ended(event: events.MandateEnded, envelope: Envelope) -> None:
    """Tell both that a mandate is over."""
    with override(LANGUAGE):
        words = _names(event.mandate_id)
        for nth, person_id in enumerate((event.principal_id, event.representative_id)):
            _send(
                envelope,
                to=person_id,
                subject=_("The mandate of %(principal)s for %(representative)s is over") % words,
                body=_("Nothing more can be done under it. It held for: %(scope)s.") % words,
                link=f"/mandates/{event.mandate_id}/",
                tag=f":{nth}",
            )


def _tell_inviter(
    envelope: Envelope, invitation_id: UUID, *, subject: str, body: str, reason: str = ""
) -> None:
    row = Invitation.objects.get(id=invitation_id)
    words = {"name": row.person_name or _("The invited person"), "title": row.procedure_title}
    _send(
        envelope,
        to=row.inviter_id,
        subject=subject % words,
        body=body % {**words, "reason": reason},
        link=f"/drafts/{row.draft_id}/together/{row.part}/",
    )


def tell_taken(event: events.InvitationTaken, envelope: Envelope) -> None:
    """Tell that the invited has begun."""
    with override(LANGUAGE):
        _tell_inviter(
            envelope,
            event.invitation_id,
            subject=_("%(name)s opened the invitation"),
            body=_("The part in “%(title)s” is being filled in."),
        )


def tell_confirmed(event: events.PartConfirmed, envelope: Envelope) -> None:
    """Tell that the dossier can be sent."""
    with override(LANGUAGE):
        _tell_inviter(
            envelope,
            event.invitation_id,
            subject=_("%(name)s has confirmed"),
            body=_("“%(title)s” can be checked and sent now."),
        )


def tell_reopened(event: events.PartReopened, envelope: Envelope) -> None:
    """Tell that something was changed after the confirmation."""
    with override(LANGUAGE):
        _tell_inviter(
            envelope,
            event.invitation_id,
            subject=_("%(name)s changes the confirmed part"),
            body=_("“%(title)s” can be sent once it is confirmed again."),
        )


def tell_declined(event: events.InvitationDeclined, envelope: Envelope) -> None:
    """Tell that the invited does not take part, and why."""
    with override(LANGUAGE):
        _tell_inviter(
            envelope,
            event.invitation_id,
            subject=_("The invitation was declined"),
            body=_("The reason: %(reason)s"),
            reason=event.reason,
        )
