"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class TaskNotFound(NotFound):
    """No task of that id that the actor may see."""

    code = "directives.task_not_found"
    message = _("We cannot find this task, or it is not yours to see.")


class SourceNotFound(NotFound):
    """No document of that id that the actor may see."""

    code = "directives.source_not_found"
    message = _("We cannot find the document, or it is not yours to see.")


class TaskElsewhere(Conflict):
    """The task is elsewhere on its way."""

    code = "directives.task_elsewhere"
    message = _("This cannot be done now: the task is “%(state)s”.")


class TasksInvalid(Invalid):
    """A task lacks something; all of it is named."""

    code = "directives.tasks_invalid"
    message = _("The tasks need more. Fill in what is marked.")


class WordsMissing(Invalid):
    """The act must say something."""

    code = "directives.words_missing"
    message = _("Write what others shall read: it stays with the task.")


class ReportInvalid(Invalid):
    """The report lacks something."""

    code = "directives.report_invalid"
    message = _("The report needs more. Fill in what is marked.")


class ExtensionWaits(Conflict):
    """An extension was asked for and is not decided."""

    code = "directives.extension_waits"
    message = _("An extension has been asked for and waits for the leader.")


class NoExtensionAsked(Conflict):
    """No extension waits."""

    code = "directives.no_extension_asked"
    message = _("No extension waits: somebody else has decided.")


class PeriodNotOver(Conflict):
    """The month is not over: its figures still change."""

    code = "directives.period_not_over"
    message = _("The period ends on %(end)s. Freeze it after that; until then print it as it is.")


class NothingToEvaluate(Conflict):
    """No unit had a task in the period."""

    code = "directives.nothing_to_evaluate"
    message = _("No unit had a task in this period.")


class SheetNotFound(NotFound):
    """No evaluation of that id that the actor may see."""

    code = "directives.sheet_not_found"
    message = _("We cannot find this evaluation, or it is not yours to see.")


class AlreadyFrozen(Conflict):
    """The month was frozen before."""

    code = "directives.already_frozen"
    message = _("The evaluation of this month is frozen already.")


class SheetNotFrozen(Conflict):
    """The evaluation does not wait to be signed."""

    code = "directives.sheet_not_frozen"
    message = _("This evaluation does not wait to be signed.")
