"""What an official found about two dossiers that look alike."""

from datetime import datetime

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.modules.public_services.dossiers import api as dossiers

from .. import queries
from ..errors import SayWhyNotTwins
from ..events import SaidToBeTwoMatters
from ..models import TwoMatters


@transaction.atomic
def say_two_matters(*, actor: Actor, code: str, other_code: str, reason: str, at: datetime) -> None:
    """Say that two dossiers are two matters: they are no longer shown to each other's readers.

    Raises:
        NotPermitted: The actor neither receives nor handles dossiers there.
        DossierNotFound: One of them is not his to see.
        SayWhyNotTwins: No reason is given.

    Publishes:
        SaidToBeTwoMatters

    Law:
        ND 118/2025
    """
    seen = dossiers.glimpses(actor=actor, codes=[code]).get(code)
    if seen is None:
        raise dossiers.DossierNotFound
    if not dossiers.HANDLE.held_by(actor, unit_id=seen.handling_unit_id):
        dossiers.RECEIVE.require(actor, unit_id=seen.unit_id)
    twin = queries.twin_of(actor=actor, code=code, other_code=other_code)
    if not reason.strip():
        raise SayWhyNotTwins
    first, second = sorted((code, twin.code))
    _row, is_new = TwoMatters.objects.get_or_create(
        first_code=first,
        second_code=second,
        defaults={"reason": reason.strip(), "said_by": actor.name, "said_at": at},
    )
    if is_new:
        said = SaidToBeTwoMatters(
            submission_id=seen.submission_id,
            dossier_code=code,
            other_code=twin.code,
            reason=reason.strip(),
        )
        house.publish(said, by=actor, at=at, unit_id=seen.unit_id)
