"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


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


class ReasonMissing(Invalid):
    """An act that the applicant must be able to understand has no reason."""

    code = "dossiers.reason_missing"
    message = _("Write the reason in plain words; the applicant reads it.")


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
