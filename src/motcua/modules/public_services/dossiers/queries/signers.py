"""Who signs, and in which words a paper says so."""

from datetime import datetime
from uuid import UUID

from motcua.foundation.actors import Actor, ActorKind
from motcua.kernel.organisation import api as organisation

from ..types import Approval

LEADS = "TM. ỦY BAN NHÂN DÂN"


def signer_lines(actor: Actor, *, post_id: UUID | None, at: datetime) -> Approval:
    """Return how the signer appears on a paper: title, authority, on whose behalf.

    A deputy signs in place of the chairman (KT.), as ND 30/2020 has it; the head of a department
    signs in his own title. Whoever acts by a delegation signs by authority of the post (TUQ.), in
    the title of his own.
    """
    post = organisation.post_info([post_id]).get(post_id) if post_id else None
    leads = post is None or post.role == organisation.Role.AUTHORITY_LEADER
    own = _own_title(actor, post_id=post_id, at=at) if post_id and actor.person_id else None
    if own is not None:
        return Approval(
            signer_name=actor.name,
            signer_title=own,
            authority_line=LEADS if leads else "",
            on_behalf=f"TUQ. {post.title if post else ''}",
            at=at,
        )
    return _in_post(post.title if post else "", name=actor.name, leads=leads, at=at)


def _in_post(title: str, *, name: str, leads: bool, at: datetime) -> Approval:
    deputy = leads and title.lower().startswith("phó")
    return Approval(
        signer_name=name,
        signer_title=title,
        authority_line=LEADS if leads else "",
        on_behalf="KT. Chủ tịch" if deputy else "",
        at=at,
    )


def _own_title(actor: Actor, *, post_id: UUID, at: datetime) -> str | None:
    """Return the title of the actor's own post if he acts by delegation, None if he holds it."""
    if actor.kind is ActorKind.SYSTEM or actor.person_id is None:
        return None
    held = organisation.posts_of(actor.person_id, at)
    if not any(each.post_id == post_id and each.delegated for each in held):
        return None
    return next((each.title for each in held if not each.delegated), "")


def head_lines(actor: Actor, *, unit_id: UUID, at: datetime) -> Approval:
    """Return the head as he signs forms: in the post that leads the authority, if he holds it."""
    posts = [
        post for post in organisation.post_info(actor.post_ids).values() if post.unit_id == unit_id
    ]
    leading = (post.id for post in posts if _leads(post, unit_id))
    post_id = next(leading, None) or next((post.id for post in posts), None)
    return signer_lines(actor, post_id=post_id, at=at)


def lines_to_come(actor: Actor, *, unit_id: UUID, at: datetime) -> Approval:
    """Return how the head of an authority will appear on a form; for others his name stays open."""
    own = organisation.post_info(actor.post_ids).values()
    if any(_leads(post, unit_id) for post in own):
        return head_lines(actor, unit_id=unit_id, at=at)
    leading = [post for post in organisation.list_posts([unit_id], at=at) if _leads(post, unit_id)]
    held = [post for post in leading if post.holder_ids] or leading
    return _in_post(held[0].title if held else "", name="", leads=True, at=at)


def _leads(post: organisation.PostInfo, unit_id: UUID) -> bool:
    return post.role == organisation.Role.AUTHORITY_LEADER and post.unit_id == unit_id
