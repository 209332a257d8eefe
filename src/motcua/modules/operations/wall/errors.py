"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import NotPermitted


class PassRefused(NotPermitted):
    """The pass of a wall is forged, too old, or its holder has lost the right."""

    code = "wall.pass_refused"
    message = _("This wall may not go on by itself. Open it again, and sign in if you are asked.")
