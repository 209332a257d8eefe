"""A unit scores itself: values and evidence; the points follow from the rule."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.kernel.documents import api as documents

from .. import permissions, queries, rules
from ..errors import ScoresInvalid
from ..events import AssessmentSubmitted, ScoresEntered
from ..models import Score
from ..types import State, Typed
from .common import lock

_MOST = Decimal(1_000_000_000)


@transaction.atomic
def enter_scores(
    *, actor: Actor, assessment_id: UUID, typed: Sequence[Typed], at: datetime
) -> None:
    """Say how a unit stands in some components; files are added to those that are there.

    Raises:
        AssessmentNotFound, AssessmentElsewhere: It is not with the unit.
        NotPermitted: The actor does not score the unit.
        ScoresInvalid: A value is impossible, or a component is none of the index.
        FileRefused, TooManyFiles: Evidence is not taken in.

    Publishes:
        ScoresEntered
    """
    assessment = lock(actor, assessment_id, State.OPEN)
    permissions.ASSESS.require(actor, unit_id=assessment.unit_id)
    components = {each.code: each for each in queries.components_of(assessment.round.index)}
    faults = [
        Fault(each.code, _("Write a number from 0 on, such as 95 or 99,5."))
        for each in typed
        if each.code not in components or (each.value is not None and not 0 <= each.value < _MOST)
    ]
    if faults:
        raise ScoresInvalid(faults=tuple(faults))
    known = queries.scores_of(assessment)
    for each in typed:
        score = known.get(each.code) or Score(assessment=assessment, code=each.code)
        score.value, score.note = each.value, each.note.strip()
        score.points = rules.points_of(components[each.code], each.value)
        if each.files:
            added = documents.store_evidence(files=each.files, actor=actor, at=at)
            score.files = [*score.files, *added]
        score.save()
    entered = ScoresEntered(assessment_id=assessment.id, codes=tuple(each.code for each in typed))
    house.publish(entered, by=actor, at=at, unit_id=assessment.unit_id)


@transaction.atomic
def submit(*, actor: Actor, assessment_id: UUID, at: datetime) -> None:
    """Hand the scores of a unit in: each component has a value, and evidence where it has points.

    Raises:
        AssessmentNotFound, AssessmentElsewhere: It is not with the unit.
        NotPermitted: The actor does not score the unit.
        ScoresInvalid: Values or evidence are missing; each component is named.

    Publishes:
        AssessmentSubmitted

    Law:
        QD 876/2022
    """
    assessment = lock(actor, assessment_id, State.OPEN)
    permissions.ASSESS.require(actor, unit_id=assessment.unit_id)
    scores = queries.scores_of(assessment)
    faults = []
    for each in queries.components_of(assessment.round.index):
        score = scores.get(each.code)
        if score is None or score.value is None:
            faults.append(Fault(each.code, _("%(code)s has no value.") % {"code": each.code}))
        elif score.points and not score.files and not each.indicator_code:
            message = _("%(code)s has no evidence.") % {"code": each.code}
            faults.append(Fault(each.code, message))
    if faults:
        raise ScoresInvalid(faults=tuple(faults))
    assessment.state, assessment.state_at = State.SUBMITTED, at
    assessment.submitted_by_name, assessment.returned_reason = actor.name, ""
    assessment.save()
    points = sum((each.points for each in scores.values()), Decimal(0))
    submitted = AssessmentSubmitted(
        assessment_id=assessment.id, unit_id=assessment.unit_id, points=points
    )
    house.publish(submitted, by=actor, at=at, unit_id=assessment.unit_id)
