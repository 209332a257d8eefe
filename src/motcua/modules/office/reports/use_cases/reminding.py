"""Late units are brought to mind: once a day, them and those who wait for them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation.actors import Actor
from motcua.foundation.time import local, local_date
from motcua.kernel.notifications import api as notifications

from .. import permissions, queries
from ..models import Report

LANGUAGE = "vi"
_MOST = 5000
_NAMED = 10


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Remind every unit whose report is late, and tell those above who is; once a day.

    Returns:
        How many reports were brought to mind.
    """
    return _remind(Q(), at=at)


@transaction.atomic
def remind_late(*, actor: Actor, regime_code: str, period: str, at: datetime) -> int:
    """Remind the late units of one round now, unless they were reminded today.

    Returns:
        How many reports were brought to mind.

    Raises:
        NotPermitted: The actor follows no reports.
    """
    permissions.FOLLOW.require(actor)
    wanted = Q(regime_code=regime_code, period=period, unit_id__in=permissions.FOLLOW.units(actor))
    return _remind(wanted, at=at)


def _remind(wanted: Q, *, at: datetime) -> int:
    today = local_date(at)
    rows = Report.objects.late(at).filter(wanted, Q(reminded_on=None) | Q(reminded_on__lt=today))
    locked = rows.select_for_update(of=["self"], skip_locked=True).select_related("unit", "regime")
    late = list(locked.order_by("due_at", "id")[:_MOST])
    if not late:
        return 0
    _tell_units(late, at=at)
    _tell_above(late, at=at)
    Report.objects.filter(id__in=[each.id for each in late]).update(reminded_on=today)
    return len(late)


def _tell_units(late: Sequence[Report], *, at: datetime) -> None:
    by_unit: defaultdict[UUID, list[Report]] = defaultdict(list)
    for report in late:
        by_unit[report.unit_id].append(report)
    fillers = queries.fillers_of(list(by_unit), at=at)
    with override(LANGUAGE):
        for unit_id, reports in by_unit.items():
            subject = _("%(count)s reports of your unit are late") % {"count": len(reports)}
            lines = [f"{each} – {_due(each)}" for each in reports]
            accounts = fillers.get(unit_id, ())
            _send(accounts, reports[0].id, subject, lines, link="/reports/", at=at)


def _tell_above(late: Sequence[Report], *, at: datetime) -> None:
    by_receiver: defaultdict[UUID, list[Report]] = defaultdict(list)
    for report in late:
        if report.receiver_id is not None:
            by_receiver[report.receiver_id].append(report)
    fillers = queries.fillers_of(list(by_receiver), at=at)
    with override(LANGUAGE):
        for unit_id, reports in by_receiver.items():
            subject = _("%(count)s units have not reported yet") % {"count": len(reports)}
            lines = [f"{each.unit.name}: {each}" for each in reports]
            accounts = fillers.get(unit_id, ())
            _send(accounts, reports[0].id, subject, lines, link="/reports/follow/", at=at)


def _due(report: Report) -> str:
    return _("due %(time)s") % {"time": f"{local(report.due_at):%H:%M %d/%m/%Y}"}


def _send(
    accounts: Iterable[UUID],
    first: UUID,
    subject: str,
    lines: Sequence[str],
    *,
    link: str,
    at: datetime,
) -> None:
    """Tell accounts of late reports; a report is told once a day, so its key is, too."""
    for account_id in dict.fromkeys(accounts):
        notifications.send(
            key=f"reports.late:{account_id}:{first}:{link}:{local_date(at)}",
            to_account_id=account_id,
            subject=subject,
            body="\n".join(lines[:_NAMED]),
            link=link,
            at=at,
        )
