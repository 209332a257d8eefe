"""What the leader's one screen shows of reports: to sign, late, due soon, the calendar."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation.actors import Actor
from motcua.kernel.desk import api as desk

from .. import queries, use_cases
from ..models import Report
from . import shown


def _row(report: Report) -> desk.Row:
    return desk.Row(
        key=str(report.id),
        title=str(report),
        url=reverse("reports:sheet", args=[report.id]),
        who=report.unit.short_name or report.unit.name,
        state=str(report.get_state_display()),
        since=report.opened_at,
        due_at=report.due_at,
    )


class _Reports(desk.Listed[Report]):
    """Reports in one lane, read in place."""

    def shown(self, found: Sequence[Report]) -> Sequence[desk.Row]:
        return [_row(each) for each in found]

    def read(self, *, actor: Actor, key: str, at: datetime) -> desk.Reading:
        """Return the paper of a report, and what has to be known before it is signed."""
        report = queries.get_report(actor=actor, report_id=desk.read_key(key))
        version = queries.get_version(report)
        filled = queries.fill(report, version)
        facts = [
            (_("Filled in by"), version.edited_by_name or "–"),
            (_("State"), shown.state_of(report)["label"]),
        ]
        if filled.below:
            sent = f"{len(filled.included)}/{len(filled.below)}"
            facts.append((_("Units below that have sent"), sent))
        return desk.Reading(
            title=str(report),
            url=reverse("reports:sheet", args=[report.id]),
            state=str(shown.standing_of(report, at)["label"]),
            paper=reverse("reports:pdf", args=[report.id]),
            due_at=report.due_at,
            facts=facts,
            text=version.reason,
        )


def _sign(*, actor: Actor, key: str, given: Any, at: datetime) -> None:
    use_cases.approve_report(actor=actor, report_id=desk.read_key(key), at=at)


def _return(*, actor: Actor, key: str, given: Any, at: datetime) -> None:
    use_cases.return_report(
        actor=actor, report_id=desk.read_key(key), reason=given.get("reason", ""), at=at
    )


def _asks_reason(*, actor: Actor, key: str, at: datetime) -> Sequence[desk.Field]:
    return [desk.Field(name="reason", label=gettext_lazy("What has to be mended"))]


class ToSign(_Reports):
    """Reports that wait for the actor's signature."""

    code = "reports.to_sign"
    lane = desk.Lane.SIGN
    title: ClassVar[Any] = gettext_lazy("Reports in numbers")
    order = 60
    acts = (
        desk.Act(
            code="sign",
            title=gettext_lazy("Sign and send the report"),
            do=_sign,
            done=gettext_lazy("Approved. Signature and seal follow in a moment."),
            icon="edit",
            many=True,
            primary=True,
        ),
        desk.Act(
            code="return",
            title=gettext_lazy("Return to be mended"),
            do=_return,
            done=gettext_lazy("The report was returned, with your reason."),
            icon="return",
            fields=_asks_reason,
        ),
    )

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Report]:
        return queries.list_to_sign(actor=actor)


class LateReports(_Reports):
    """Reports of the actor's unit that should have been sent."""

    code = "reports.late"
    lane = desk.Lane.LATE
    title: ClassVar[Any] = gettext_lazy("Reports in numbers")
    order = 60

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Report]:
        return queries.list_own(actor=actor, at=at).late(at)  # type: ignore[attr-defined, no-any-return] # of ReportQuerySet


class Due(desk.Deadlines):
    """Reports of the actor's unit by the day on which they are due."""

    code = "report"
    title: ClassVar[Any] = gettext_lazy("Reports in numbers")

    def falling(
        self, *, actor: Actor, since: datetime, until: datetime, limit: int
    ) -> Sequence[desk.Row]:
        """Return the reports not sent that fall due in a span."""
        rows = queries.list_own(actor=actor, at=since)
        found = rows.filter(sent_at=None, due_at__gte=since, due_at__lt=until)
        return [_row(each) for each in found.order_by("due_at", "id")[:limit]]


PROVIDED = (ToSign(), LateReports(), Due())
