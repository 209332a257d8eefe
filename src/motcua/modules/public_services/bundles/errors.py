"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class PartNotFound(NotFound):
    """There is no such part, or it is not the actor's to see."""

    code = "bundles.part_not_found"
    message = _("We cannot find this part, or it is not yours to see.")


class PartIsClosed(Conflict):
    """The part has ended, or has not begun."""

    code = "bundles.part_closed"
    message = _("This part is not open now: %(state)s.")


class AnswerMissing(Invalid):
    """A result without its number, or a refusal without a reason."""

    code = "bundles.answer_missing"
    message = _("Fill in the number of the result, or the reason in plain words.")
