"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class NoSuchField(NotFound):
    """No field of that code."""

    code = "board.no_such_field"
    message = _("There is no such field of work.")


class FieldIncomplete(Invalid):
    """A field without a title, with a tile nobody declares, or with nothing to say."""

    code = "board.field_incomplete"
    message = _("The field cannot be saved like this.")


class OrderOutdated(Conflict):
    """A field was added since the order was looked at."""

    code = "board.order_outdated"
    message = _("The fields have changed meanwhile. Look at the list again.")
