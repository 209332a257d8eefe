"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class ReportNotFound(NotFound):
    """No report of that id that the actor may see."""

    code = "reports.report_not_found"
    message = _("We cannot find this report, or it is not yours to see.")


class ReportElsewhere(Conflict):
    """The report is elsewhere on its way."""

    code = "reports.report_elsewhere"
    message = _("This cannot be done now: the report is “%(state)s”.")


class ReportIncomplete(Invalid):
    """Cells are missing or wrong, or something does not balance; all of it is named."""

    code = "reports.report_incomplete"
    message = _("The report is not complete yet. Mend what is marked; nothing typed is lost.")


class ReasonMissing(Invalid):
    """The act must say why."""

    code = "reports.reason_missing"
    message = _("Write the reason: it stays with the report.")


class WorkbookRefused(Invalid):
    """The workbook is none, of another report, or has faulty cells; nothing was taken over."""

    code = "reports.workbook_refused"
    message = _("Nothing was taken over from the workbook. Mend what is named and send it again.")


class FormNotFound(NotFound):
    """There is no such form."""

    code = "reports.form_not_found"
    message = _("We cannot find this form.")


class FormInvalid(Invalid):
    """The form cannot be followed; every cell that is wrong is named."""

    code = "reports.form_invalid"
    message = _("The form cannot be published yet. Mend what is marked.")


class FormCodeTaken(Conflict):
    """There is a form of that code."""

    code = "reports.form_code_taken"
    message = _("There is a form of this code already.")


class NothingToPublish(Conflict):
    """Nothing was changed since the last version."""

    code = "reports.nothing_to_publish"
    message = _("Nothing has changed since the version in force.")


class RegimeNotFound(NotFound):
    """There is no such regime."""

    code = "reports.regime_not_found"
    message = _("We cannot find this report regime.")


class RegimeInvalid(Invalid):
    """A regime lacks something; all of it is named."""

    code = "reports.regime_invalid"
    message = _("The regime needs more. Fill in what is marked.")


class RegimeInForce(Conflict):
    """A later or the same version of the regime is there."""

    code = "reports.regime_in_force"
    message = _("A version of this regime already holds from %(day)s. Choose a later day.")
