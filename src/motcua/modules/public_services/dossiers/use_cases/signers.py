"""Who signs a form of the head, and in which words."""

from datetime import datetime

from motcua.foundation.actors import Actor

from ..models import Submission
from ..queries.signers import head_lines
from .common import FormSigner


def form_signer(actor: Actor, submission: Submission, *, at: datetime) -> FormSigner:
    """Return the head as he signs: in the post that leads the authority, if he holds it."""
    return FormSigner(
        id=actor.person_id or actor.account_id or submission.unit_id,
        lines=head_lines(actor, unit_id=submission.unit_id, at=at),
    )
