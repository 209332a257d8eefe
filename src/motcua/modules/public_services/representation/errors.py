"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound, NotPermitted


class MandateNotFound(NotFound):
    """No mandate of that id in which the actor stands."""

    code = "representation.mandate_not_found"
    message = _("We cannot find this mandate.")


class MandateOver(Conflict):
    """The mandate has not begun, has ended, was revoked or was refused."""

    code = "representation.mandate_over"
    message = _("This mandate is not in force (%(state)s). Ask the person to give a new one.")


class MandateTooNarrow(Conflict):
    """The mandate does not reach this procedure."""

    code = "representation.mandate_too_narrow"
    message = _("This mandate does not reach so far: it holds for %(scope)s.")


class InPersonOnly(Conflict):
    """The law lets nobody do this for another."""

    code = "representation.in_person_only"
    message = _("The law asks the person to do this himself; a mandate is not possible.")


class MandateInvalid(Invalid):
    """Something in the mandate is missing or wrong; all of it is named."""

    code = "representation.mandate_invalid"
    message = _("Some things are missing or wrong. Mend them, then send again.")


class InvitationNotFound(NotFound):
    """No such invitation, or it is not the actor's."""

    code = "representation.invitation_not_found"
    message = _("This invitation does not exist, or it is for somebody else. Ask for a new one.")


class InvitationOver(Conflict):
    """The invitation has run out, was taken back or declined, or somebody else has taken it."""

    code = "representation.invitation_over"
    message = _("This invitation no longer holds. Ask for a new one.")


class OwnInvitation(Conflict):
    """Whoever invites cannot take his own invitation."""

    code = "representation.own_invitation"
    message = _("This link is for the other person. Send it, or let him scan the code.")


class OtherPart(Conflict):
    """By the register this part of the form belongs to somebody of the other sex."""

    code = "representation.other_part"
    message = _("This part is for: %(part)s. By the population register it is not this person's.")


class AlreadySent(Conflict):
    """The dossier was sent; its parts are not edited any more."""

    code = "representation.already_sent"
    message = _("The dossier was already sent under the code %(code)s.")


class PartIncomplete(Invalid):
    """Something in the part is missing or wrong."""

    code = "representation.part_incomplete"
    message = _("Some things are missing or wrong. Mend them, then confirm.")


class ChangedMeanwhile(Conflict):
    """What is to be agreed to is no longer what was shown."""

    code = "representation.changed_meanwhile"
    message = _("The dossier was changed in the meantime. Please read it again before confirming.")


class ReasonMissing(Invalid):
    """Declining or refusing without a word."""

    code = "representation.reason_missing"
    message = _("Write the reason in plain words; the other person reads it.")


class NotForThisPerson(NotPermitted):
    """Only a citizen who signed in with his own identity takes part."""

    code = "representation.not_for_this_person"
    message = _("Sign in with the national identity (VNeID) to take part.")
