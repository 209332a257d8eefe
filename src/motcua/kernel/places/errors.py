"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, NotFound


class NoSuchArea(NotFound):
    """No area has that id or code on that day."""

    code = "places.no_such_area"
    message = _("We know no administrative area “%(code)s”.")


class AreaTaken(Conflict):
    """The code belongs to another area in that period."""

    code = "places.area_taken"
    message = _("The code %(code)s belongs to %(name)s in that period. End that area first.")
