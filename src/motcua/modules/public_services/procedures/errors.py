"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound

from .types import ImportReport


class CodeTaken(Conflict):
    """Somebody begins a procedure under a code that the catalogue, or a draft, has already."""

    code = "procedures.code_taken"
    message = _("The code %(procedure_code)s is taken already. Edit that procedure instead.")


class NoSuchProcedure(NotFound):
    """The catalogue has no procedure of that code, or none in force on that day."""

    code = "procedures.no_such_procedure"
    message = _("There is no procedure %(code)s in the catalogue on that day.")


class FileNotReadable(Invalid):
    """The file is neither JSON lines nor the workbook."""

    code = "procedures.file_not_readable"
    message = _("We cannot read %(filename)s. Give a .jsonl file or the .xlsx workbook.")


class FaultyImport(Invalid):
    """Some lines are wrong; nothing was imported. ``report`` has every fault."""

    code = "procedures.faulty_import"
    message = _("%(count)s things in the file are wrong. Nothing was imported.")

    def __init__(self, *, report: ImportReport) -> None:
        super().__init__(count=len(report.faults))
        self.report = report


class FaultyRecord(Invalid):
    """What an administrator wrote of a procedure is incomplete or wrong; nothing was saved."""

    code = "procedures.faulty_record"


class NoDraft(NotFound):
    """Nobody works on a new version of that procedure."""

    code = "procedures.no_draft"
    message = _("There is no draft of the procedure %(code)s. Begin one by editing it.")


class DraftOutdated(Conflict):
    """The procedure was published anew while its draft lay open."""

    code = "procedures.draft_outdated"
    message = _(
        "The procedure was published anew since this draft was begun. Throw the draft away and "
        "edit the new version."
    )


class PlainTextMissing(Conflict):
    """Publication is blocked: the plain text is not complete."""

    code = "procedures.plain_text_missing"
    message = _("The plain text is not complete. Write all its parts, then publish.")


class PlainTextOlder(Conflict):
    """Publication is blocked: the plain text is older than the legal one."""

    code = "procedures.plain_text_older"
    message = _(
        "The plain text is older than the legal one. Read it again beside the changed legal text, "
        "mend it or confirm that it still holds, then publish."
    )


class LaterVersionThere(Conflict):
    """A version from a later day is published already."""

    code = "procedures.later_version_there"
    message = _("A version from %(date)s is already there. Publish from that day or later.")


class NotInherited(Conflict):
    """The unit is no ward that serves this procedure."""

    code = "procedures.not_inherited"
    message = _("%(unit)s does not serve this procedure.")


class NoSuchProposal(NotFound):
    """There is no proposal of that number."""

    code = "procedures.no_such_proposal"
    message = _("There is no proposal number %(number)s.")


class ProposalDecided(Conflict):
    """The proposal was decided already."""

    code = "procedures.proposal_decided"
    message = _("This proposal was already decided.")


class ProposalOutdated(Conflict):
    """The procedure changed since it was proposed to shorten it."""

    code = "procedures.proposal_outdated"
    message = _(
        "The procedure was published anew since the proposal was made. Reject this one and propose "
        "again from the version in force."
    )
