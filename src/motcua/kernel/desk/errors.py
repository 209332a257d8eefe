"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Invalid, NotFound


class NotOnTheDesk(NotFound):
    """No module offers such a thing, or it is not the actor's to see."""

    code = "own_desk.not_on_the_desk"
    message = _("This does not lie on your desk any more.")


class NothingChosen(Invalid):
    """Nothing is ticked."""

    code = "own_desk.nothing_chosen"
    message = _("Tick what you want to do at once.")
