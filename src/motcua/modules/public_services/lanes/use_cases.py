"""Every way to change lanes and what is in them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures

from . import permissions, queries, rules
from .errors import LaneHasEnded, LaneInvalid, LaneNotFound
from .events import LaneEnded, LaneEntered, LaneFinished, LaneOpened
from .models import Entry, Lane
from .types import Kind, LaneInfo


def _words(reason: str) -> str:
    kind, _colon, what = reason.partition(":")
    return {
        "no_title": _("Give the lane a name."),
        "no_procedure": _("Name at least one procedure by its code."),
        "unknown": _("No procedure in force has the code %(code)s.") % {"code": what},
        "no_weekday": _("Choose days of the week."),
        "no_hours": _("Give the time in working hours, more than 0 and at most 40."),
        "no_duty": _("Choose the leader on duty."),
    }[kind]


@transaction.atomic
def open_lane(
    *,
    actor: Actor,
    unit_id: UUID,
    kind: Kind,
    title: str,
    procedure_codes: Sequence[str],
    weekdays: Sequence[int] = (),
    days: Sequence[date] = (),
    hours: Decimal | None = None,
    duty_post_id: UUID | None = None,
    legal_basis: str = "",
    valid_from: date,
    at: datetime,
) -> LaneInfo:
    """Open a lane at an authority; from ``valid_from`` on dossiers enter it by themselves.

    Args:
        weekdays: Monday is 0; none at all, and no days, means each working day.
        hours: Working hours from entering to the end; not asked of a model day.
        duty_post_id: The leader on duty, to whom what enters goes for signature.

    Raises:
        NotPermitted: The actor does not manage lanes there.
        NoSuchUnit: There is no such unit.
        LaneInvalid: Something is missing or cannot be; all of it is named.

    Publishes:
        LaneOpened

    Law:
        ND 118/2025
    """
    permissions.MANAGE.require(actor, unit_id=unit_id)
    organisation.get_unit(unit_id)
    known = {each.code for each in procedures.list_procedures(on=local_date(at))}
    codes = tuple(dict.fromkeys(code.strip() for code in procedure_codes if code.strip()))
    faults = rules.faults_of(
        title=title,
        kind=kind,
        procedure_codes=codes,
        known=known,
        weekdays=weekdays,
        hours=hours,
        has_duty=duty_post_id is not None,
    )
    if faults:
        raise LaneInvalid(faults=tuple(Fault(path, _words(reason)) for path, reason in faults))
    lane = Lane.objects.create(
        kind=kind,
        title=title.strip(),
        unit_id=unit_id,
        procedure_codes=list(codes),
        weekdays=sorted(set(weekdays)),
        days=sorted(day.isoformat() for day in set(days)),
        hours=hours or Decimal(8),
        duty_post_id=duty_post_id if kind is Kind.EXPRESS else None,
        legal_basis=legal_basis.strip(),
        valid_from=valid_from,
        opened_by=actor.name,
    )
    opened = LaneOpened(lane_id=lane.id, kind=kind.value, title=lane.title, valid_from=valid_from)
    house.publish(opened, by=actor, at=at, unit_id=unit_id)
    return lane.to_info()


@transaction.atomic
def end_lane(*, actor: Actor, lane_id: UUID, valid_to: date, at: datetime) -> None:
    """End a lane: from ``valid_to`` on nothing enters; what is in it stays.

    Raises:
        LaneNotFound: There is no such lane.
        NotPermitted: The actor does not manage lanes there.
        LaneHasEnded: It ended already.

    Publishes:
        LaneEnded

    Law:
        ND 118/2025
    """
    lane = Lane.objects.select_for_update().filter(id=lane_id).first()
    if lane is None:
        raise LaneNotFound
    permissions.MANAGE.require(actor, unit_id=lane.unit_id)
    if lane.valid_to is not None:
        raise LaneHasEnded
    lane.valid_to = max(valid_to, lane.valid_from)
    lane.save(update_fields=["valid_to"])
    ended = LaneEnded(lane_id=lane.id, valid_to=lane.valid_to)
    house.publish(ended, by=actor, at=at, unit_id=lane.unit_id)


@transaction.atomic
def enter_lanes(
    *,
    actor: Actor,
    kinds: Sequence[Kind],
    submission_id: UUID,
    case_id: UUID,
    dossier_code: str,
    procedure_code: str,
    procedure_title: str,
    unit_id: UUID,
    at: datetime,
) -> list[LaneInfo]:
    """Let a dossier enter the lanes of these kinds that take it at that instant.

    A second call changes nothing. In express signing the step goes to the leader on duty.

    Returns:
        The lanes that were entered now.

    Publishes:
        LaneEntered

    Law:
        ND 118/2025
    """
    entered = []
    day = local_date(at)
    lanes = queries.lanes_for(unit_id=unit_id, procedure_code=procedure_code, day=day, kinds=kinds)
    for lane in lanes:
        target_at = organisation.add_working_time(
            unit_id=unit_id, start=at, limit=rules.limit_of(lane)
        )
        _entry, is_new = Entry.objects.get_or_create(
            lane_id=lane.id,
            submission_id=submission_id,
            defaults={
                "case_id": case_id,
                "dossier_code": dossier_code,
                "procedure_title": procedure_title,
                "unit_id": unit_id,
                "entered_at": at,
                "target_at": target_at,
            },
        )
        if not is_new:
            continue
        into = LaneEntered(
            lane_id=lane.id,
            submission_id=submission_id,
            kind=lane.kind,
            dossier_code=dossier_code,
            target_at=target_at,
        )
        house.publish(into, by=actor, at=at, unit_id=unit_id)
        entered.append(lane)
        if lane.duty_post_id is not None:
            _give_to_duty(actor, lane, case_id, at)
    return entered


def _give_to_duty(actor: Actor, lane: LaneInfo, case_id: UUID, at: datetime) -> None:
    case = cases.get_case(case_id=case_id)
    if lane.duty_post_id is None or case.post_id == lane.duty_post_id:
        return
    reason = _("Express signing: the leader on duty.")
    cases.hand_over(actor=actor, case_id=case_id, to_post_id=lane.duty_post_id, note=reason, at=at)


@transaction.atomic
def note_finished(*, actor: Actor, submission_id: UUID, returned: bool, at: datetime) -> None:
    """Note that the result lies ready, or is with the applicant; a second call changes nothing.

    Publishes:
        LaneFinished

    Law:
        ND 118/2025
    """
    open_entries = Entry.objects.filter(submission_id=submission_id)
    if open_entries.filter(finished_at=None).update(finished_at=at):
        house.publish(LaneFinished(submission_id=submission_id), by=actor, at=at)
    if returned:
        open_entries.filter(returned_at=None).update(returned_at=at)
