"""Every way to change ratings."""

from datetime import datetime

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.modules.public_services.dossiers import api as dossiers

from .errors import NothingToRate, NotOverYet, StarsMissing, TooLateToChange
from .events import ServiceRated
from .models import Rating
from .types import CHANGE_WITHIN, RatingInfo, Stars


@transaction.atomic
def rate_service(
    *, actor: Actor, code: str, stars: int, comment: str = "", at: datetime
) -> RatingInfo:
    """Say how a dossier was served; said again within 30 days, the last word counts.

    Args:
        code: Code of one's own finished dossier.
        stars: 1 (very dissatisfied) to 5 (very satisfied).

    Raises:
        NothingToRate: No dossier of that code is the actor's.
        NotOverYet: It is still under way.
        StarsMissing: Not one of the five answers.
        TooLateToChange: It was rated more than 30 days ago.

    Publishes:
        ServiceRated

    Law:
        ND 61/2018; ND 118/2025; QD 766/2022
    """
    outcome = dossiers.outcomes(codes=[code]).get(code)
    if outcome is None or actor.is_official or outcome.person_id != actor.person_id:
        raise NothingToRate
    if outcome.finished_at is None:
        raise NotOverYet
    if stars not in Stars.values:
        raise StarsMissing
    rating = Rating.objects.select_for_update().filter(dossier_code=code).first()
    if rating is None:
        rating = Rating(
            dossier_code=code,
            unit_id=outcome.unit_id,
            person_id=outcome.person_id,
            first_rated_at=at,
        )
    elif at - rating.first_rated_at > CHANGE_WITHIN:
        raise TooLateToChange
    rating.stars, rating.comment, rating.rated_at = stars, comment.strip()[:2000], at
    rating.save()
    rated = ServiceRated(submission_id=outcome.submission_id, dossier_code=code, stars=stars)
    house.publish(rated, by=actor, at=at, unit_id=outcome.unit_id)
    return rating.to_info()
