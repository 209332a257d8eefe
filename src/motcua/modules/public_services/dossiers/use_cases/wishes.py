"""What the applicant may still wish once the dossier is sent."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor

from .. import permissions, rules
from ..errors import PostalIncomplete
from ..events import ResultWayChanged
from ..queries.postal import postal_faults
from ..types import PostalAddress, ResultWay, State
from .common import lock_submission
from .standing import require_standing


@transaction.atomic
def choose_result_way(
    *,
    actor: Actor,
    code: str,
    way: ResultWay,
    postal: PostalAddress | None = None,
    at: datetime,
) -> None:
    """Choose anew how the result is received, until it lies ready.

    Args:
        postal: Where the post brings it; without one, the address given before stays.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: An official who does not receive dossiers there.
        MayNotAct: A representative whose mandate has ended.
        WrongState: The result lies ready already, or the dossier has ended.
        PostalIncomplete: It is to come by post, and the address is missing or wrong.

    Publishes:
        ResultWayChanged, unless it is as before.

    Law:
        ND 61/2018, article 20; ND 118/2025
    """
    submission = lock_submission(actor, code)
    if actor.is_official:
        permissions.RECEIVE.require(actor, unit_id=submission.unit_id)
    require_standing(actor, submission, at)
    rules.require_state(
        submission.state, State.WAITING, State.SUPPLEMENT, State.PROCESSING, State.SIGNING
    )
    before, kept = submission.result_way, submission.postal
    address = {}
    if way == ResultWay.POST:
        wanted = postal or PostalAddress.read(kept)
        if faults := postal_faults(wanted):
            raise PostalIncomplete(faults=faults)
        address = asdict(wanted)
    if before == way and kept == address:
        return
    submission.result_way, submission.postal = way, address
    submission.save(update_fields=["result_way", "postal"])
    changed = ResultWayChanged(
        submission_id=submission.id,
        dossier_code=submission.code,
        person_id=submission.person_id,
        way=way.value,
        before=before,
        address_changed=bool(address) and kept != address,
    )
    house.publish(changed, by=actor, at=at, unit_id=submission.unit_id)
