"""The authority appraises what a unit said of itself."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault

from .. import permissions, queries, rules
from ..errors import ScoresInvalid
from ..events import AssessmentAppraised, AssessmentReturned, PointsGiven
from ..types import Appraised, State
from .common import lock


@transaction.atomic
def appraise(
    *, actor: Actor, assessment_id: UUID, given: Sequence[Appraised], at: datetime
) -> None:
    """Give points to some components; other points than the unit's are explained.

    Raises:
        AssessmentNotFound, AssessmentElsewhere: It was not handed in.
        NotPermitted: The actor does not appraise.
        ScoresInvalid: Points beyond the most, or without an explanation.

    Publishes:
        PointsGiven
    """
    assessment = lock(actor, assessment_id, State.SUBMITTED)
    permissions.MANAGE.require(actor, unit_id=assessment.round.unit_id)
    most = {each.code: each.most for each in queries.components_of(assessment.round.index)}
    scores = queries.scores_of(assessment)
    faults = []
    for each in given:
        if each.code not in scores or (
            each.points is not None and not 0 <= each.points <= most[each.code]
        ):
            faults.append(Fault(each.code, _("Write points from 0 to the most that it has.")))
        elif each.points not in {None, scores[each.code].points} and not each.note.strip():
            faults.append(Fault(each.code, _("Explain points other than the unit’s.")))
    if faults:
        raise ScoresInvalid(faults=tuple(faults))
    for each in given:
        score = scores[each.code]
        score.appraised, score.appraiser_note = each.points, each.note.strip()
        score.save()
    points = PointsGiven(assessment_id=assessment.id, codes=tuple(each.code for each in given))
    house.publish(points, by=actor, at=at, unit_id=assessment.round.unit_id)


@transaction.atomic
def close_appraisal(*, actor: Actor, assessment_id: UUID, at: datetime) -> None:
    """Let the index of a unit stand; what was not looked at keeps the unit's points.

    Raises:
        AssessmentNotFound, AssessmentElsewhere: It was not handed in.
        NotPermitted: The actor does not appraise.

    Publishes:
        AssessmentAppraised

    Law:
        QD 876/2022
    """
    assessment = lock(actor, assessment_id, State.SUBMITTED)
    permissions.MANAGE.require(actor, unit_id=assessment.round.unit_id)
    scores = queries.scores_of(assessment)
    for score in scores.values():
        if score.appraised is None:
            score.appraised = score.points
            score.save(update_fields=["appraised"])
    components = queries.components_of(assessment.round.index)
    points = {
        code: score.appraised for code, score in scores.items() if score.appraised is not None
    }
    assessment.index_value = rules.index_of(components, points)
    assessment.state, assessment.state_at = State.APPRAISED, at
    assessment.appraised_by_name = actor.name
    assessment.save()
    appraised = AssessmentAppraised(
        assessment_id=assessment.id,
        unit_id=assessment.unit_id,
        index=assessment.index_value,
    )
    house.publish(appraised, by=actor, at=at, unit_id=assessment.round.unit_id)


@transaction.atomic
def return_assessment(*, actor: Actor, assessment_id: UUID, reason: str, at: datetime) -> None:
    """Give the scores back to the unit, with a reason; what was appraised is taken back.

    Raises:
        AssessmentNotFound, AssessmentElsewhere: It was not handed in.
        NotPermitted: The actor does not appraise.
        ScoresInvalid: The reason is missing.

    Publishes:
        AssessmentReturned
    """
    assessment = lock(actor, assessment_id, State.SUBMITTED)
    permissions.MANAGE.require(actor, unit_id=assessment.round.unit_id)
    if not reason.strip():
        message = _("Write what is missing or has to be mended.")
        raise ScoresInvalid(faults=(Fault("reason", message),))
    assessment.scores.update(appraised=None)
    assessment.state, assessment.state_at = State.OPEN, at
    assessment.returned_reason = reason.strip()
    assessment.save()
    returned = AssessmentReturned(
        assessment_id=assessment.id, unit_id=assessment.unit_id, reason=reason.strip()
    )
    house.publish(returned, by=actor, at=at, unit_id=assessment.round.unit_id)
