"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import NotFound


class NoSuchSet(NotFound):
    """No set of indicators has that code."""

    code = "scores.no_such_set"
    message = _("There is no set of indicators of this name.")


class NoSuchComponent(NotFound):
    """The set has no component of that number, or nothing measures it."""

    code = "scores.no_such_component"
    message = _("There is no such component, or nothing measures it yet.")
