"""Reactions to events: people are told where a report is."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from motcua.foundation.events import Envelope
from motcua.kernel.notifications import api as notifications
from motcua.kernel.organisation import api as organisation

from . import events, queries, use_cases
from .models import Report

LANGUAGE = "vi"


def tell_head(event: events.ReportSubmitted, envelope: Envelope) -> None:
    """Tell the head that a report waits for his signature."""
    heads = queries.heads_of(event.unit_id, at=envelope.at)
    _tell(heads, gettext_noop("A report waits for your signature"), event.report_id, envelope)


def tell_filler(event: events.ReportReturned, envelope: Envelope) -> None:
    """Tell whoever filled a report in that it was returned, and why."""
    report = Report.objects.get(id=event.report_id)
    version = queries.get_version(report, event.number)
    accounts = [version.edited_by_id] if version.edited_by_id else []
    accounts = accounts or queries.fillers_of([report.unit_id], at=envelope.at)[report.unit_id]
    subject = gettext_noop("A report was returned to be mended")
    _tell(accounts, subject, event.report_id, envelope, event.reason)


def tell_above(event: events.ReportSent, envelope: Envelope) -> None:
    """Tell the unit above that a report came in again, corrected; the first is seen in its list."""
    if event.receiver_id is None or event.number == 1:
        return
    accounts = queries.fillers_of([event.receiver_id], at=envelope.at).get(event.receiver_id, [])
    _tell(accounts, gettext_noop("A report was corrected"), event.report_id, envelope)


def follow_calendar(
    event: organisation.CalendarApproved | organisation.CalendarDayChanged, envelope: Envelope
) -> None:
    """Move the deadlines that lie ahead when the calendar changed."""
    use_cases.recount_deadlines(at=envelope.at)


def _tell(
    accounts: Iterable[UUID], subject: str, report_id: UUID, envelope: Envelope, more: str = ""
) -> None:
    report = Report.objects.select_related("unit", "regime").get(id=report_id)
    with override(LANGUAGE):
        said = _(subject)
    for account_id in accounts:
        notifications.send(
            key=f"reports:{envelope.event_id}:{account_id}",
            to_account_id=account_id,
            subject=said,
            body=f"{report.unit.name}: {report}" + (f" – {more}" if more else ""),
            link=f"/reports/{report_id}/",
            at=envelope.at,
        )
