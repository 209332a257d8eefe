"""For whom somebody acts, and whether he may at this instant."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.foundation import modules
from motcua.foundation.actors import Actor, ActorKind
from motcua.kernel.forms import api as forms
from motcua.modules.public_services.procedures import api as procedures

from ..errors import MayNotAct
from ..models import Draft, Submission
from ..ports import Relations
from ..types import Channel, PartOfAnother, Standing


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
    for relation in modules.provided(Relations):
        return relation.standing(
            actor=actor,
            mandate_id=mandate_id,
            procedure_code=version.code,
            field=version.field,
            at=at,
        )
    raise MayNotAct


def parts_of_others(draft: Draft, form: forms.Form, at: datetime) -> tuple[PartOfAnother, ...]:
    """Return the parts of a citizen's draft that others fill in."""
    if draft.person_id is None or draft.channel != Channel.ONLINE:
        return ()  # at the counter both stand before the official
    return tuple(
        part
        for relation in modules.provided(Relations)
        for part in relation.parts(
            draft_id=draft.id, person_id=draft.person_id, form=form, data=draft.data, at=at
        )
    )


def with_parts(data: Mapping[str, Any], parts: Sequence[PartOfAnother]) -> dict[str, Any]:
    """Return the answers with what others said in place of what stood there."""
    others = {part.key for part in parts}
    own = {key: value for key, value in data.items() if key not in others}
    return own | {part.key: dict(part.answers) for part in parts if part.answers}
