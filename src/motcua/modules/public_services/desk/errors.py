"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class CommentEmpty(Invalid):
    """A comment without words, or with too many."""

    code = "desk.comment_empty"
    message = _("Write at least one word, and no more than 4,000 letters.")


class CommentNotFound(NotFound):
    """No comment of that id that is the actor's."""

    code = "desk.comment_not_found"
    message = _("We cannot find this comment, or it is not yours.")


class TooLateToEdit(Conflict):
    """A comment stands; others may have acted on it."""

    code = "desk.too_late_to_edit"
    message = _("A comment can be changed for 15 minutes. Write another one.")


class ViewNameMissing(Invalid):
    """A saved view without a name."""

    code = "desk.view_name_missing"
    message = _("Give the view a name.")


class ViewNameTaken(Conflict):
    """The actor has a view of that name."""

    code = "desk.view_name_taken"
    message = _("You have a view of that name already. Choose another name.")


class ViewNotFound(NotFound):
    """No saved view of that id that is the actor's."""

    code = "desk.view_not_found"
    message = _("We cannot find this saved view, or it is not yours.")


class TooManyViews(Conflict):
    """More saved views than anybody can look through."""

    code = "desk.too_many_views"
    message = _("You have 30 saved views. Take one away first.")


class SayWhyNotTwins(Invalid):
    """Two dossiers are said to be two matters, without a reason."""

    code = "desk.say_why_not_twins"
    message = _("Write in a few words why these are two different matters.")
