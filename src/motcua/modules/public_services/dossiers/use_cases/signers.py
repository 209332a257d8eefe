"""Who signs a form of the head, and in which words."""

from datetime import datetime

from motcua.foundation.actors import Actor
from motcua.kernel.organisation import api as organisation

from ..models import Submission
from .common import FormSigner
from .results import signer_lines


def form_signer(actor: Actor, submission: Submission, *, at: datetime) -> FormSigner:
    """Return the head as he signs: in the post that leads the authority, if he holds it."""
    posts = list(organisation.post_info(actor.post_ids).values())
    leading = (
        post.id
        for post in posts
        if post.role == organisation.Role.AUTHORITY_LEADER and post.unit_id == submission.unit_id
    )
    there = (post.id for post in posts if post.unit_id == submission.unit_id)
    post_id = next(leading, None) or next(there, None)
    return FormSigner(
        id=actor.person_id or actor.account_id or submission.unit_id,
        lines=signer_lines(actor, post_id=post_id, at=at),
    )
