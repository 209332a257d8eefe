"""Reports that somebody may see, fill in, sign or follow."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from .. import permissions, rules
from ..errors import ReportNotFound
from ..models import Regime, Report, Version
from ..types import State

_SHOWN_AFTER = timedelta(days=400)


def list_own(*, actor: Actor, at: datetime) -> QuerySet[Report]:
    """List the reports of the actor's own unit: what is not sent first, the earliest due first."""
    units = permissions.FILL.units(actor) | permissions.SIGN.units(actor)
    rows = Report.objects.visible_to(actor).select_related("unit", "regime")
    since = local_date(at) - _SHOWN_AFTER
    return rows.filter(Q(last_date__gte=since) | ~Q(state=State.SENT), unit_id__in=units).order_by(
        "sent_at", "due_at", "id"
    )


def list_to_sign(*, actor: Actor) -> QuerySet[Report]:
    """List the reports that wait for the actor's signature, the earliest due first."""
    rows = Report.objects.visible_to(actor).select_related("unit", "regime")
    units = permissions.SIGN.units(actor)
    return rows.filter(state=State.TO_SIGN, unit_id__in=units).order_by("due_at", "id")


def get_report(*, actor: Actor, report_id: UUID) -> Report:
    """Return a report that the actor may see.

    Raises:
        ReportNotFound: There is none.
    """
    rows = Report.objects.visible_to(actor).select_related("unit", "regime", "receiver")
    report = rows.filter(id=report_id).first()
    if report is None:
        raise ReportNotFound
    return report


def get_version(report: Report, number: int | None = None) -> Version:
    """Return a version of a report, the latest unless another is named.

    Raises:
        ReportNotFound: There is none of that number.
    """
    found = report.versions.filter(number=number or report.number).first()
    if found is None:
        raise ReportNotFound
    return found


def list_versions(report: Report) -> QuerySet[Version]:
    """List the versions of a report, the latest first."""
    return report.versions.order_by("-number")


def followed_rounds(*, actor: Actor, at: datetime) -> list[dict[str, object]]:
    """Return, by regime and period, how many units of those followed have sent, and are late."""
    units = permissions.FOLLOW.units(actor)
    rows = Report.objects.visible_to(actor).filter(
        unit_id__in=units, last_date__gte=local_date(at) - _SHOWN_AFTER
    )
    grouped = rows.values("regime_code", "period", "last_date").annotate(
        units=Count("id"),
        sent=Count("id", filter=Q(sent_at__isnull=False)),
        late=Count("id", filter=Q(sent_at=None, due_at__lt=at)),
    )
    found = list(grouped.order_by("-last_date", "regime_code"))
    titles = dict(Regime.objects.order_by("valid_from").values_list("code", "title"))
    return [
        dict(each)
        | {
            "title": titles[each["regime_code"]],
            "period_words": rules.words_of(str(each["period"])),
        }
        for each in found
    ]


def list_round(*, actor: Actor, regime_code: str, period: str) -> list[Report]:
    """List the reports of one regime and period that the actor follows, unit by unit."""
    rows = Report.objects.visible_to(actor).filter(
        unit_id__in=permissions.FOLLOW.units(actor), regime_code=regime_code, period=period
    )
    ordered = rows.select_related("unit", "regime").order_by("unit__sort", "unit__code", "id")
    return list(ordered)


def owing_units(regime: Regime, *, on: date) -> list[organisation.UnitInfo]:
    """Return the authorities that owe a regime's report on a day."""
    kind = organisation.UnitKind.AUTHORITY
    units = organisation.list_units(on=on, kind=kind)
    return [each for each in units if each.level in regime.deadlines]


def due_instants(
    regime: Regime, levels: Mapping[UUID, str], *, last: date
) -> Mapping[UUID, datetime]:
    """Return until when units of some levels hand in, each by its own calendar.

    Args:
        levels: At which level each unit stands.
        last: The last day of the period.
    """
    clocks = organisation.clocks(levels)
    due = {}
    for unit_id, level in levels.items():
        start, limit = rules.read_rule(regime.deadlines[level], last=last)
        due[unit_id] = clocks[unit_id].add(start=start, limit=limit)
    return due
