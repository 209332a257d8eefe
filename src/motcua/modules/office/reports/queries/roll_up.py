"""The reports below a report: which are in, which are not, cell by cell."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import F, QuerySet

from ..models import Report, Version


def list_below(report: Report) -> list[Report]:
    """List the reports of the same regime and period that units send to this one."""
    rows = Report.objects.filter(
        receiver_id=report.unit_id, regime_code=report.regime_code, period=report.period
    )
    return list(rows.select_related("unit").order_by("unit__sort", "unit__code", "id"))


def sent_versions(reports: Iterable[Report]) -> Mapping[UUID, Version]:
    """Return the versions in use of reports that were sent: one query."""
    ids = [each.id for each in reports if each.sent_number is not None]
    if not ids:
        return {}
    rows: QuerySet[Version] = Version.objects.filter(
        report_id__in=ids, number=F("report__sent_number")
    )
    return {each.report_id: each for each in rows}


def came_later(included: Sequence[Mapping[str, object]], below: Iterable[Report]) -> list[Report]:
    """Return reports that were sent, or sent anew, after the sum was drawn up."""
    known = {str(each["report_id"]): each["number"] for each in included}
    return [
        each
        for each in below
        if each.sent_number is not None and known.get(str(each.id)) != each.sent_number
    ]
