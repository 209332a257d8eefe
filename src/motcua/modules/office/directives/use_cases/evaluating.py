"""The month: frozen as a sheet, signed by the leader, sealed by the agency."""

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation import retries
from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotPermitted
from motcua.foundation.time import local
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries
from ..errors import (
    AlreadyFrozen,
    NothingToEvaluate,
    PeriodNotOver,
    SheetNotFound,
    SheetNotFrozen,
)
from ..events import EvaluationApproved, EvaluationFrozen, EvaluationSigned
from ..models import Sheet, SheetLine, SheetTask, Task
from ..types import COUNTED, Period, SheetState


@transaction.atomic
def freeze_evaluation(*, actor: Actor, unit_id: UUID, year: int, month: int, at: datetime) -> UUID:
    """Freeze the figures of a month that is over, with the tasks that each of them counts.

    Raises:
        NotPermitted: The actor does not follow the tasks of the authority.
        PeriodNotOver: The month still runs.
        AlreadyFrozen: It was frozen before.
        NothingToEvaluate: No unit had a task.

    Publishes:
        EvaluationFrozen

    Law:
        ND 09/2019
    """
    if not queries.may_evaluate(actor, unit_id, at=at):
        raise NotPermitted
    period = queries.period_of(year, month)
    if period.end > at:
        raise PeriodNotOver(end=f"{local(period.end - timedelta(seconds=1)):%d/%m/%Y}")
    organisation.get_unit(unit_id)
    if Sheet.objects.filter(unit_id=unit_id, year=year, month=month).exists():
        raise AlreadyFrozen
    lines = queries.lines_of(unit_id=unit_id, period=period, at=at)
    if not lines:
        raise NothingToEvaluate
    sheet = Sheet.objects.create(
        unit_id=unit_id,
        year=year,
        month=month,
        starts_at=period.start,
        ends_at=period.end,
        scoring=queries.stored_scoring(queries.scored_on(period)),
        frozen_at=at,
        frozen_by_name=actor.name,
    )
    SheetLine.objects.bulk_create(
        SheetLine(
            sheet=sheet,
            unit_id=line.unit_id,
            unit_name=line.unit_name,
            place=place,
            counts=asdict(line.counts),
            on_time_share=line.on_time_share,
            score=line.score,
            grade=line.grade,
        )
        for place, line in enumerate(lines)
    )
    _keep_tasks(sheet, period, at=at)
    frozen = EvaluationFrozen(sheet_id=sheet.id, unit_id=unit_id, year=year, month=month)
    house.publish(frozen, by=actor, at=at, unit_id=unit_id)
    return sheet.id


def _keep_tasks(sheet: Sheet, period: Period, *, at: datetime) -> None:
    """Keep which task each figure counts, and as what."""
    as_of = queries.instant_of(period, at=at)
    rows = queries.in_period(Task.objects.filter(unit_id=sheet.unit_id), period, at=at)
    SheetTask.objects.bulk_create(
        [
            SheetTask(
                sheet=sheet,
                task=task,
                unit_id=task.owner_unit_id,
                standing=task.standing(as_of),
                due_at=task.due_at,
                reported_at=task.reported_at,
            )
            for task in rows
            if task.standing(as_of) in COUNTED
        ]
    )


@transaction.atomic
def approve_evaluation(*, actor: Actor, sheet_id: UUID, at: datetime) -> None:
    """Let a frozen evaluation be signed in the leader's name and sealed; a job does both.

    Raises:
        SheetNotFound: There is none that the actor may see.
        NotPermitted: He does not lead the authority.
        SheetNotFrozen: It is signed, or being signed.

    Publishes:
        EvaluationApproved

    Law:
        ND 30/2020, art. 13
    """
    if not Sheet.objects.visible_to(actor).filter(id=sheet_id).exists():
        raise SheetNotFound
    sheet = Sheet.objects.select_for_update().get(id=sheet_id)
    permissions.APPROVE.require(actor, unit_id=sheet.unit_id)
    if sheet.state != SheetState.FROZEN:
        raise SheetNotFrozen
    sheet.signer_person_id, sheet.signer_account_id = actor.person_id, actor.account_id
    sheet.signer_name = actor.name
    sheet.signer_lines = queries.signing_lines(actor, sheet.unit_id, at=at)
    sheet.approved_at, sheet.retry_at, sheet.token = at, at, documents.reserve_token()
    sheet.state = SheetState.SIGNING
    sheet.save()
    approved = EvaluationApproved(
        sheet_id=sheet.id, unit_id=sheet.unit_id, signer=sheet.signer_name
    )
    house.publish(approved, by=actor, at=at, unit_id=sheet.unit_id)


@transaction.atomic
def record_signed(*, actor: Actor, sheet_id: UUID, file_id: UUID, at: datetime) -> None:
    """Take in the signed evaluation; a second call changes nothing.

    Publishes:
        EvaluationSigned

    Law:
        ND 30/2020, art. 13
    """
    sheet = Sheet.objects.select_for_update().get(id=sheet_id)
    if sheet.state != SheetState.SIGNING:
        return
    sheet.state, sheet.file_id, sheet.retry_at, sheet.error = SheetState.SIGNED, file_id, None, ""
    sheet.save()
    documents.register_paper(
        token=sheet.token,
        file_id=file_id,
        kind="DIRECTIVES_EVALUATION",
        number=f"{sheet.month}/{sheet.year}",
        title=f"Đánh giá thực hiện nhiệm vụ tháng {sheet.month}/{sheet.year}",
        dossier_code="",
        person_id=None,
        unit_id=sheet.unit_id,
        actor=actor,
        at=at,
    )
    signed = EvaluationSigned(sheet_id=sheet.id, unit_id=sheet.unit_id, file_id=file_id)
    house.publish(signed, by=actor, at=at, unit_id=sheet.unit_id)


@transaction.atomic
def note_signing_failure(*, sheet_id: UUID, error: str, at: datetime) -> None:
    """Note that signature or seal did not work; it is tried again later."""
    sheet = Sheet.objects.select_for_update().get(id=sheet_id)
    if sheet.state != SheetState.SIGNING:
        return
    sheet.attempts += 1
    sheet.error = error[:2000]
    sheet.retry_at = retries.next_try(sheet.attempts, at=at)
    sheet.save(update_fields=["attempts", "error", "retry_at"])
