"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, NotFound


class BornAfterRegistration(Conflict):
    """The declared day of birth lies after the day of registration."""

    code = "civil_registry.born_after_registration"
    message = _("The child cannot be born after the day of registration. Check the date of birth.")


class AlreadyRegistered(Conflict):
    """The dossier has an entry already, with other facts."""

    code = "civil_registry.already_registered"
    message = _("This dossier already stands in the register under number %(number)s.")


class NoSuchEntry(NotFound):
    """No entry of that number that the actor may see."""

    code = "civil_registry.no_such_entry"
    message = _("There is no such entry in the register, or it is not yours to see.")
