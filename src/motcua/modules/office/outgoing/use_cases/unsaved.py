"""What is being typed: kept beside the versions, a text for each open page; nothing is lost."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor

from ..models import Document, Typed
from ..types import Content
from .common import EDITABLE, lock, refuse_secrets, require_holder


@transaction.atomic
def keep_typed(
    *,
    actor: Actor,
    document_id: UUID,
    page: str,
    based_on: int,
    content: Content,
    goes_on: str = "",
    times: int = 0,
    at: datetime,
) -> bool:
    """Keep what an open page holds, without making a version of it.

    A page may go on with the text of an earlier page; if that one was typed in meanwhile, both
    texts are kept. Whatever comes of it, the text is kept.

    Args:
        page: Names the open page.
        goes_on: The page whose text this one began with.
        times: How often that text had been saved then.

    Returns:
        Whether the actor typed elsewhere, or another version was saved, since this page was opened.

    Raises:
        DocumentNotFound: There is none that the actor may see.
        WrongState: It is numbered already, or has ended.
        NotYourStep: It lies with another post.
        SecretRefused: The text bears a mark of secrecy.

    Law:
        ND 30/2020, art. 10
    """
    document = lock(actor, document_id, *EDITABLE)
    require_holder(actor, document)
    refuse_secrets(content)
    if actor.account_id is None:
        raise RuntimeError("who types has an account")
    own = Typed.objects.of(actor, document)
    if goes_on and not own.filter(page=page).exists():
        own.filter(page=goes_on, times=times).update(page=page)
    row, is_new = own.get_or_create(
        page=page,
        defaults={
            "document": document,
            "account_id": actor.account_id,
            "based_on": based_on,
            "content": content.to_json(),
            "began_at": at,
            "saved_at": at,
        },
    )
    if not is_new:
        row.content, row.based_on, row.saved_at = content.to_json(), based_on, at
        row.times += 1
        row.save(update_fields=["content", "based_on", "saved_at", "times"])
    others = own.filter(based_on=document.version).exclude(id=row.id)
    if not is_new:  # what lay there when this page began was told then
        others = others.filter(saved_at__gte=row.began_at)
    return based_on != document.version or others.exists()


@transaction.atomic
def forget_typed(*, actor: Actor, document_id: UUID, page: str, at: datetime) -> None:  # noqa: ARG001 - every use case says when
    """Throw away what the actor typed on a page and does not want.

    Raises:
        DocumentNotFound: There is none that the actor may see.

    Law:
        ND 30/2020, art. 10
    """
    document = lock(actor, document_id)
    Typed.objects.of(actor, document).filter(page=page).delete()


def forget_all_typed(document: Document) -> None:
    """Throw away what anybody was typing: the words of the document are settled."""
    Typed.objects.filter(document=document).delete()
