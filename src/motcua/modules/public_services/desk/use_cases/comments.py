"""Comments of officials about a dossier."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotPermitted
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.dossiers import api as dossiers

from .. import queries, rules
from ..errors import CommentEmpty, CommentNotFound, TooLateToEdit
from ..events import CommentChanged, CommentWritten
from ..models import Comment, CommentVersion, Mention
from ..types import LONGEST, Colleague


def _words(body: str) -> str:
    words = body.replace("\0", "").strip()
    if not words or len(words) > LONGEST:
        raise CommentEmpty
    return words


def _called(body: str, colleagues: Sequence[Colleague], also: Collection[UUID]) -> dict[UUID, str]:
    """Return the persons whom a text or a list calls, with the name by which each was called."""
    persons = {name for each in colleagues for _id, name in each.persons}
    names = set(rules.called(body, persons | {each.title for each in colleagues}))
    found: dict[UUID, str] = {}
    for each in colleagues:
        whole_post = each.title in names or each.post_id in also
        for person_id, name in each.persons:
            if whole_post or name in names:
                found.setdefault(person_id, name)
    return found


def _accounts(called: dict[UUID, str], code: str, actor: Actor, at: datetime) -> dict[UUID, str]:
    """Return the accounts of those among the called who may see the dossier, but for the author."""
    accounts = {
        account_id: called[person_id]
        for person_id, account_id in identity.accounts_of(called).items()
        if account_id != actor.account_id
    }
    return {
        account_id: name
        for account_id, name in accounts.items()
        if dossiers.glimpses(actor=identity.actor_for(account_id, at), codes=[code])
    }


@transaction.atomic
def write_comment(
    *, actor: Actor, code: str, body: str, also: Collection[UUID] = (), at: datetime
) -> UUID:
    """Write about a dossier, for officials alone; whoever is named after an @ is told.

    Args:
        also: Posts whose holders are told, too: the plain way where nothing completes a name.

    Raises:
        NotPermitted: The actor is no official.
        DossierNotFound: It is not his to see.
        CommentEmpty: There are no words, or too many.

    Publishes:
        CommentWritten

    Law:
        L 91/2025
    """
    if not actor.is_official:
        raise NotPermitted
    seen = dossiers.glimpses(actor=actor, codes=[code]).get(code)
    if seen is None:
        raise dossiers.DossierNotFound
    words = _words(body)
    accounts: dict[UUID, str] = {}
    if also or "@" in words:
        colleagues = queries.list_colleagues(actor=actor, code=code, at=at)
        accounts = _accounts(_called(words, colleagues, also), code, actor, at)
    comment = Comment.objects.create(
        submission_id=seen.submission_id,
        dossier_code=code,
        account_id=actor.account_id,
        author=actor.name,
        body=words,
        written_at=at,
    )
    Mention.objects.bulk_create(
        Mention(comment=comment, account_id=account_id, name=name)
        for account_id, name in accounts.items()
    )
    written = CommentWritten(
        comment_id=comment.id,
        submission_id=seen.submission_id,
        dossier_code=code,
        mentioned=tuple(accounts),
    )
    house.publish(written, by=actor, at=at, unit_id=seen.unit_id)
    return comment.id


def _own(actor: Actor, comment_id: UUID, at: datetime) -> Comment:
    own = Comment.objects.select_for_update().filter(
        id=comment_id, account_id=actor.account_id, deleted_at=None
    )
    comment = own.first()
    if comment is None or actor.account_id is None:
        raise CommentNotFound
    if not rules.may_change(written_at=comment.written_at, at=at):
        raise TooLateToEdit
    return comment


def _tell(comment: Comment, actor: Actor, at: datetime) -> None:
    changed = CommentChanged(
        comment_id=comment.id,
        submission_id=comment.submission_id,
        dossier_code=comment.dossier_code,
        is_deleted=comment.deleted_at is not None,
    )
    house.publish(changed, by=actor, at=at)


@transaction.atomic
def change_comment(*, actor: Actor, comment_id: UUID, body: str, at: datetime) -> None:
    """Put one's own comment in other words; the old words are kept, and it says so.

    Raises:
        CommentNotFound: It is not the actor's.
        TooLateToEdit: It was written more than a quarter of an hour ago.
        CommentEmpty: There are no words, or too many.

    Publishes:
        CommentChanged

    Law:
        L 91/2025
    """
    comment, words = _own(actor, comment_id, at), _words(body)
    if words == comment.body:
        return
    CommentVersion.objects.create(comment=comment, body=comment.body, replaced_at=at)
    comment.body, comment.edited_at = words, at
    comment.save(update_fields=["body", "edited_at"])
    _tell(comment, actor, at)


@transaction.atomic
def take_back_comment(*, actor: Actor, comment_id: UUID, at: datetime) -> None:
    """Take one's own comment back; that there was one stays to be seen, and its words are kept.

    Raises:
        CommentNotFound: It is not the actor's.
        TooLateToEdit: It was written more than a quarter of an hour ago.

    Publishes:
        CommentChanged

    Law:
        L 91/2025
    """
    comment = _own(actor, comment_id, at)
    CommentVersion.objects.create(comment=comment, body=comment.body, replaced_at=at)
    comment.deleted_at = at
    comment.save(update_fields=["deleted_at"])
    _tell(comment, actor, at)
