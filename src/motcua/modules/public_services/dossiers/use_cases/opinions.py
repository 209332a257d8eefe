"""Asking others about a dossier: another post, another department, another agency."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api as cases

from .. import rules
from ..types import State
from .common import lock_dossier
from .following import show_to_holders


@transaction.atomic
def ask_about(
    *,
    actor: Actor,
    code: str,
    question: str,
    limit: TimeLimit,
    to_post_id: UUID | None = None,
    to_unit_id: UUID | None = None,
    mandatory: bool = False,
    at: datetime,
) -> cases.OpinionInfo:
    """Ask another post or agency about a dossier; it sees the dossier from now on.

    Args:
        limit: How long they have, counted by their own calendar.
        mandatory: Nothing goes up for signature without the answer.

    Raises:
        DossierNotFound, NotYourStep: It is not with the actor.
        NothingWritten: There is no question.
        NoSuchPost, NobodyToAsk: There is nobody to ask.
        WrongState: It is not being handled.

    Law:
        ND 61/2018; ND 118/2025
    """
    submission, dossier = lock_dossier(actor, code)
    rules.require_state(submission.state, State.PROCESSING)
    asked = cases.ask_opinion(
        actor=actor,
        case_id=dossier.case_id,
        question=question,
        limit=limit,
        to_post_id=to_post_id,
        to_unit_id=to_unit_id,
        mandatory=mandatory,
        at=at,
    )
    show_to_holders(submission, cases.get_case(case_id=dossier.case_id))
    return asked
