"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Invalid, NotFound

from .types import ImportReport


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
