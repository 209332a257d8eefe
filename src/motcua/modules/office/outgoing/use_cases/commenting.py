"""What readers of a draft say about a version, and what was taken care of."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor

from ..errors import CommentUnknown, NoReasonGiven
from ..models import Comment
from ..types import IN_WORK
from .common import lock, require_holder


@transaction.atomic
def comment(*, actor: Actor, document_id: UUID, text: str, at: datetime) -> None:
    """Say something about the present version, for everybody on its way.

    Raises:
        DocumentNotFound: There is none that the actor may see.
        WrongState: It has ended.
        NoReasonGiven: Nothing is said.

    Law:
        ND 30/2020, art. 10
    """
    document = lock(actor, document_id, *IN_WORK)
    if not text.strip():
        raise NoReasonGiven
    Comment.objects.create(
        document=document,
        version=document.version,
        text=text.strip(),
        said_at=at,
        said_by=actor.account_id,
        said_by_name=actor.name,
    )


@transaction.atomic
def settle_comment(*, actor: Actor, document_id: UUID, comment_id: UUID, at: datetime) -> None:
    """Note that a comment was taken care of; the version that does so can be compared.

    Raises:
        DocumentNotFound: There is none that the actor may see.
        WrongState: It has ended.
        NotYourStep: It lies with another post.
        CommentUnknown: It has no such comment.

    Law:
        ND 30/2020, art. 10
    """
    document = lock(actor, document_id, *IN_WORK)
    require_holder(actor, document)
    found = document.comments.select_for_update().filter(id=comment_id).first()
    if found is None:
        raise CommentUnknown
    if found.settled_at is None:
        found.settled_at, found.settled_by_name = at, actor.name
        found.save(update_fields=["settled_at", "settled_by_name"])
