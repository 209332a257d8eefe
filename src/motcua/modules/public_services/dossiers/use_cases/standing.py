"""For whom somebody acts, and whether he may at this instant."""

from datetime import datetime
from uuid import UUID

from motcua.foundation import modules
from motcua.foundation.actors import Actor, ActorKind
from motcua.modules.public_services.procedures import api as procedures

from ..errors import MayNotAct
from ..models import Submission
from ..ports import Relations
from ..types import Standing


def require_standing(actor: Actor, submission: Submission, at: datetime) -> None:
    """Refuse a citizen who is neither the applicant nor acts for him at this instant.

    Raises:
        MayNotAct: His mandate has ended, or he has no part in the dossier.
    """
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        return
    if actor.person_id == submission.person_id != submission.representative_id:
        return
    if not any(
        relation.may_act(person_id=actor.person_id, dossier=submission.ref, at=at)
        for relation in modules.provided(Relations)
    ):
        raise MayNotAct


def standing_of(
    actor: Actor, mandate_id: UUID | None, version: procedures.VersionInfo, at: datetime
) -> Standing | None:
    """Return for whom the actor acts under a mandate; None when he acts for himself.

    Raises:
        MayNotAct: Nobody knows the mandate.
        Conflict, NotFound: It has ended, is another's, or does not reach so far.
    """
    if mandate_id is None:
        return None
    relation = next(iter(modules.provided(Relations)), None)
    if relation is not None:
        found: Standing = relation.standing(
            actor=actor,
            mandate_id=mandate_id,
            procedure_code=version.code,
            field=version.field,
            at=at,
        )
        return found
    raise MayNotAct
