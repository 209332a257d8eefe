"""When a period is over, each unit that owes a report finds it open."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.time import local_date

from .. import queries, rules
from ..events import ReportOpened
from ..models import Regime, Report, Version
from ..types import Closing, Frequency
from .common import HOUSE

_LOOK_BACK = timedelta(days=200)  # what ended longer ago is not asked for any more


@transaction.atomic
def open_reports(*, at: datetime) -> int:
    """Open what is owed for every period that is over; what is open already is let be.

    A regime asks for periods that ended since this house adopted it, in the version that was in
    force on their last day.

    Returns:
        How many reports were opened.

    Publishes:
        ReportOpened

    Law:
        ND 09/2019
    """
    today, opened = local_date(at), 0
    for regime in Regime.objects.select_related("form_version").order_by("code", "valid_from"):
        since = max(regime.adopted_on, regime.valid_from, today - _LOOK_BACK)
        frequency, closing = Frequency(regime.frequency), Closing(regime.closing)
        for period, last in rules.ended(today, frequency, closing, since=since):
            if regime.valid_to is None or last < regime.valid_to:
                opened += _open(regime, period, last, at=at)
    return opened


def _open(regime: Regime, period: str, last: date, *, at: datetime) -> int:
    units = queries.owing_units(regime, on=last)
    have = _have(regime, period)
    missing = [each for each in units if each.id not in have]
    if not missing:
        return 0
    due = queries.due_instants(regime, {each.id: each.level for each in missing}, last=last)
    owing = {each.id for each in units}
    reports = [
        Report(
            regime=regime,
            regime_code=regime.code,
            form_version=regime.form_version,
            unit_id=unit.id,
            receiver_id=unit.parent_id if unit.parent_id in owing else None,
            period=period,
            last_date=last,
            due_at=due[unit.id],
            opened_at=at,
        )
        for unit in missing
    ]
    Report.objects.bulk_create(reports)
    Version.objects.bulk_create(Version(report=report, number=1, begun_at=at) for report in reports)
    for report in reports:
        opened = ReportOpened(
            report_id=report.id,
            unit_id=report.unit_id,
            regime_code=regime.code,
            period=period,
            due_at=report.due_at,
        )
        house.publish(opened, by=HOUSE, at=at, unit_id=report.unit_id)
    return len(reports)


def _have(regime: Regime, period: str) -> set[UUID]:
    rows = Report.objects.filter(regime_code=regime.code, period=period)
    return set(rows.values_list("unit_id", flat=True))


@transaction.atomic
def recount_deadlines(*, at: datetime) -> int:
    """Count the deadlines that lie ahead anew, after the calendar changed; past ones stay.

    Returns:
        How many moved.

    Law:
        ND 09/2019
    """
    ahead = Report.objects.filter(sent_at=None, due_at__gte=at).select_related("regime", "unit")
    rounds: defaultdict[tuple[Regime, date], list[Report]] = defaultdict(list)
    for report in ahead.select_for_update(of=["self"]).order_by("id"):
        rounds[report.regime, report.last_date].append(report)
    moved = []
    for (regime, last), reports in rounds.items():
        levels = {each.unit_id: each.unit.level for each in reports}
        due = queries.due_instants(regime, levels, last=last)
        for report in reports:
            if report.due_at != due[report.unit_id]:
                report.due_at = due[report.unit_id]
                moved.append(report)
    Report.objects.bulk_update(moved, ["due_at"])
    return len(moved)
