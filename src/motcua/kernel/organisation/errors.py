"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class NoSuchUnit(NotFound):
    """No unit has that id or code."""

    code = "organisation.no_such_unit"
    message = _("We know no unit “%(unit)s”.")


class NoSuchPost(NotFound):
    """No post has that id or code."""

    code = "organisation.no_such_post"
    message = _("We know no post “%(post)s”.")


class NoSuchDelegation(NotFound):
    """No delegation has that id."""

    code = "organisation.no_such_delegation"
    message = _("We know no such delegation.")


class UnitCodeTaken(Conflict):
    """The code belongs to another unit in that period."""

    code = "organisation.unit_code_taken"
    message = _("The code %(unit)s belongs to %(name)s in that period. End that unit first.")


class PostCodeTaken(Conflict):
    """The code belongs to another post in that period."""

    code = "organisation.post_code_taken"
    message = _("The code %(post)s belongs to “%(title)s” in that period. Choose another code.")


class PostTaken(Conflict):
    """Somebody else holds the post in that period."""

    code = "organisation.post_taken"
    message = _(
        "Somebody else holds the post “%(title)s” in that period. End that appointment first."
    )


class NotHeld(Conflict):
    """The person does not hold the post."""

    code = "organisation.not_held"
    message = _("That person does not hold the post “%(title)s” on that day.")


class UnitHasEnded(Conflict):
    """The unit does not exist on that day."""

    code = "organisation.unit_has_ended"
    message = _("%(name)s does not exist on that day.")


class ImpossibleCalendar(Invalid):
    """The hours or the day as given make no sense."""

    code = "organisation.impossible_calendar"
    message = _("The hours of work are not possible: %(reason)s")


class NoWorkingTime(Conflict):
    """The calendar has no working time within reach: nothing can be counted in it."""

    code = "organisation.no_working_time"
    message = _(
        "The calendar has no working time in the two years after %(day)s. "
        "Set the working hours first."
    )


class NotCounted(Conflict):
    """Nobody has seen yet what the change would move."""

    code = "organisation.not_counted"
    message = _(
        "What this change would move is not counted yet. Wait for the result, look at it, "
        "then approve."
    )


class CountedOtherwise(Conflict):
    """The change, or the calendar, is not the one that was counted."""

    code = "organisation.counted_otherwise"
    message = _(
        "The change or the calendar is no longer the one that was counted. Look at what would "
        "move now, then approve."
    )
