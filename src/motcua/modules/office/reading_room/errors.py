"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound, NotPermitted


class RequestNotFound(NotFound):
    """No request of that id is the actor's to see."""

    code = "reading_room.request_not_found"
    message = _("We cannot find this request, or it is not yours to see.")


class NothingAsked(Invalid):
    """No document was chosen, or none that the archive gives to readers."""

    code = "reading_room.nothing_asked"
    message = _("Choose in the catalogue what you want to read.")


class TooManyAsked(Invalid):
    """More documents than one request holds."""

    code = "reading_room.too_many_asked"
    message = _("One request holds %(most)s documents. Send the others in another request.")


class PurposeNotSaid(Invalid):
    """The request does not say what for."""

    code = "reading_room.purpose_not_said"
    message = _("Write what you want to read it for.")


class ReasonNotSaid(Invalid):
    """A refusal without its reason."""

    code = "reading_room.reason_not_said"
    message = _("Write why it is refused; the reader is told.")


class TimeNotSaid(Invalid):
    """The days of a view are none, or too many."""

    code = "reading_room.time_not_said"
    message = _("Write for how many days, from 1 to %(most)s.")


class AlreadyDecided(Conflict):
    """Somebody else decided in the meantime, or there is nothing left to decide."""

    code = "reading_room.already_decided"
    message = _("This was decided in the meantime. Open it again and look.")


class NotYours(NotPermitted):
    """Whether it is read on conditions is for the head to decide."""

    code = "reading_room.not_yours"
    message = _("Documents on conditions are decided by the head of the authority.")


class ReadingOver(NotPermitted):
    """The time for which somebody may read has passed."""

    code = "reading_room.over"
    message = _("The time for reading ended at %(until)s. You can ask again.")


class NotGranted(NotPermitted):
    """It was not decided yet, or refused; or a copy to keep was not allowed."""

    code = "reading_room.not_granted"
    message = _("You have not been allowed to do this. The request says how it stands.")


class OnPaperOnly(Conflict):
    """There is no file of the document: it lies in the archive on paper."""

    code = "reading_room.on_paper_only"
    message = _("This document is on paper only. Come to the reading room to read it.")
