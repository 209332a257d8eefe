"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class UnknownReason(Invalid):
    """A reason that is not in the catalogue, or not on that day."""

    code = "checklists.unknown_reason"
    message = _("The reason “%(reason)s” is not in the catalogue today. Choose another.")


class ReasonIncomplete(Invalid):
    """A new reason without its words, or with a code that is taken; all faults are named."""

    code = "checklists.reason_incomplete"
    message = _("The reason is not complete. Mend what is marked.")


class NoSuchReason(NotFound):
    """No reason of that code."""

    code = "checklists.no_such_reason"
    message = _("There is no reason of this code.")


class AlreadyRetired(Conflict):
    """The reason ends already."""

    code = "checklists.already_retired"
    message = _("This reason ends already on another day.")


class CheckListInvalid(Invalid):
    """A check list without a question, or with an impossible validity."""

    code = "checklists.check_list_invalid"
    message = _("The check list cannot be saved like this. Mend what is marked.")
