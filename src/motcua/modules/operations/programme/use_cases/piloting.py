"""Pilot models: offered, registered for, shown, scored."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents

from .. import permissions, queries
from ..errors import ReportInvalid, WardElsewhere
from ..events import ModelOffered, WardRegistered, WardReported, WardScored, WardWithdrew
from ..models import Enrolment, PilotModel, Plan
from ..types import Enrolled, Happened
from .common import note, require_words

MOST_POINTS = 100
_OPEN = (Enrolled.REGISTERED, Enrolled.REPORTED, Enrolled.RECOGNISED, Enrolled.NOT_YET)


@transaction.atomic
def offer_model(
    *,
    actor: Actor,
    plan_id: UUID,
    title: str,
    content: str = "",
    own_of: UUID | None = None,
    at: datetime,
) -> UUID:
    """Offer a pilot model to all wards of a plan; or add a ward's own, for which it registers.

    Raises:
        PlanNotFound: There is no such plan.
        NotPermitted: The actor neither keeps the plan nor speaks for the ward.
        ModelNotFound: The ward is none of the plan.
        ReportInvalid: The name is missing.

    Publishes:
        ModelOffered
    """
    plan = queries.get_plan(actor=actor, plan_id=plan_id)
    if own_of is None:
        permissions.MANAGE.require(actor, unit_id=plan.unit_id)
    else:
        permissions.REPORT.require(actor, unit_id=own_of)
    named = require_words(title, "title", _("Write the name of the model."))
    Plan.objects.select_for_update().get(id=plan.id)  # numbers have no twins
    last = PilotModel.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    pilot = PilotModel.objects.create(
        plan=plan, number=last + 1, title=named, content=content.strip(), owner_id=own_of
    )
    wards = queries.list_wards(plan, on=local_date(at)) if own_of is None else ()
    offered = ModelOffered(
        model_id=pilot.id,
        plan_id=plan.id,
        unit_id=plan.unit_id,
        title=named,
        ward_ids=(own_of,) if own_of else tuple(ward.id for ward in wards),
        is_own=own_of is not None,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
    )
    house.publish(offered, by=actor, at=at, unit_id=plan.unit_id)
    if own_of is not None:
        register_ward(actor=actor, model_id=pilot.id, ward_id=own_of, at=at)
    return pilot.id


def _lock(actor: Actor, model_id: UUID, ward_id: UUID, at: datetime) -> PilotModel:
    """Return a model that is offered to a ward, locked: its history has an order."""
    pilot = queries.get_model(actor=actor, model_id=model_id)
    queries.get_enrolment(pilot, ward_id, on=local_date(at))
    PilotModel.objects.select_for_update().get(id=pilot.id)
    return pilot


def _enrolment(pilot: PilotModel, ward_id: UUID, *states: Enrolled) -> Enrolment:
    found = Enrolment.objects.filter(pilot=pilot, unit_id=ward_id, state__in=states).first()
    if found is None:
        raise WardElsewhere
    return found


def _set(enrolment: Enrolment, state: Enrolled, at: datetime) -> None:
    enrolment.state, enrolment.state_at = state, at
    enrolment.save()


@transaction.atomic
def register_ward(*, actor: Actor, model_id: UUID, ward_id: UUID, at: datetime) -> None:
    """Register a ward for a model; a second time changes nothing.

    Raises:
        ModelNotFound: It is not offered to that ward.
        NotPermitted: The actor does not speak for the ward.

    Publishes:
        WardRegistered
    """
    pilot = _lock(actor, model_id, ward_id, at)
    permissions.REPORT.require(actor, unit_id=ward_id)
    enrolment = Enrolment.objects.filter(pilot=pilot, unit_id=ward_id).first()
    if enrolment is not None and enrolment.state != Enrolled.WITHDRAWN:
        return
    enrolment = enrolment or Enrolment(pilot=pilot, unit_id=ward_id)
    enrolment.score = None
    _set(enrolment, Enrolled.REGISTERED, at)
    note(enrolment, Happened.REGISTERED, actor=actor, at=at)
    registered = WardRegistered(model_id=pilot.id, ward_id=ward_id)
    house.publish(registered, by=actor, at=at, unit_id=ward_id)


@transaction.atomic
def withdraw_ward(
    *, actor: Actor, model_id: UUID, ward_id: UUID, reason: str, at: datetime
) -> None:
    """Let a ward take part no more.

    Raises:
        ModelNotFound, WardElsewhere: It does not take part.
        NotPermitted: The actor does not speak for the ward.
        ReportInvalid: The reason is missing.

    Publishes:
        WardWithdrew
    """
    pilot = _lock(actor, model_id, ward_id, at)
    permissions.REPORT.require(actor, unit_id=ward_id)
    enrolment = _enrolment(pilot, ward_id, *_OPEN)
    said = require_words(reason, "reason", _("Write why the ward takes part no more."))
    _set(enrolment, Enrolled.WITHDRAWN, at)
    note(enrolment, Happened.WITHDREW, said, actor=actor, at=at)
    withdrew = WardWithdrew(model_id=pilot.id, ward_id=ward_id, reason=said)
    house.publish(withdrew, by=actor, at=at, unit_id=ward_id)


@transaction.atomic
def report_ward(
    *,
    actor: Actor,
    model_id: UUID,
    ward_id: UUID,
    text: str,
    files: Sequence[tuple[str, bytes]] = (),
    at: datetime,
) -> None:
    """Show what a ward made of a model, with photos or papers.

    Raises:
        ModelNotFound, WardElsewhere: The ward does not take part.
        NotPermitted: The actor does not speak for the ward.
        ReportInvalid: Words or evidence are missing.
        FileRefused, TooManyFiles: Evidence is not taken in.

    Publishes:
        WardReported
    """
    pilot = _lock(actor, model_id, ward_id, at)
    permissions.REPORT.require(actor, unit_id=ward_id)
    enrolment = _enrolment(pilot, ward_id, *_OPEN)
    said = require_words(text, "text", _("Write what has been done and what is left."))
    if not files:
        message = _("Add a file that proves it: a report, a decision, a photo.")
        raise ReportInvalid(faults=(Fault("evidence", message),))
    evidence = documents.store_evidence(files=files, actor=actor, at=at)
    _set(enrolment, Enrolled.REPORTED, at)
    note(enrolment, Happened.REPORTED, said, actor=actor, at=at, files=evidence)
    reported = WardReported(model_id=pilot.id, ward_id=ward_id, text=said)
    house.publish(reported, by=actor, at=at, unit_id=ward_id)


@transaction.atomic
def score_ward(
    *,
    actor: Actor,
    model_id: UUID,
    ward_id: UUID,
    score: Decimal | None,
    is_recognised: bool,
    text: str = "",
    at: datetime,
) -> None:
    """Score what a ward showed, and recognise the model there or not yet.

    Raises:
        ModelNotFound, WardElsewhere: The ward has shown nothing yet.
        NotPermitted: The actor does not keep the plan.
        ReportInvalid: The score is missing or not within 0 and 100.

    Publishes:
        WardScored
    """
    pilot = _lock(actor, model_id, ward_id, at)
    permissions.MANAGE.require(actor, unit_id=pilot.plan.unit_id)
    enrolment = _enrolment(pilot, ward_id, *_OPEN[1:])
    if score is None or not 0 <= score <= MOST_POINTS:
        message = _("Write a score from 0 to 100.")
        raise ReportInvalid(faults=(Fault("score", message),))
    enrolment.score = round(score, 2)
    _set(enrolment, Enrolled.RECOGNISED if is_recognised else Enrolled.NOT_YET, at)
    note(enrolment, Happened.SCORED, text.strip(), actor=actor, at=at, value=enrolment.score)
    scored = WardScored(
        model_id=pilot.id, ward_id=ward_id, score=enrolment.score, is_recognised=is_recognised
    )
    house.publish(scored, by=actor, at=at, unit_id=ward_id)
