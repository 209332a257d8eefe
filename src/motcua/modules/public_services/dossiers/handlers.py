"""Reactions to events: the applicant is told of every change, in plain words."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation import actors
from motcua.foundation.events import Envelope
from motcua.kernel.cases import api as cases
from motcua.kernel.identity import api as identity
from motcua.kernel.notifications import api as notifications
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures
from motcua.ui import words

from . import events, queries, use_cases
from .types import ProposalState

LANGUAGE = "vi"  # of messages, until a person chooses another
HOUSE = actors.system("dossiers.handlers")


def _tell(envelope: Envelope, *, person_id: UUID, code: str, subject: str, body: str) -> None:
    notifications.send(
        key=str(envelope.event_id),
        to_person_id=person_id,
        subject=subject % {"code": code},
        body=body,
        link=f"/dossiers/{code}/",
        at=envelope.at,
    )


def tell_asked_agency(event: cases.OpinionAsked, envelope: Envelope) -> None:
    """Tell whoever is asked for an opinion, and until when."""
    opinion = cases.get_opinion(event.opinion_id)
    if cases.get_case(case_id=event.case_id).kind != "dossier":
        return
    post = organisation.get_post(event.post_id, at=envelope.at)
    for account_id in identity.accounts_of(post.holder_ids).values():
        with override(LANGUAGE):
            notifications.send(
                key=f"{envelope.event_id}:{account_id}",
                to_account_id=account_id,
                subject=_("You are asked about %(code)s") % {"code": opinion.subject_code},
                body=_("%(question)s Please answer %(promise)s.")
                % {"question": opinion.question, "promise": words.as_promise(event.due_at)},
                link=f"/workspace/questions/{event.opinion_id}/",
                at=envelope.at,
            )


def tell_asker(event: cases.OpinionAnswered, envelope: Envelope) -> None:
    """Tell whoever asked that the answer is there."""
    opinion = cases.get_opinion(event.opinion_id)
    is_ours = cases.get_case(case_id=event.case_id).kind == "dossier"
    if opinion.asked_by_account is None or not is_ours:
        return
    with override(LANGUAGE):
        notifications.send(
            key=str(envelope.event_id),
            to_account_id=opinion.asked_by_account,
            subject=_("An answer about %(code)s is there") % {"code": opinion.subject_code},
            body=opinion.answer,
            link=f"/workspace/questions/{event.opinion_id}/",
            at=envelope.at,
        )


def tell_given(event: events.WorkGiven, envelope: Envelope) -> None:
    """Tell whoever was given work by a head: one message, however many dossiers."""
    post = organisation.get_post(event.to_post_id, at=envelope.at)
    if event.to_account_id is not None:
        accounts = {event.to_account_id}
    else:
        accounts = set(identity.accounts_of(post.holder_ids).values())
    for account_id in accounts - {envelope.account_id}:
        with override(LANGUAGE):
            one = event.dossiers == 1
            subject = (
                _("Dossier %(code)s was given to you")
                if one
                else _("%(count)s dossiers were given to you")
            )
            notifications.send(
                key=f"{event.gift_id}:{account_id}",
                to_account_id=account_id,
                subject=subject % {"code": event.dossier_code, "count": event.dossiers},
                body=_("By %(name)s. The reason: %(reason)s")
                % {"name": envelope.actor_name, "reason": event.reason},
                link=f"/workspace/dossiers/{event.dossier_code}/" if one else "/workspace/",
                at=envelope.at,
            )


def tell_submitted(event: events.DossierSubmitted, envelope: Envelope) -> None:
    """Tell that the dossier arrived."""
    if queries.is_part(submission_id=event.submission_id):
        return
    with override(LANGUAGE):
        _tell(
            envelope,
            person_id=event.person_id,
            code=event.dossier_code,
            subject=_("We have your dossier %(code)s"),
            body=_("Reception will check it and answer within 8 working hours."),
        )


def tell_accepted(event: events.DossierAccepted, envelope: Envelope) -> None:
    """Tell the promise."""
    if queries.is_part(submission_id=event.submission_id):
        return
    with override(LANGUAGE):
        _tell(
            envelope,
            person_id=event.person_id,
            code=event.dossier_code,
            subject=_("Your dossier %(code)s was accepted"),
            body=_("You get the result %(promise)s.") % {"promise": words.as_promise(event.due_at)},
        )


def tell_supplement(event: events.SupplementRequested, envelope: Envelope) -> None:
    """Tell that something is missing."""
    with override(LANGUAGE):
        _tell(
            envelope,
            person_id=event.person_id,
            code=event.dossier_code,
            subject=_("Your dossier %(code)s needs something more"),
            body=_("Open the dossier to see everything that is missing and add it there."),
        )


def tell_heads(event: events.SecondRequestProposed, envelope: Envelope) -> None:
    """Tell everybody who may approve that a second request waits."""
    for account_id in queries.approvers(submission_id=event.submission_id, at=envelope.at):
        with override(LANGUAGE):
            notifications.send(
                key=f"{envelope.event_id}:{account_id}",
                to_account_id=account_id,
                subject=_("A second request in %(code)s waits for you")
                % {"code": event.dossier_code},
                body=_("An officer wants to ask the applicant once more. The reason: %(reason)s")
                % {"reason": event.why},
                link="/workspace/second-requests/",
                at=envelope.at,
            )


def tell_proposer(event: events.SecondRequestDecided, envelope: Envelope) -> None:
    """Tell whoever proposed a second request what the head decided."""
    if event.proposer_account_id is None:
        return
    with override(LANGUAGE):
        state = ProposalState(event.state)
        notifications.send(
            key=str(envelope.event_id),
            to_account_id=event.proposer_account_id,
            subject=_("Your second request in %(code)s: %(state)s")
            % {"code": event.dossier_code, "state": state.label},
            body=_("The reason: %(reason)s") % {"reason": event.reason},
            link=f"/workspace/dossiers/{event.dossier_code}/",
            at=envelope.at,
        )


def tell_answered(event: events.SupplementAnswered, envelope: Envelope) -> None:
    """Tell that the dossier goes on."""
    with override(LANGUAGE):
        body = _("Thank you. Your dossier goes on.")
        if event.due_at:
            body += " " + _("You get the result %(promise)s.") % {
                "promise": words.as_promise(event.due_at)
            }
        _tell(
            envelope,
            person_id=event.person_id,
            code=event.dossier_code,
            subject=_("What you added to %(code)s has arrived"),
            body=body,
        )


def tell_refused(event: events.SubmissionRefused, envelope: Envelope) -> None:
    """Tell the reason."""
    with override(LANGUAGE):
        _tell(
            envelope,
            person_id=event.person_id,
            code=event.dossier_code,
            subject=_("Your dossier %(code)s was not received"),
            body=_("The reason: %(reason)s") % {"reason": event.reason},
        )


def tell_issued(event: events.ResultIssued, envelope: Envelope) -> None:
    """Tell that the result is there."""
    if queries.is_part(submission_id=event.submission_id):
        return
    with override(LANGUAGE):
        _tell(
            envelope,
            person_id=event.person_id,
            code=event.dossier_code,
            subject=_("The result of your dossier %(code)s is ready"),
            body=_("Open the dossier to see how you get it."),
        )


def tell_returned(event: events.ResultReturned, envelope: Envelope) -> None:
    """Thank, and ask how it was."""
    if queries.is_part(submission_id=event.submission_id):
        return
    with override(LANGUAGE):
        _tell(
            envelope,
            person_id=event.person_id,
            code=event.dossier_code,
            subject=_("Your dossier %(code)s is finished"),
            body=_("Please tell us how we served you; it takes one minute."),
        )


def tell_withdrawn(event: events.DossierWithdrawn, envelope: Envelope) -> None:
    """Confirm the withdrawal; of a merger another handler tells."""
    if queries.is_part(submission_id=event.submission_id):
        return
    if any(each.is_ended for each in queries.mergers_of(submission_id=event.submission_id)):
        return
    with override(LANGUAGE):
        _tell(
            envelope,
            person_id=event.person_id,
            code=event.dossier_code,
            subject=_("Your dossier %(code)s was withdrawn"),
            body=_("You can begin a new one at any time."),
        )


def tell_merged(event: events.DossiersMerged, envelope: Envelope) -> None:
    """Tell where the matter goes on, and why it is one dossier now."""
    body = {"ended": event.ended_code, "kept": event.dossier_code, "reason": event.reason}
    with override(LANGUAGE):
        _tell(
            envelope,
            person_id=event.ended_person_id,
            code=event.ended_code,
            subject=_("Your dossier %(code)s goes on in another one"),
            body=_(
                "We had two dossiers of the same matter. %(ended)s has ended; its papers are now in"
                " %(kept)s. The reason: %(reason)s"
            )
            % body,
        )


def tell_reappointed(event: events.DossierReappointed, envelope: Envelope) -> None:
    """Apologise, with the reason and the new promise."""
    with override(LANGUAGE):
        _tell(
            envelope,
            person_id=event.person_id,
            code=event.dossier_code,
            subject=_("We are sorry: your dossier %(code)s takes longer"),
            body=_("You get the result %(promise)s.") % {"promise": words.as_promise(event.due_at)}
            + " "
            + _("The reason: %(reason)s") % {"reason": event.reason},
        )


def follow_recount(event: cases.CaseRecounted, envelope: Envelope) -> None:
    """Let the promise of the dossier follow its case."""
    use_cases.follow_recount(
        actor=HOUSE,
        case_id=event.case_id,
        due_at=event.due_at,
        decision=event.decision,
        at=envelope.at,
    )


def tell_recounted(event: events.DossierRecounted, envelope: Envelope) -> None:
    """Tell the promise that the changed calendar gives."""
    with override(LANGUAGE):
        _tell(
            envelope,
            person_id=event.person_id,
            code=event.dossier_code,
            subject=_("The date of your dossier %(code)s has changed"),
            body=_("You get the result %(promise)s.") % {"promise": words.as_promise(event.due_at)}
            + " "
            + _("The working calendar was changed: %(decision)s.") % {"decision": event.decision},
        )


def tell_stopped(event: events.DossierStopped, envelope: Envelope) -> None:
    """Tell that the dossier was stopped, and why."""
    if queries.is_part(submission_id=event.submission_id):
        return
    with override(LANGUAGE):
        _tell(
            envelope,
            person_id=event.person_id,
            code=event.dossier_code,
            subject=_("Your dossier %(code)s was stopped"),
            body=_("The reason: %(reason)s") % {"reason": event.reason}
            + " "
            + _("You can begin a new one at any time."),
        )


Ended = events.ResultReturned | events.DossierWithdrawn | events.DossierStopped


def keep_control_slip(event: Ended, envelope: Envelope) -> None:
    """Keep the control slip of a dossier that has ended."""
    use_cases.keep_control_slip(actor=HOUSE, submission_id=event.submission_id, at=envelope.at)


def publish_processes(
    event: procedures.CatalogueImported | procedures.ProcedurePublished, envelope: Envelope
) -> None:
    """Give every procedure of a changed catalogue its process, before it comes into force."""
    use_cases.publish_processes(actor=HOUSE, at=envelope.at, on=event.effective_from)


def record_status_look(event: events.StatusAsked, envelope: Envelope) -> None:
    """Let the applicant read that somebody followed his dossier, or tried to."""
    use_cases.record_status_look(code=event.dossier_code, opened=event.opened, at=envelope.at)


def send_tracking_code(event: events.TrackingCodeAsked, envelope: Envelope) -> None:
    """Send a one-time code, if there is such a dossier."""
    use_cases.send_tracking_code(
        key=str(envelope.event_id), code=event.dossier_code, at=envelope.at
    )
