"""A report as a paper and as a workbook."""

from uuid import UUID

from django.http import HttpResponse

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.kernel.documents import api as documents

from .. import permissions, queries
from ..models import Report


def _name(report: Report, ending: str) -> str:
    period = report.period.replace("@14", "").lower()
    return f"bao-cao-{report.regime_code.lower()}-{period}-{report.unit.code}.{ending}"


@access.needs(*permissions.ANY_VIEW)
def pdf(request: Request, report_id: UUID) -> HttpResponse:
    """Give the signed original of a version, or the paper as it stands now."""
    report = queries.get_report(actor=request.actor, report_id=report_id)
    number = request.GET.get("version", "")
    version = queries.get_version(report, int(number) if number.isdigit() else None)
    if version.file_id is not None:
        return documents.serve(version.file_id)
    drawn = queries.draw(queries.fill(report, version), at=request.at)
    return documents.serve_drawn(drawn, documents.MediaType.PDF, _name(report, "pdf"))


@access.needs(*permissions.ANY_VIEW)
def excel(request: Request, report_id: UUID) -> HttpResponse:
    """Give a report as a workbook: to be filled in, or to be used further."""
    report = queries.get_report(actor=request.actor, report_id=report_id)
    version = queries.get_version(report)
    content = queries.write(queries.fill(report, version))
    return documents.serve_drawn(content, documents.MediaType.XLSX, _name(report, "xlsx"))
