"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class FileNotFound(NotFound):
    """No file of that id that the actor may see."""

    code = "archive.file_not_found"
    message = _("We cannot find this file, or it is not yours to see.")


class DocumentNotFound(NotFound):
    """No document of that id that the actor may see."""

    code = "archive.document_not_found"
    message = _("We cannot find this document, or it is not yours to see.")


class DocumentDestroyed(NotFound):
    """The document was destroyed; its line in the register stays."""

    code = "archive.document_destroyed"
    message = _("This document was destroyed by record %(record)s. Only its line is kept.")


class PlanNotFound(NotFound):
    """The unit has no such record plan."""

    code = "archive.plan_not_found"
    message = _("There is no record plan of that year here.")


class WrongState(Conflict):
    """The thing is elsewhere on its way."""

    code = "archive.wrong_state"
    message = _("This cannot be done now: the state is “%(state)s”.")


class PlanIncomplete(Invalid):
    """Lines of the plan lack something, or two have one symbol; all of it is named."""

    code = "archive.plan_incomplete"
    message = _("The plan is not complete yet. Look at the lines that are named.")


class PlanThere(Conflict):
    """The unit has a plan of that year already."""

    code = "archive.plan_there"
    message = _("There is a record plan of %(year)s already.")


class CodeTaken(Conflict):
    """Another file of the authority has that symbol in that year."""

    code = "archive.code_taken"
    message = _("The symbol “%(symbol)s” is given to another file of %(year)s. Choose another.")


class FileIncomplete(Invalid):
    """The file lacks something; all of it is named."""

    code = "archive.file_incomplete"
    message = _("The file is not complete yet. Fill in what is marked.")


class NoReasonGiven(Invalid):
    """The act must say why."""

    code = "archive.no_reason_given"
    message = _("Say why: whoever reads this later must understand it.")


class NotDue(Conflict):
    """The file is not for this archive."""

    code = "archive.not_due"
    message = _("“%(title)s” is not handed over to that archive: %(reason)s")


class AlreadyListed(Conflict):
    """The file stands on another open list."""

    code = "archive.already_listed"
    message = _("“%(title)s” stands on another list that is not finished.")


class ListEmpty(Invalid):
    """A list without files does nothing."""

    code = "archive.list_empty"
    message = _("Choose at least one file.")


class SamePerson(Conflict):
    """Two different people are asked for."""

    code = "archive.same_person"
    message = _("This needs a second person: %(name)s has signed already and cannot sign twice.")


class MayNotBeDestroyed(Conflict):
    """The law, a loan or a hold keeps the file."""

    code = "archive.may_not_be_destroyed"
    message = _("“%(title)s” may not be destroyed: %(reason)s")


class PackageBroken(Conflict):
    """The original is no longer what was archived."""

    code = "archive.package_broken"
    message = _("“%(path)s” is damaged in both places. Restore it from the backup.")


class PlaceTaken(Conflict):
    """Another place there has that name, or things lie in it."""

    code = "archive.place_taken"
    message = _("There is a “%(name)s” already. Choose another name.")


class LoanRefused(Conflict):
    """The file cannot be lent now."""

    code = "archive.loan_refused"
    message = _("This cannot be lent: %(reason)s")
