from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import NotFound


class NoSuchIndicator(NotFound):
    """No installed module declares that code."""

    code = "analytics.no_such_indicator"
    message = _("There is no figure of that name.")
