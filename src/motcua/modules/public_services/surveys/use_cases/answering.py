"""Answering, and asking people to."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.kernel.notifications import api as notifications

from .. import queries, rules
from ..errors import AnsweredAlready, AnswerIncomplete, NoSurvey
from ..events import SurveyAnswered
from ..models import Answer, Mark
from ..types import MARKS, Channel

LANGUAGE = "vi"
_LONGEST = 2000


@transaction.atomic
def answer_survey(
    *,
    actor: Actor,
    unit_id: UUID,
    values: Mapping[str, int],
    channel: Channel,
    key: UUID,
    dossier_code: str | None = None,
    device: str = "",
    comment: str = "",
    at: datetime,
) -> UUID:
    """Say how satisfied one was; who it was is not kept.

    Args:
        values: 1 to 5 by code of the question; all questions of the version in force.
        key: Of the form: the same form sent twice is one answer.
        dossier_code: Of the link after a result; each dossier has one answer.
        device: Digest of a browser's mark; each has one answer about a unit a day.

    Raises:
        NoSurvey: Nobody is asked about that unit now.
        AnswerIncomplete: Questions without an answer; each is named.
        AnsweredAlready: The dossier, or the device today, has an answer.

    Publishes:
        SurveyAnswered

    Law:
        QD 1001/2023; ND 118/2025
    """
    survey = queries.find_survey(unit_id, on=local_date(at))
    if survey is None:
        raise NoSurvey
    if known := Answer.objects.filter(key=key).first():
        return known.id
    missing = [each for each in survey.questions if values.get(each.code) not in MARKS]
    if missing:
        message = _("Choose one of the five answers.")
        raise AnswerIncomplete(faults=tuple(Fault(each.code, message) for each in missing))
    answer = Answer(
        survey_id=survey.id,
        unit_id=unit_id,
        channel=channel,
        key=key,
        dossier_code=dossier_code,
        device=device,
        answered_at=at,
        answered_on=local_date(at),
        points=rules.points_of(survey.factors, values),
        comment=comment.strip()[:_LONGEST],
    )
    _save(answer)
    Mark.objects.bulk_create(
        Mark(answer=answer, question=each.code, value=values[each.code])
        for each in survey.questions
    )
    answered = SurveyAnswered(
        answer_id=answer.id,
        survey_id=survey.id,
        unit_id=unit_id,
        channel=channel.value,
        points=answer.points,
    )
    house.publish(answered, by=_nobody(actor), at=at, unit_id=unit_id)
    return answer.id


def _save(answer: Answer) -> None:
    """Write an answer; a double is told by the database, whoever was first."""
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError:
        raise AnsweredAlready from None


def _nobody(actor: Actor) -> Actor:
    """Return an actor of whom nothing is known but how he came in."""
    return Actor(kind=actor.kind)


@transaction.atomic
def invite(
    *, unit_id: UUID, submission_id: UUID, dossier_code: str, person_id: UUID, at: datetime
) -> bool:
    """Ask an applicant who has his result how he was served; where nobody asks, do nothing.

    Returns:
        Whether he was asked; a second time nothing is sent.

    Law:
        QD 1001/2023
    """
    if queries.find_survey(unit_id, on=local_date(at)) is None:
        return False
    with override(LANGUAGE):
        notifications.send(
            key=f"surveys.invite:{submission_id}",
            to_person_id=person_id,
            subject=_("How were you served?"),
            body=_("Dossier %(code)s is finished. Two minutes for a few questions help the unit.")
            % {"code": dossier_code},
            link=f"/surveys/link/{queries.token_of(dossier_code)}/",
            at=at,
        )
    return True
