"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class LaneNotFound(NotFound):
    """There is no such lane, or it is not the actor's to see."""

    code = "lanes.not_found"
    message = _("We cannot find this lane, or it is not yours to see.")


class LaneInvalid(Invalid):
    """Something about the lane is missing or cannot be."""

    code = "lanes.invalid"
    message = _("The lane cannot be opened like this. Mend what is named below.")


class LaneHasEnded(Conflict):
    """The lane ended already."""

    code = "lanes.ended"
    message = _("This lane has ended already.")
