"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class NoSuchProcess(NotFound):
    """The library has no process of this code."""

    code = "processes.not_found"
    message = _("The library has no process %(process)s. Look for it in the list.")


class NoSuchVersion(NotFound):
    """The process has no version of this number."""

    code = "processes.no_such_version"
    message = _("Process %(process)s has no version %(number)s.")


class NoDraft(NotFound):
    """Nobody has begun to change the process."""

    code = "processes.no_draft"
    message = _("Nobody is changing process %(process)s. Open it and choose “Change”.")


class CodeTaken(Conflict):
    """The library has a process of this code already."""

    code = "processes.code_taken"
    message = _("There is a process %(process)s already. Choose another code.")


class ChangedMeanwhile(Conflict):
    """Somebody else saved the draft since it was opened."""

    code = "processes.changed_meanwhile"
    message = _(
        "%(name)s saved this draft while you had it open. Your table stands below and is not "
        "saved yet."
    )


class FaultyTable(Invalid):
    """A table that cannot be followed; its faults name the lines."""

    code = "processes.faulty_table"
    message = _("This process cannot be published. Mend the lines named below.")


class NothingChanged(Conflict):
    """The draft says what the last version says."""

    code = "processes.nothing_changed"
    message = _("The draft is the same as the last version. Change a line, or discard the draft.")


class InThePast(Invalid):
    """A change that would alter days gone by."""

    code = "processes.in_the_past"
    message = _("Choose today or a later day: what has been done stays as it was.")


class EarlierThanLast(Conflict):
    """A version that would begin before the one published last."""

    code = "processes.earlier_than_last"
    message = _("The last version holds from %(day)s. Choose that day or a later one.")


class NotPublished(Conflict):
    """The process has no version in force on the day."""

    code = "processes.not_published"
    message = _("Process %(process)s has no version in force on %(day)s. Publish one first.")


class LongerThanPromised(Conflict):
    """The steps take longer than a procedure promises."""

    code = "processes.longer_than_promised"
    message = _(
        "The steps of %(process)s take %(hours)s working hours; that is longer than these "
        "procedures allow: %(procedures)s. Shorten steps, or choose another process."
    )


class NoteMissing(Invalid):
    """A version says why it was made."""

    code = "processes.note_missing"
    message = _("Say in a few words what changes and why; whoever compares versions reads it.")


class NoProceduresChosen(Invalid):
    """No procedure was chosen, or none of the codes is known."""

    code = "processes.no_procedures"
    message = _("Choose at least one procedure. Unknown codes: %(unknown)s")


class FileNotReadable(Invalid):
    """The file is no library of processes; the faults name the lines."""

    code = "processes.file_not_readable"
    message = _("This file is no library of processes. Nothing was loaded.")
