"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class NothingToRate(NotFound):
    """No finished dossier of that code is the actor's own."""

    code = "ratings.nothing_to_rate"
    message = _("There is no finished dossier of yours under this code.")


class NotOverYet(Conflict):
    """The dossier is still under way."""

    code = "ratings.not_over_yet"
    message = _("This dossier is not finished yet. You can rate it when you have the result.")


class TooLateToChange(Conflict):
    """The time in which a rating may be changed is over."""

    code = "ratings.too_late_to_change"
    message = _("Your rating is older than 30 days and stands as it is. Thank you for it.")


class StarsMissing(Invalid):
    """No answer was chosen."""

    code = "ratings.stars_missing"
    message = _("Choose how satisfied you were.")
