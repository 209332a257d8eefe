"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class ApologyNotFound(NotFound):
    """No apology of that id that the actor may see."""

    code = "delays.apology_not_found"
    message = _("We cannot find this apology, or it is not yours to see.")


class WordingInvalid(Invalid):
    """The apology lacks its reason, or its new date is not possible; all of it is named."""

    code = "delays.wording_invalid"
    message = _("The apology is not complete yet. Fill in what is marked.")


class NotReadyToSign(Conflict):
    """The apology is not completed, or it was signed or dropped."""

    code = "delays.not_ready_to_sign"
    message = _("This apology cannot be signed now. It is: %(state)s.")


class AlreadySettled(Conflict):
    """The apology was signed or is no longer needed."""

    code = "delays.already_settled"
    message = _("This apology is not changed any more. It is: %(state)s.")
