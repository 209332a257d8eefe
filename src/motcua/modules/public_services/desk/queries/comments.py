"""Conversations about dossiers, for officials who may see them."""

from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.modules.public_services.dossiers import api as dossiers

from ..errors import CommentNotFound
from ..models import Comment, CommentVersion
from ..types import CommentInfo


def list_comments(*, actor: Actor, code: str) -> list[CommentInfo]:
    """Return what officials wrote about a dossier, the oldest first; three queries.

    Raises:
        DossierNotFound: It is not the actor's to see, or he is no official.
    """
    seen = dossiers.glimpses(actor=actor, codes=[code]).get(code) if actor.is_official else None
    if seen is None:
        raise dossiers.DossierNotFound
    rows = Comment.objects.filter(submission_id=seen.submission_id).prefetch_related("mentions")
    return [row.to_info() for row in rows.order_by("written_at", "id")]


def get_own_comment(*, actor: Actor, comment_id: UUID) -> CommentInfo:
    """Return a comment of the actor that he has not taken back.

    Raises:
        CommentNotFound: It is not his.
    """
    own = Comment.objects.filter(id=comment_id, account_id=actor.account_id, deleted_at=None)
    found = own.prefetch_related("mentions").first()
    if found is None or actor.account_id is None:
        raise CommentNotFound
    return found.to_info()


def list_versions(*, comment_id: UUID) -> list[str]:
    """Return the words that a comment had before, the oldest first."""
    rows = CommentVersion.objects.filter(comment_id=comment_id).order_by("replaced_at", "id")
    return list(rows.values_list("body", flat=True))
