"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import NotFound


class MessageNotFound(NotFound):
    """There is no such message, or it was sent to somebody else."""

    code = "notifications.message_not_found"
    message = _("We cannot find this message, or it was not sent to you.")
