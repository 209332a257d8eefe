"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound, NotPermitted


class DossierNotFound(NotFound):
    """No dossier of that code that the actor may see."""

    code = "dossiers.not_found"
    message = _("We cannot find this dossier, or it is not yours to see. Check the code.")


class DraftNotFound(NotFound):
    """No draft of that id that is the actor's."""

    code = "dossiers.draft_not_found"
    message = _("We cannot find this draft. Begin again from the page of the procedure.")


class DraftAlreadySent(Conflict):
    """The draft has become a submission; it is not edited any more."""

    code = "dossiers.draft_already_sent"
    message = _("This dossier was already sent under the code %(code)s.")


class SubmissionIncomplete(Invalid):
    """Something is missing or wrong; all of it is named."""

    code = "dossiers.incomplete"
    message = _("Some things are missing or wrong. Mend them, then send again.")


class PostalIncomplete(Invalid):
    """The post cannot bring a result to this address."""

    code = "dossiers.postal_incomplete"
    message = _("The address is not complete yet. Mend what is named, then save again.")


class NotCompetent(Conflict):
    """The unit does not decide on that procedure."""

    code = "dossiers.not_competent"
    message = _("%(unit)s does not decide on this. Choose another place.")


class AlreadyAccepted(Conflict):
    """The submission has a dossier already."""

    code = "dossiers.already_accepted"
    message = _("This dossier was already accepted.")


class WrongState(Conflict):
    """The dossier is in a state in which this cannot be done."""

    code = "dossiers.wrong_state"
    message = _("This cannot be done now. The dossier is: %(state)s.")


class NothingToAskFor(Invalid):
    """A supplement request without any item."""

    code = "dossiers.nothing_to_ask_for"
    message = _("Say what is missing: tick the papers or write it down.")


class AskedOnceAlready(Conflict):
    """The law lets the administration ask for supplements once."""

    code = "dossiers.asked_once_already"
    message = _("Supplements were asked for already. The law allows one request.")


class NotTheSecondRequest(Conflict):
    """A second request is proposed, but the first was never sent."""

    code = "dossiers.not_the_second_request"
    message = _("Nothing was asked for yet. The first request needs no approval: send it.")


class AlreadyProposed(Conflict):
    """A second request waits for the head already."""

    code = "dossiers.already_proposed"
    message = _("A second request waits for the head already.")


class SecondRequestGone(Conflict):
    """No second request waits, or somebody has just decided on it."""

    code = "dossiers.second_request_gone"
    message = _("This request is not waiting any more; somebody has decided on it.")


class OwnProposal(Conflict):
    """Whoever proposes does not approve."""

    code = "dossiers.own_proposal"
    message = _("You proposed this yourself. Somebody else who holds the right decides on it.")


class PaperNotHeld(Conflict):
    """The paper is not among those held for that person, or is worth nothing any more."""

    code = "dossiers.paper_not_held"
    message = _("We cannot use this paper: %(why)s Please add another one.")


class ReasonMissing(Invalid):
    """An act that the applicant must be able to understand has no reason."""

    code = "dossiers.reason_missing"
    message = _("Write the reason in plain words; the applicant reads it.")


class BasisMissing(Invalid):
    """A dossier is stopped on a ground of law that is not named."""

    code = "dossiers.basis_missing"
    message = _("Write which article allows to stop the dossier.")


class StillAwaited(Conflict):
    """A dossier is to be stopped for want of a supplement that may still come."""

    code = "dossiers.still_awaited"
    message = _("The applicant still has time to add what is missing, or nothing was asked for.")


class StopProposedAlready(Conflict):
    """A proposal to stop waits for the head."""

    code = "dossiers.stop_proposed_already"
    message = _("A proposal to stop this dossier waits for the head already.")


class NothingProposed(Conflict):
    """No proposal to stop waits."""

    code = "dossiers.nothing_proposed"
    message = _("There is no proposal to stop this dossier.")


class SupplementIncomplete(Invalid):
    """The answer leaves something open that was asked for."""

    code = "dossiers.supplement_incomplete"
    message = _("Something that was asked for is still missing.")


class NothingAsked(Conflict):
    """No supplement request is open."""

    code = "dossiers.nothing_asked"
    message = _("Nothing is asked of you in this dossier now.")


class DraftResultInvalid(Invalid):
    """The drafted result is incomplete."""

    code = "dossiers.result_invalid"
    message = _("The result is not complete yet. Fill in what is marked.")


class NoResultYet(NotFound):
    """There is no signed result."""

    code = "dossiers.no_result_yet"
    message = _("There is no signed result yet.")


class ReceiverMissing(Invalid):
    """A result is handed over to nobody."""

    code = "dossiers.receiver_missing"
    message = _("Write who received the result.")


class NoProcess(Conflict):
    """The procedure has no published process."""

    code = "dossiers.no_process"
    message = _("This procedure has no internal process yet. Ask the administrator to publish one.")


class NothingChosen(Invalid):
    """An act on many dossiers without any, or without a receiver."""

    code = "dossiers.nothing_chosen"
    message = _("Choose at least one dossier, and to whom it goes.")


class BatchNotFound(NotFound):
    """No act on many dossiers under that key that is the actor's."""

    code = "dossiers.batch_not_found"
    message = _("We cannot find this list of results, or it is not yours to see.")


class NotTheSameMatter(Conflict):
    """Two dossiers of different procedures, or one and itself."""

    code = "dossiers.not_the_same_matter"
    message = _("Only two dossiers of the same procedure can be merged.")


class CannotBeMerged(Conflict):
    """A dossier is in a state in which nothing can be merged with it."""

    code = "dossiers.cannot_be_merged"
    message = _("%(dossier)s cannot be merged now. It is: %(state)s.")


class TooManyTries(Conflict):
    """The second factor of a dossier was wrong too often, or asked for too often."""

    code = "dossiers.too_many_tries"
    message = _(
        "It was tried too often. Please try again tomorrow, sign in, or ask at the counter."
    )


class MayNotAct(NotPermitted):
    """A citizen acts in a dossier of another without a mandate that holds at this instant."""

    code = "dossiers.may_not_act"
    message = _("There is no mandate in force for this. Ask the applicant to give one, or to act.")
