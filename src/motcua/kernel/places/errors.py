"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class NoSuchArea(NotFound):
    """No area has that id or code on that day."""

    code = "places.no_such_area"
    message = _("We know no administrative area “%(code)s”.")


class AreaTaken(Conflict):
    """The code belongs to another area in that period."""

    code = "places.area_taken"
    message = _("The code %(code)s belongs to %(name)s in that period. End that area first.")


class NoShape(Invalid):
    """What was given is no closed outline on the globe."""

    code = "places.no_shape"
    message = _(
        "This is no outline of an area: give a GeoJSON polygon with closed rings, longitude before "
        "latitude."
    )


class DrawnLater(Conflict):
    """The area has a boundary that begins later."""

    code = "places.drawn_later"
    message = _("This area has been drawn as of %(day)s already; draw it as of a later day.")
