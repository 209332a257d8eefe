"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class SeriesNotFound(NotFound):
    """There is no series of that code, or none that the actor may see."""

    code = "connectors.series_not_found"
    message = _("We cannot find this series, or it is not yours to see.")


class SeriesIncomplete(Invalid):
    """A series lacks something; all of it is named."""

    code = "connectors.series_incomplete"
    message = _("The series needs more. Fill in what is marked.")


class CodeTaken(Invalid):
    """An indicator of that code is declared already."""

    code = "connectors.code_taken"
    message = _("There is an indicator of that code already.")


class ReadingsInvalid(Invalid):
    """Some values cannot be taken in; nothing was."""

    code = "connectors.readings_invalid"
    message = _("Some values cannot be taken in. Nothing was saved; mend what is marked.")


class UploadNotFound(NotFound):
    """There is no such workbook, or it is not the actor's."""

    code = "connectors.upload_not_found"
    message = _("We cannot find this workbook, or it is not yours to see.")


class UploadFaulty(Conflict):
    """The workbook has faults, or was confirmed before."""

    code = "connectors.upload_faulty"
    message = _("This workbook cannot be confirmed: mend its faults and upload it again.")


class NotAWorkbook(Invalid):
    """What was uploaded is no workbook."""

    code = "connectors.not_a_workbook"
    message = _("This is no Excel workbook (.xlsx). Download the template and fill it in.")


class SourceNotFound(NotFound):
    """There is no such source."""

    code = "connectors.source_not_found"
    message = _("We cannot find this source.")


class SourceIncomplete(Invalid):
    """A source lacks something; all of it is named."""

    code = "connectors.source_incomplete"
    message = _("The source needs more. Fill in what is marked.")
