"""Publishing the questions."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date

from .. import permissions, rules
from ..errors import SurveyInvalid
from ..events import SurveyPublished
from ..models import Survey, as_json
from ..types import Factor


@transaction.atomic
def publish_survey(
    *,
    actor: Actor,
    unit_id: UUID,
    title: str,
    text: str,
    minimum: int | None,
    valid_from: date | None,
    at: datetime,
) -> UUID:
    """Ask these questions about an authority and all units below it, from a day on.

    A version is never changed: answers stay with the questions to which they were given.

    Args:
        text: A line with # begins a factor, every other line is a question.
        minimum: From how many answers on results are shown.

    Raises:
        NotPermitted: The actor publishes none there.
        SurveyInvalid: Something is missing or wrong.

    Publishes:
        SurveyPublished

    Law:
        QD 1001/2023
    """
    permissions.PUBLISH.require(actor, unit_id=unit_id)
    factors, faults = _read(text)
    if not title.strip():
        faults.append(Fault("title", _("Write the name of the survey.")))
    if minimum is None or minimum < 1:
        faults.append(Fault("minimum", _("Write from how many answers on results are shown.")))
    if valid_from is None or valid_from < local_date(at):
        faults.append(Fault("valid_from", _("Write a day, today at the earliest.")))
    if faults:
        raise SurveyInvalid(faults=tuple(faults))
    earlier = Survey.objects.select_for_update().filter(unit_id=unit_id)
    list(earlier.order_by("id"))
    last = Survey.objects.filter(unit_id=unit_id).aggregate(last=Max("version"))["last"] or 0
    survey = Survey.objects.create(
        unit_id=unit_id,
        version=last + 1,
        title=title.strip(),
        factors=as_json(factors),
        minimum=minimum or 1,
        valid_from=valid_from or local_date(at),
        published_at=at,
        published_by_name=actor.name,
    )
    published = SurveyPublished(survey_id=survey.id, unit_id=unit_id, version=survey.version)
    house.publish(published, by=actor, at=at, unit_id=unit_id)
    return survey.id


def _read(text: str) -> tuple[tuple[Factor, ...], list[Fault]]:
    try:
        return rules.read_factors(text), []
    except ValueError as error:
        messages = {
            "empty": _("Each factor (a line that begins with #) needs a name and questions."),
            "many": _("At most 10 factors with at most 10 questions each: more nobody answers."),
            "loose": _("Begin with a factor: a line such as “# Access”."),
        }
        return (), [Fault("text", messages[str(error)])]
