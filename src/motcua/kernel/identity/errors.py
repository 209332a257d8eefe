"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class PersonNotFound(NotFound):
    """No person has this id or number."""

    code = "identity.person_not_found"
    message = _("We do not know this person.")


class AccountNotFound(NotFound):
    """No account has this id or name."""

    code = "identity.account_not_found"
    message = _("There is no such account.")


class WrongPersonalNumber(Invalid):
    """A personal identification number is exactly twelve digits."""

    code = "identity.wrong_personal_number"
    message = _(
        "A personal identification number has exactly 12 digits. "
        "Look at the card and type it again."
    )


class NameMissing(Invalid):
    """A person has a name."""

    code = "identity.name_missing"
    message = _("Write the full name as on the card.")


class PersonKnownDifferently(Conflict):
    """The number belongs to somebody with another name and another birth date."""

    code = "identity.person_known_differently"
    message = _(
        "This number belongs to somebody with another name and birth date. "
        "Check the number with the card."
    )


class UsernameTaken(Conflict):
    """Another account has this name."""

    code = "identity.username_taken"
    message = _("Another account has this name already. Choose another one.")


class OwnAccount(Conflict):
    """Nobody locks himself out."""

    code = "identity.own_account"
    message = _("You cannot deactivate your own account. Ask another administrator.")


class UnknownRight(Invalid):
    """No installed module has this permission, or the reach is none."""

    code = "identity.unknown_right"
    message = _("There is no such right. Open the page again.")


class LastAdministrator(Conflict):
    """Somebody must be able to give rights back."""

    code = "identity.last_administrator"
    message = _(
        "After this nobody could change rights any more. Give the right to another role first."
    )


class PurposeMissing(Invalid):
    """Nobody opens a person's data without saying why."""

    code = "identity.purpose_missing"
    message = _("Say for what purpose you open this person's data.")
