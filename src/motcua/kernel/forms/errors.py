"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Invalid, NotFound


class NoSuchForm(NotFound):
    """No form has that code on that day, or no version has that id."""

    code = "forms.no_such_form"
    message = _("We know no form “%(code)s”.")


class NotAForm(Invalid):
    """A schema that cannot be asked: not valid, or using what the forms do not know."""

    code = "forms.not_a_form"
    message = _("“%(code)s” is not a form that can be asked: %(reason)s")
