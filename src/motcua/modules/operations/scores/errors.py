"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import NotFound


class NoSuchSet(NotFound):
    """No set of indicators has that code."""

    code = "scores.no_such_set"
    message = _("There is no set of indicators of this name.")


class NoSuchCriterion(NotFound):
    """The set has no criterion of that number, or nothing measures it."""

    code = "scores.no_such_criterion"
    message = _("There is no such criterion, or nothing measures it yet.")
