"""Reactions to events: bundles begin, go on and end with their dossiers; the applicant is told."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation import actors
from motcua.foundation.events import Envelope
from motcua.kernel.notifications import api as notifications
from motcua.modules.public_services.dossiers import api as dossiers

from . import events, use_cases

LANGUAGE = "vi"
HOUSE = actors.system("bundles.handlers")


def begin(event: dossiers.DossierAccepted, envelope: Envelope) -> None:
    """Begin the bundle of a dossier that was accepted."""
    use_cases.begin_bundle(
        actor=HOUSE, dossier_code=event.dossier_code, due_at=event.due_at, at=envelope.at
    )


def go_on(event: dossiers.ResultSigned, envelope: Envelope) -> None:
    """Let what waited for the first authority's result begin."""
    use_cases.note_first_result(
        actor=HOUSE, dossier_code=event.dossier_code, number=event.number, at=envelope.at
    )


def end_withdrawn(event: dossiers.DossierWithdrawn, envelope: Envelope) -> None:
    """End the bundle of a dossier that was withdrawn, or the one part that was."""
    with override(LANGUAGE):
        use_cases.end_bundle(
            actor=HOUSE, dossier_code=event.dossier_code, note=_("Withdrawn"), at=envelope.at
        )
        use_cases.note_part_ended(
            actor=HOUSE,
            dossier_code=event.dossier_code,
            note=event.reason or _("Withdrawn"),
            at=envelope.at,
        )


def end_stopped(event: dossiers.DossierStopped, envelope: Envelope) -> None:
    """End the bundle of a dossier that was stopped, or the one part that was."""
    with override(LANGUAGE):
        use_cases.end_bundle(
            actor=HOUSE, dossier_code=event.dossier_code, note=_("Stopped"), at=envelope.at
        )
    use_cases.note_part_ended(
        actor=HOUSE, dossier_code=event.dossier_code, note=event.reason, at=envelope.at
    )


def tell_ended(event: events.PartEnded, envelope: Envelope) -> None:
    """Tell the applicant that a part is done, or refused, and that the others go on."""
    with override(LANGUAGE):
        if event.is_refused:
            subject = _("“%(part)s” was refused; the rest of %(code)s goes on")
            body = _("The reason: %(reason)s. You need not send anything again for the rest.") % {
                "reason": event.note.rstrip(".")
            }
        else:
            subject = _("“%(part)s” is done – %(code)s")
            body = _("Open the dossier to see what is done and what still comes.")
        notifications.send(
            key=str(envelope.event_id),
            to_person_id=event.person_id,
            subject=subject % {"part": event.title, "code": event.dossier_code},
            body=body,
            link=f"/bundles/{event.dossier_code}/",
            at=envelope.at,
        )
